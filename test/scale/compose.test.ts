import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Okta } from '../../bench/faults/okta.ts'
import { Witness } from '../../bench/faults/witness.ts'
import { Visitor } from '../console/visitor.ts'
import { type Postgres, postgres } from '../server/postgres.ts'
import { noCaddy } from './caddy.ts'
import { ROOT } from './compose-file.ts'
import { Stack, until } from './stack.ts'

const PEOPLE = 60
/** More than one round of the balancer over all servers. */
const ROUNDS = 12
const PROXY = 8080
const OKTA = 8081

let database: Postgres | undefined
let stack: Stack | undefined
let scim = { baseUrl: '', token: '' }
let okta: Okta
let witness: Witness

before(async () => {
  if (noCaddy !== false) return
  database = await postgres({ durable: true })
  if (database?.control === undefined) return
  stack = await Stack.up(database)
  scim = await connection(stack)
  const [, apiToken = ''] = /API token +(\S+)/.exec(stack.log('okta')) ?? []
  const mock = { url: stack.outside(OKTA), apiToken, close: async () => {} }
  okta = await Okta.at(mock, scim.baseUrl, scim.token)
  witness = new Witness(stack)
})
after(async () => {
  const ends = await stack?.down()
  await database?.stop()
  for (const [name, end] of Object.entries(ends ?? {})) assert.equal(end, 0, name)
})

/** A test of the services, all of them up. */
function onTheStack(title: string, work: (stack: Stack) => Promise<void>): void {
  test(title, { skip: noCaddy }, async (t) => {
    if (stack === undefined) return t.skip('no PostgreSQL of our own here')
    await work(stack)
  })
}

/** Made by the commands of the docs, for whoever knows nothing else. */
async function connection(all: Stack): Promise<typeof scim> {
  const page = readFileSync(join(ROOT, 'docs', 'several-nodes.md'), 'utf8')
  const commands = page.matchAll(/^curl --user (\S+) (http\S+) \\\n {2}--json '(.+)'$/gm)
  let last: { connection?: { base_url: string; bearer_token: string } } = {}
  for (const [, project = '', url = '', body = ''] of commands) {
    const { origin, port, pathname } = new URL(url)
    assert.equal(origin, `http://localhost:${PROXY}`)
    const answer = await fetch(all.outside(Number(port)) + pathname, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(project).toString('base64')}`,
        'content-type': 'application/json',
      },
      body,
    })
    assert.equal(answer.status, 200)
    last = (await answer.json()) as typeof last
  }
  const { base_url: baseUrl, bearer_token: token } = last.connection ?? assert.fail('no connection')
  return { baseUrl, token }
}

async function users(all: Stack): Promise<number> {
  const [row] = await all.rows<{ n: number }>('select count(*)::int as n from users')
  return row?.n ?? 0
}

/** A request of a client that knows the proxy only. */
async function asked(): Promise<boolean> {
  const headers = { authorization: `Bearer ${scim.token}` }
  return (await fetch(`${scim.baseUrl}/Users?count=1`, { headers })).ok
}

/** Until one round after the other is answered, whoever it goes to. */
async function untilAllAnswer(): Promise<void> {
  await until('an answer to each request', async () => {
    for (let i = 0; i < ROUNDS; i += 1) if (!(await asked())) return false
    return true
  })
}

/** A group of people has been pushed, and nothing that was acknowledged is lost; what failed on the way. */
async function pushed(group: string, people: number): Promise<number> {
  await okta.settled()
  const first = await okta.acknowledged()
  assert.deepEqual(await witness.lost(first.writes), [])
  await okta.complete()
  const second = await okta.acknowledged()
  witness.remember([...first.writes, ...second.writes])
  assert.deepEqual([...(await witness.users()), ...(await witness.group(group, people))], [])
  return first.refused
}

onTheStack(
  'a base URL is the same for the mock Okta as for whoever sits at the machine',
  async (all) => {
    assert.ok(scim.baseUrl.startsWith(`${all.outside(PROXY)}/v1/b2b/scim/`), scim.baseUrl)
    assert.equal(all.file.localhostWithin('okta', PROXY), all.file.localhostOutside(PROXY))
    for (const name of all.servers) assert.doesNotMatch(all.log(name), /a-secret-for-this-machine/)
  },
)

onTheStack(
  'kill -9 of one server and SIGTERM of another: the push completes and nothing is lost',
  async (all) => {
    const group = await hired(PEOPLE)
    await until('the push', async () => (await users(all)) >= PEOPLE / 4)
    assert.equal(await all.end('server-1', 'SIGKILL'), 'SIGKILL')
    await until('the push', async () => (await users(all)) >= PEOPLE / 2)
    assert.equal(await all.end('server-2', 'SIGTERM'), 0)
    assert.ok((await users(all)) < PEOPLE, 'the push was over before the servers ended')
    const refused = await pushed(group, PEOPLE)
    // Okta sends one request after the other: no more than the one that each server had may have failed.
    assert.ok(refused <= 2, `${refused} requests failed`)
  },
)

onTheStack('servers that are back are sent to again, and no request fails', async (all) => {
  for (const name of ['server-1', 'server-2']) await all.start(name)
  for (const name of all.servers) {
    await all.ready(name)
    await until(name, async () => (await asked()) && (await all.answered(name)) > 0)
  }
  const before = await Promise.all(all.servers.map((name) => all.answered(name)))
  assert.equal(await pushed(await hired(ROUNDS), ROUNDS), 0)
  const answered = await Promise.all(all.servers.map((name) => all.answered(name)))
  for (const [i, count] of answered.entries()) assert.ok(count > (before[i] ?? 0))
  // Nor has any of them made something of its own when it started, once or twice.
  const rows = await all.rows<{ n: number }>('select count(*)::int as n from organizations')
  assert.deepEqual(rows, [{ n: 1 }])
})

onTheStack(
  'a server that lives but is not ready is passed over until its database is back',
  async (all) => {
    all.cut('server-3')
    await until(
      'server-3',
      async () => (await fetch(`${all.inside('server-3')}/readyz`)).status === 503,
    )
    assert.equal((await fetch(`${all.inside('server-3')}/healthz`)).status, 200)
    await untilAllAnswer()
    const before = await all.answered('server-3')
    assert.equal(await pushed(await hired(ROUNDS), ROUNDS), 0)
    assert.equal(await all.answered('server-3'), before)
    all.mend('server-3')
    await until(
      'server-3',
      async () => (await asked()) && (await all.answered('server-3')) > before,
    )
  },
)

onTheStack(
  'whoever signs in to a console by way of the proxy is signed in on every page',
  async (all) => {
    const [password = ''] = (all.file.service('server-1').command ?? [])
      .filter((word) => word.startsWith('--console-password='))
      .map((word) => word.split('=')[1] ?? '')
    const owner = new Visitor(all.outside(PROXY))
    const admin = new Visitor(all.outside(OKTA))
    assert.match((await owner.send('/dashboard/login', { password })).text, /<h1>Organizations/)
    assert.match((await admin.send('/admin/login', { password })).text, /<h1>Dashboard/)
    for (let i = 0; i < ROUNDS; i += 1) assert.match(await owner.page('/dashboard'), /Acme/)
    const form = { organization_name: 'By a form' }
    assert.match(
      (await owner.send('/dashboard/organizations', form, '/dashboard')).text,
      /By a form/,
    )
    assert.match(await admin.page('/admin/apps'), /Rehearsal/)
  },
)

let groups = 0

/** New people in a group of their own, which is pushed; the group's name. */
async function hired(people: number): Promise<string> {
  groups += 1
  const name = `Lot ${groups}`
  const made = await okta.hire(name, people)
  witness.expects(made.map(({ profile }) => profile.login))
  return name
}
