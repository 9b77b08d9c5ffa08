import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { childrenOf } from '../machine.ts'
import { type Postgres, postgres } from '../server/postgres.ts'
import { Gate } from './gate.ts'

const ROOT = join(__dirname, '..', '..')
const USERS = 40
const GROUPS = 3
const out = mkdtempSync(join(tmpdir(), 'scimulate-spread-'))

let database: Postgres | undefined
let databaseUrl = ''
let server: ChildProcess
let scim = { baseUrl: '', token: '' }
let gate: Gate

/** The command, and what it says until it ends. */
class Push {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  said = ''

  constructor(...more: readonly string[]) {
    const { pathname } = new URL(scim.baseUrl)
    const words = ['--require', 'ts-node/register', 'cli/main.ts', 'okta', 'push']
    const where = ['--target', gate.url + pathname, '--out', out]
    this.child = spawn(process.execPath, [...words, ...where, ...more], {
      cwd: ROOT,
      env: { ...process.env, SCIM_TOKEN: scim.token },
    })
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk) => {
        this.said += String(chunk)
      })
    }
    this.ended = once(this.child, 'close').then(([code]) => code as number | null)
  }

  static spread(...more: readonly string[]): Push {
    return new Push('--database-url', databaseUrl, '--workers', '2', ...more)
  }

  static begin(...more: readonly string[]): Push {
    return Push.spread('--users', String(USERS), '--groups', String(GROUPS), ...more)
  }

  get run(): string {
    return /\(run ([0-9a-f]{8})\)/.exec(this.said)?.[1] ?? ''
  }

  /** The processes that it has started. */
  get workers(): number[] {
    const workers = childrenOf(this.child.pid)
    assert.ok(workers.length > 0, 'it has no workers')
    return workers
  }

  /** Waits for what comes while it runs. */
  async until(what: Promise<void>): Promise<void> {
    const early = this.ended.then(() => assert.fail(`it ended early: ${this.said}`))
    await Promise.race([what, early])
  }

  async ends(code: number): Promise<void> {
    assert.equal(await this.ended, code, this.said)
  }
}

async function listOf(type: string): Promise<Record<string, unknown>[]> {
  const headers = { authorization: `Bearer ${scim.token}` }
  const answer = await fetch(`${scim.baseUrl}/${type}?count=1000`, { headers })
  return ((await answer.json()) as { Resources: Record<string, unknown>[] }).Resources
}

/** Everybody is there once, and in one of the groups. */
async function complete(run: string): Promise<void> {
  const users = await listOf('Users')
  const names = users.map(({ userName }) => String(userName))
  assert.equal(new Set(names).size, USERS)
  assert.equal(names.length, USERS)
  assert.ok(names.every((name) => name.endsWith(`@${run}.example.com`)))
  const groups = await listOf('Groups')
  assert.equal(groups.length, GROUPS)
  const members = groups.flatMap((group) => (group.members ?? []) as { value: string }[])
  assert.deepEqual(
    members.map(({ value }) => value).sort(),
    users.map(({ id }) => String(id)).sort(),
  )
}

function reported(): { created: number; requests: number; retries: number; workersUsed: number } {
  return JSON.parse(readFileSync(join(out, 'push.json'), 'utf8'))
}

/** Removes what a run has pushed; then nobody and nothing is left, and the run is forgotten. */
async function removed(run: string): Promise<void> {
  await Push.spread('--run', run, '--remove').ends(0)
  assert.deepEqual([await listOf('Users'), await listOf('Groups')], [[], []])
  const again = Push.spread('--run', run)
  await again.ends(2)
  assert.match(again.said, /the database knows no run/)
}

before(async () => {
  database = await postgres()
  databaseUrl = (await database?.database()) ?? ''
  const words = ['--require', 'ts-node/register', 'cli/main.ts', 'server', '--ready-json']
  server = spawn(process.execPath, words, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] })
  if (server.stdout === null) throw new Error('no stdout')
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string]
  scim = (JSON.parse(line) as { scim: typeof scim }).scim
  gate = await Gate.to(scim.baseUrl)
})
beforeEach(() => {
  gate.creates.clear()
  gate.lookUps.clear()
})
after(async () => {
  await gate.close()
  server.kill('SIGTERM')
  await database?.stop()
  rmSync(out, { recursive: true, force: true })
})

test('two workers share a push, everybody is pushed once, and all is removed again', async (t) => {
  if (database === undefined) return t.skip('no PostgreSQL here')
  const push = Push.begin('--keep')
  await push.ends(0)
  await complete(push.run)
  assert.deepEqual([...new Set(gate.creates.values())], [1])
  const { created, requests, workersUsed } = reported()
  assert.equal(created, USERS + GROUPS)
  assert.equal(workersUsed, 2)
  // A look-up and a create for each person; for a group a PATCH of its members as well.
  assert.equal(requests, 2 * USERS + 3 * GROUPS)
  await removed(push.run)
  const other = Push.begin()
  await other.ends(0)
  assert.match(other.said, /All of it is removed again/)
  assert.deepEqual([await listOf('Users'), await listOf('Groups')], [[], []])
})

test('kill -9 of a worker: another one does its job, and nobody is there twice', async (t) => {
  if (database === undefined) return t.skip('no PostgreSQL here')
  const reached = gate.holdAfter(12)
  const push = Push.begin('--keep')
  await push.until(reached)
  for (const pid of push.workers) process.kill(pid, 'SIGKILL')
  gate.open()
  await push.ends(0)
  await complete(push.run)
  assert.ok(reported().retries > 0, 'no job was done again: the workers died too late')
  await removed(push.run)
})

test('kill -9 of the command: with --run it goes on, and sends nothing for whom it had done', async (t) => {
  if (database === undefined) return t.skip('no PostgreSQL here')
  const reached = gate.holdAfter(24)
  const push = Push.begin('--keep')
  await push.until(reached)
  const workers = push.workers
  push.child.kill('SIGKILL')
  await push.ended
  gate.open()
  // Its workers end with it.
  for (let tries = 0; tries < 200 && workers.some(isThere); tries += 1) await wait(50)
  assert.equal(workers.some(isThere), false)
  const before = new Set(gate.lookUps.keys())
  assert.ok(before.size < USERS, 'it was done already')
  gate.lookUps.clear()
  const again = Push.spread('--run', push.run, '--keep')
  await again.ends(0)
  await complete(push.run)
  const twice = [...gate.lookUps.keys()].filter((name) => before.has(name))
  // Only what the two workers had under way.
  assert.ok(twice.length <= 2 * (USERS / 8), `${twice.length} people were done again`)
  assert.ok(before.size - twice.length >= USERS / 8, 'nothing had been done before')
  await removed(push.run)
})

test('SIGINT stops the workers and tells how to go on and how to remove', async (t) => {
  if (database === undefined) return t.skip('no PostgreSQL here')
  const reached = gate.holdAfter(12)
  const push = Push.begin()
  await push.until(reached)
  const workers = push.workers
  const second = Push.spread('--run', push.run)
  await second.ends(2)
  assert.match(second.said, /the run \w+ is under way already/)
  push.child.kill('SIGINT')
  gate.open()
  await push.ends(130)
  assert.equal(workers.some(isThere), false)
  assert.match(push.said, new RegExp(`go on: .*--run ${push.run}\n`))
  const users = await listOf('Users')
  assert.ok(users.length >= 12 && users.length < USERS, `${users.length} users`)
  await removed(push.run)
})

test('what is wrong with the options is said before anything is sent', async (t) => {
  if (database === undefined) return t.skip('no PostgreSQL here')
  const away = new URL(databaseUrl)
  away.port = '1'
  for (const [words, said] of [
    [['--database-url', 'nonsense'], /--database-url must be postgres:/],
    [['--database-url', away.href], /the database cannot be used: .*ECONNREFUSED/],
    [['--database-url', databaseUrl, '--remove'], /--remove needs --run/],
    [['--database-url', databaseUrl, '--run', 'x'], /--run must be the id/],
    [['--database-url', databaseUrl, '--run', '0123abcd'], /the database knows no run 0123abcd/],
    [['--run', '0123abcd'], /--run needs --database-url/],
    [['--workers', '2'], /--workers needs --database-url/],
  ] as const) {
    const push = new Push(...words)
    await push.ends(2)
    assert.match(push.said, said)
  }
  assert.equal(gate.lookUps.size, 0)
})

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
