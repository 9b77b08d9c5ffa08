import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { postgres } from '../server/postgres.ts'

const ROOT = join(__dirname, '..', '..')
const WORDS = ['--require', 'ts-node/register', 'cli/main.ts', 'server']

test('server migrate makes the tables, again without harm, and says what is missing', async (t) => {
  const migrate = (...more: string[]) =>
    spawnSync(process.execPath, [...WORDS, 'migrate', ...more], { cwd: ROOT, encoding: 'utf8' })
  const without = migrate()
  assert.deepEqual([without.status, without.stderr.includes('--database-url')], [2, true])
  for (const wrong of ['nonsense', 'mysql://root:s3cret@127.0.0.1/db', 'localhost:5432/db']) {
    const { status, stderr } = migrate('--database-url', wrong)
    assert.equal(status, 2, stderr)
    assert.match(stderr, /--database-url must be postgres:\/\//)
    assert.doesNotMatch(stderr, /ENOTFOUND|s3cret/)
  }
  const database = await postgres()
  if (database === undefined) return t.skip('no PostgreSQL here')
  const url = await database.database()
  const client = new Client(url)
  await client.connect()
  try {
    for (const run of [migrate('--database-url', url), migrate('--database-url', url)]) {
      assert.equal(run.status, 0, run.stderr)
      assert.match(run.stdout, /tables are there/)
    }
    assert.deepEqual((await client.query('select count(*)::int as n from users')).rows, [{ n: 0 }])
  } finally {
    await client.end()
    await database.stop()
  }
})

/** What a server says on stderr while it is asked, and the token that it was asked with. */
async function logged(level: string, ask: (scim: Scim) => Promise<void>) {
  const child = spawn(process.execPath, [...WORDS, '--ready-json', '--log', level], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  createInterface(child.stderr).on('line', (line) => lines.push(line))
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { scim } = JSON.parse(line) as { scim: Scim }
  await ask(scim)
  child.kill('SIGTERM')
  await once(child, 'close')
  return { lines, token: scim.token }
}

interface Scim {
  readonly baseUrl: string
  readonly token: string
}

test('--log error tells of no refusal, be its status 501', async () => {
  const { lines } = await logged('error', async ({ baseUrl, token }) => {
    const headers = { authorization: `Bearer ${token}` }
    const statuses = ['/Me', '/Users/nobody'].map(
      async (path) => (await fetch(baseUrl + path, { headers })).status,
    )
    assert.deepEqual(await Promise.all(statuses), [501, 404])
  })
  assert.deepEqual(
    lines.filter((one) => one.includes('"level"')),
    [],
  )
})

test('--log info tells of every request by its id on stderr, and of no token', async () => {
  const { lines, token } = await logged('info', async (scim) => {
    await fetch(`${scim.baseUrl}/Users`, {
      headers: { authorization: `Bearer ${scim.token}`, 'x-request-id': 'followed-through' },
    })
  })
  const told = lines.filter((one) => one.includes('"reqId":"followed-through"'))
  assert.ok(told.some((one) => one.includes('"statusCode":200')))
  assert.equal(lines.join('\n').includes(token), false)
})

test('a stopped server ends the work of a client who is gone, and logs no failure', async (t) => {
  const database = await postgres()
  if (database === undefined) return t.skip('no PostgreSQL here')
  const databaseUrl = await database.database()
  const blocker = new Client(databaseUrl)
  const child = spawn(
    process.execPath,
    [...WORDS, '--ready-json', '--log', 'error', '--database-url', databaseUrl],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let logged = ''
  child.stderr.on('data', (chunk) => {
    logged += String(chunk)
  })
  try {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
    const { scim } = JSON.parse(line) as { scim: { baseUrl: string; token: string } }
    await blocker.connect()
    await blocker.query('begin; lock table users in exclusive mode')
    const gone = new AbortController()
    const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User']
    const asked = fetch(`${scim.baseUrl}/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${scim.token}`, 'content-type': 'application/scim+json' },
      body: JSON.stringify({ schemas, userName: 'gone@example.com' }),
      signal: gone.signal,
    })
    await waits(blocker)
    gone.abort()
    await assert.rejects(asked)
    const ended = once(child, 'close')
    child.kill('SIGTERM')
    await wait(300)
    await blocker.query('commit')
    assert.deepEqual(await ended, [0, null])
    assert.doesNotMatch(logged, /"level":50|destroyed/)
    const { rows } = await blocker.query('select user_name_key as name from users')
    assert.deepEqual(rows, [{ name: 'gone@example.com' }])
  } finally {
    child.kill('SIGKILL')
    await blocker.end()
    await database.stop()
  }
})

/** Until somebody waits for a lock that this session has. */
async function waits(client: Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query('select 1 from pg_locks where not granted')
    if (rows.length > 0) return
    await wait(20)
  }
}
