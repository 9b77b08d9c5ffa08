import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, test } from 'node:test'
import { type RunningMockOkta, startMockOkta } from '../../mock-okta/app.ts'
import { type RunningServer, startServer } from '../../server/app.ts'
import { Visitor } from './visitor.ts'

let okta: RunningMockOkta
let server: RunningServer
before(async () => {
  okta = await startMockOkta({ console: true })
  server = await startServer({ console: true })
})
after(async () => {
  await okta.close()
  await server.close()
})

const sites = () => [
  { url: okta.url, base: '/admin', form: '/admin/groups' },
  { url: server.url, base: '/dashboard', form: '/dashboard/organizations' },
]

test('the start of each program leads to its pages', async () => {
  for (const { url, base } of sites()) {
    const answer = await fetch(url, { redirect: 'manual' })
    assert.equal(answer.headers.get('location'), base)
  }
})

test('one policy: nothing inline, nothing from elsewhere, in no frame, never kept', async () => {
  for (const { url, base } of sites()) {
    const { headers } = await new Visitor(url).get(base)
    const policy = headers.get('content-security-policy') ?? ''
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self'/)
    assert.match(policy, /frame-ancestors 'none'/)
    assert.doesNotMatch(policy, /unsafe/)
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.match(headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Lax/)
  }
})

test('a form without the token of its session is refused, and changes nothing', async () => {
  for (const { url, form } of sites()) {
    const visitor = new Visitor(url)
    await visitor.get(form)
    const fields = { name: 'Intruders', organization_name: 'Intruders' }
    for (const _csrf of ['', 'guessed']) {
      assert.equal((await visitor.post(form, { ...fields, _csrf })).status, 403)
    }
    assert.doesNotMatch(await visitor.page(form), /Intruders/)
  }
})

test('the token of another session, or a request from elsewhere, is refused', async () => {
  const { url, form } = sites()[0] ?? assert.fail()
  const one = new Visitor(url)
  const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(await one.page(form)) ?? []
  const other = new Visitor(url)
  await other.get(form)
  const fields = { name: 'Intruders', _csrf: token }
  assert.equal((await other.post(form, fields)).status, 403)
  assert.equal((await one.post(form, fields, { origin: 'https://elsewhere.example' })).status, 403)
  assert.equal((await one.post(form, fields, { origin: url })).status, 303)
})

test("on loopback another host's name opens nothing: a page elsewhere could have taken it", async () => {
  for (const { url, base } of sites()) {
    assert.equal(await statusFor(url + base, 'attacker.example'), 421)
    assert.equal(await statusFor(url + base, 'localhost:1'), 200)
  }
})

for (const [base, start, title] of [
  ['/admin', startMockOkta, 'Dashboard'],
  ['/dashboard', startServer, 'Organizations'],
] as const) {
  test(`${base}: what others than this machine can reach asks for a password`, async () => {
    const open = await start({ console: true, host: '0.0.0.0' })
    try {
      const password = open.console?.password ?? ''
      assert.ok(password.length >= 12)
      const visitor = new Visitor(open.url.replace('0.0.0.0', '127.0.0.1'))
      const paths = ['', '/people', '/events', '/recording.feature', '/webhooks', '/keys']
      for (const path of paths.map((one) => base + one)) {
        const answer = await visitor.get(path)
        const to = answer.headers.get('location')
        if (answer.status !== 404)
          assert.deepEqual([answer.status, to], [303, `${base}/login`], path)
      }
      const refused = await visitor.send(`${base}/login`, { password: 'guessed' })
      assert.match(refused.text, /That is not the password/)
      const { text } = await visitor.send(`${base}/login`, { password })
      assert.match(text, new RegExp(`<h1>${title}`))
      const left = await visitor.send(`${base}/logout`, {}, base)
      assert.match(left.text, /Sign in/)
      assert.equal((await visitor.get(base)).status, 303)
    } finally {
      await open.close()
    }
  })
}

test('who guesses the password too often cannot come in with the right one, for a while', async () => {
  const open = await startMockOkta({ console: true, consolePassword: 'correct horse' })
  try {
    const visitor = new Visitor(open.url)
    for (let i = 0; i < 20; i += 1) await visitor.send('/admin/login', { password: `guess ${i}` })
    const { text } = await visitor.send('/admin/login', { password: 'correct horse' })
    assert.match(text, /Too many attempts/)
    assert.equal((await visitor.get('/admin')).status, 303)
  } finally {
    await open.close()
  }
})

test('without the option there are no pages', async () => {
  const bare = await startMockOkta()
  assert.equal((await fetch(`${bare.url}/admin`)).status, 404)
  assert.equal(bare.console, undefined)
  await bare.close()
})

test('whatever a name holds is shown as text, on every page that shows it', async () => {
  const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`
  const visitor = new Visitor(okta.url)
  await visitor.send('/admin/groups', { name: hostile, description: hostile })
  const person = { firstName: hostile, lastName: hostile, email: 'ada@example.com' }
  await visitor.send('/admin/people', person)
  await visitor.send('/admin/apps', { label: hostile }, '/admin/apps/new')
  for (const path of ['', '/groups', '/people', '/apps', '/logs', '/recording', '/settings']) {
    const page = await visitor.page(`/admin${path}`)
    assert.doesNotMatch(page, /<script>alert|<img src=x/, path)
  }
  assert.match(await visitor.page('/admin/groups'), /&lt;script&gt;alert/)
})

test('what the API refuses is told on the page of the form, with what was typed but the secrets', async () => {
  const visitor = new Visitor(okta.url)
  const { text } = await visitor.send('/admin/people', {
    firstName: 'Ada',
    lastName: '',
    email: 'grace@example.com',
    password: 'hush-hush',
  })
  assert.match(text, /lastName: The field cannot be left blank/)
  assert.match(text, /value="grace@example.com"/)
  assert.doesNotMatch(text, /hush-hush/)
})

test('a page that is not there says so', async () => {
  const answer = await new Visitor(okta.url).get('/admin/people/00uNobody')
  assert.equal(answer.status, 404)
  assert.match(await answer.text(), /Not found: Resource not found: 00uNobody/)
})

/** fetch sets Host by itself. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .on('error', reject)
      .end()
  })
}
