import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'

const ROOT = join(__dirname, '..', '..')
const started: ChildProcess[] = []
after(() => {
  for (const child of started) child.kill('SIGKILL')
})

function scimulate(...args: string[]) {
  const child = spawn(
    process.execPath,
    ['--require', 'ts-node/register', 'cli/main.ts', 'server', '--port', '0', ...args],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  started.push(child)
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  return { child, errors: () => err }
}

interface Ready {
  readonly api: { readonly url: string; readonly projectId: string; readonly secret: string }
}

/** Starts the server, makes an endpoint on this machine, and stops it. */
async function endpointOnLoopback(...args: string[]) {
  const { child, errors } = scimulate('--ready-json', ...args)
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { api } = JSON.parse(line) as Ready
  const answer = await fetch(`${api.url}/v1/scimulate/webhook_endpoints`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${api.projectId}:${api.secret}`).toString('base64')}`,
    },
    body: JSON.stringify({ url: 'http://127.0.0.1:9/' }),
  })
  child.kill('SIGTERM')
  const [code] = (await once(child, 'close')) as [number]
  return { status: answer.status, code, err: errors() }
}

test('private webhooks are on in local use, and that is said loudly', async () => {
  const { status, code, err } = await endpointOnLoopback()
  assert.equal(status, 200)
  assert.match(err, /WARNING: webhooks may go into private networks/)
  assert.equal(code, 0)
})

test('--no-allow-private-webhooks refuses them, and nothing is loud', async () => {
  const { status, err } = await endpointOnLoopback('--no-allow-private-webhooks')
  assert.equal(status, 400)
  assert.equal(err, '')
})

test('--project gives the projects that scripts know, and one sees nothing of the other', async () => {
  const mine = ['--project', 'project-test-mine:a-secret-of-mine']
  const { child } = scimulate('--ready-json', ...mine, '--project', 'project-test-other')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { api, projects } = JSON.parse(line) as Ready & { readonly projects: Ready['api'][] }
  const [other] = projects
  assert.deepEqual([api.projectId, api.secret], ['project-test-mine', 'a-secret-of-mine'])
  assert.equal(other?.projectId, 'project-test-other')
  assert.equal(await organizationsSeenBy(api.url, api), 1)
  assert.equal(await organizationsSeenBy(api.url, other), 0)
  child.kill('SIGTERM')
  await once(child, 'close')
})

test('--no-first-connection makes nothing at the start, and tells of no connection', async () => {
  const { child } = scimulate('--ready-json', '--no-first-connection')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const ready = JSON.parse(line) as Ready & { readonly scim?: unknown }
  assert.equal(ready.scim, undefined)
  assert.equal(await organizationsSeenBy(ready.api.url, ready.api), 0)
  child.kill('SIGTERM')
  await once(child, 'close')
})

test('what is printed has the public address, and of secrets those that nobody knows yet', async () => {
  const projects = ['--project', 'project-mine:a-secret-of-mine', '--project', 'project-made-up']
  const { child } = scimulate('--public-url', 'https://scim.example.com/', ...projects)
  let said = ''
  for await (const line of createInterface(child.stdout)) {
    said += `${line}\n`
    if (line.startsWith('Ctrl-C')) child.kill('SIGTERM')
  }
  assert.match(said, /server at https:\/\/scim\.example\.com\n/)
  assert.match(said, /dashboard +https:\/\/scim\.example\.com\/dashboard\n/)
  assert.match(said, /product API +https:\/\/scim\.example\.com\/v1\/b2b +project project-mine/)
  assert.doesNotMatch(said, /127\.0\.0\.1|a-secret-of-mine/)
  assert.match(said, /project-made-up +secret secret-test-/)
  assert.match(said, /bearer token +\S+ +\(shown this once\)/)
})

async function organizationsSeenBy(url: string, project: Omit<Ready['api'], 'url'> | undefined) {
  const basic = Buffer.from(`${project?.projectId}:${project?.secret}`).toString('base64')
  const answer = await fetch(`${url}/v1/b2b/organizations/search`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: '{}',
  })
  const { organizations } = (await answer.json()) as { organizations: unknown[] }
  return organizations.length
}

for (const [args, told] of [
  [['--project', 'a b'], /it must be id or id:secret/],
  [['--choice', 'colour=red'], /there is no choice colour/],
  [['--choice', 'tokenYears=0'], /tokenYears cannot be 0/],
  [['--choice', 'tokenYears'], /name=value/],
  [['--password-cost', '9'], /the cost of a password is 0 or 10 to 18, not 9/],
  [['--password-cost', 'x'], /whole number/],
  [['--webhook-order', 'random'], /strict, relaxed/],
  [['--public-url', 'example.com'], /http:\/\//],
  [['--log', 'all'], /off, error, info/],
  [['--data', join(ROOT, 'nowhere', 'x.db')], /x\.db cannot be written; is its folder there\?/],
] as const) {
  test(`${args.join(' ')} is a mistake, told as one`, async () => {
    const { child, errors } = scimulate(...args)
    const [code] = (await once(child, 'close')) as [number]
    assert.equal(code, 2)
    assert.match(errors(), told)
  })
}

test('--public-url stands in base URLs and locations, in the place of where it listens', async () => {
  const { child } = scimulate('--ready-json', '--public-url', 'https://scim.example.com/sandbox/')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { url, scim } = JSON.parse(line) as {
    url: string
    scim: { baseUrl: string; token: string }
  }
  const base = 'https://scim.example.com/sandbox/v1/b2b/scim/'
  assert.equal(scim.baseUrl.startsWith(base), true, scim.baseUrl)
  const here = url + new URL(scim.baseUrl).pathname.replace('/sandbox', '')
  const answer = await fetch(`${here}/ServiceProviderConfig`, {
    headers: { authorization: `Bearer ${scim.token}` },
  })
  const { meta } = (await answer.json()) as { meta: { location: string } }
  assert.equal(meta.location, `${scim.baseUrl}/ServiceProviderConfig`)
})

test("--scim-model: an extension and a type of one's own are served; what is wrong with a file is said", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-model-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const page = readFileSync(join(ROOT, 'docs', 'scim-server.md'), 'utf8')
  const documented = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? ''
  const { child } = scimulate('--ready-json', '--scim-model', file('good.yaml', documented))
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { scim } = JSON.parse(line) as { scim: { baseUrl: string; token: string } }
  const headers = { authorization: `Bearer ${scim.token}`, 'content-type': 'application/scim+json' }
  const device = { schemas: ['urn:example:params:scim:schemas:2.0:Device'], serial: 'A1' }
  const init = { method: 'POST', headers, body: JSON.stringify(device) }
  assert.equal((await fetch(`${scim.baseUrl}/Devices`, init)).status, 201)
  assert.equal((await fetch(`${scim.baseUrl}/Devices`, init)).status, 409)
  const types = await (await fetch(`${scim.baseUrl}/ResourceTypes`, { headers })).text()
  assert.match(types, /extension:badge:2\.0:User/)

  const attribute = (text: string) => `schemas: [{ id: urn:x, attributes: [{ ${text} }] }]`
  const wrong: readonly [text: string, said: RegExp][] = [
    [attribute('name: a, type: integr'), /schemas\.0\.attributes\.0\.type must be one of string/],
    [attribute('name: a, kind: x'), /schemas\.0\.attributes\.0 may not have "kind"/],
    [
      'resourceTypes: [{ name: A, endpoint: /As, schema: urn:none }]',
      /no schema has the id urn:none/,
    ],
    ['resourceTypes: [{ name: A }]', /resource type A needs endpoint and schema/],
    ['a: [', /neither JSON nor YAML/],
  ]
  for (const [i, [text, said]] of wrong.entries()) {
    const refused = scimulate('--scim-model', file(`wrong${i}.yaml`, text))
    const [code] = (await once(refused.child, 'close')) as [number]
    assert.equal(code, 2, refused.errors())
    assert.match(refused.errors(), said)
  }
  const absent = scimulate('--scim-model', join(folder, 'none.yaml'))
  await once(absent.child, 'close')
  assert.match(absent.errors(), /--scim-model: the file .* cannot be read/)
})
