import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { type Behind, behindPostgres, behindSqlite } from '../../bench/scale/databases.ts'
import { Filling } from '../../bench/scale/fill.ts'
import { postgres } from '../server/postgres.ts'
import { Scim } from '../server/scim-client.ts'

const ROOT = join(__dirname, '..', '..')
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
/** Of two such lots one is in the group at a time. */
const SIZE = 10_000
const CHUNK = 1_000
/** The server's heap, in megabytes. */
const HEAP = '64'
const SINGLES = 15

interface Node extends Scim {
  readonly child: ChildProcess
}

async function serve(options: readonly string[]): Promise<Node> {
  const words = [`--max-old-space-size=${HEAP}`, '--require', 'ts-node/register', 'cli/main.ts']
  const child = spawn(process.execPath, [...words, 'server', '--ready-json', ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { scim } = JSON.parse(line) as { scim: { baseUrl: string; token: string } }
  return Object.assign(new Scim(scim.baseUrl, scim.token), { child })
}

async function stop({ child }: Node): Promise<void> {
  // One that had too little memory is gone already.
  assert.deepEqual([child.exitCode, child.signalCode], [null, null], 'the server died')
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** A group as an identity provider changes it; everything else about it is looked up in the database. */
class LargeGroup {
  readonly #scim: Scim
  id = ''

  constructor(scim: Scim) {
    this.#scim = scim
  }

  async create(values: readonly string[]): Promise<void> {
    const body = { schemas: [GROUP], displayName: 'Everybody', members: members(values) }
    const answer = await this.#send('POST', '/Groups?excludedAttributes=members', body)
    this.id = (JSON.parse(answer) as { id: string }).id
  }

  patch(...Operations: object[]): Promise<string> {
    return this.#send('PATCH', `/Groups/${this.id}`, { schemas: [PATCH_OP], Operations })
  }

  put(values: readonly string[]): Promise<string> {
    const body = { schemas: [GROUP], displayName: 'Everybody', members: members(values) }
    return this.#send('PUT', `/Groups/${this.id}?excludedAttributes=members`, body)
  }

  read(query = ''): Promise<string> {
    return this.#send('GET', `/Groups/${this.id}${query}`)
  }

  delete(): Promise<string> {
    return this.#send('DELETE', `/Groups/${this.id}`)
  }

  async #send(method: string, path: string, body?: object): Promise<string> {
    const answer = await this.#scim.request(method, path, body)
    const text = await answer.text()
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text.slice(0, 500)}`)
    return text
  }
}

function members(values: readonly string[]): object[] {
  return values.map((value) => ({ value }))
}

function* chunks(values: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < values.length; at += CHUNK) yield values.slice(at, at + CHUNK)
}

/** All that is done to a large group, each with a look at what the database holds then. */
async function rehearse(scim: Scim, behind: Behind): Promise<void> {
  const people = await Filling.begin(behind, scim)
  await people.grow(2 * SIZE)
  const [first, second] = [people.ids.slice(0, SIZE), people.ids.slice(SIZE)]
  const group = new LargeGroup(scim)
  const held = async () => {
    const rows = await behind.rows(`select value from group_members where group_id = '${group.id}'`)
    return rows.map(({ value }) => String(value)).sort()
  }
  await group.create([])
  for (const chunk of chunks(first)) {
    await group.patch({ op: 'add', path: 'members', value: members(chunk) })
  }
  assert.deepEqual(await held(), [...first].sort())
  await oneMoreCostsTheSame(scim, group, second)
  assert.deepEqual(await held(), [...first].sort())
  await group.patch({ op: 'replace', path: 'members', value: members(second) })
  assert.deepEqual(await held(), [...second].sort())
  await group.put(first)
  assert.deepEqual(await held(), [...first].sort())
  const { members: shown } = JSON.parse(await group.read()) as { members: { value: string }[] }
  assert.deepEqual(shown.map(({ value }) => value).sort(), [...first].sort())
  assert.ok((await group.read('?excludedAttributes=members')).length < 1_000)
  assert.equal(
    'members' in
      ((await scim.list({ excludedAttributes: 'members' }, '/Groups')).Resources[0] ?? {}),
    false,
  )
  const { id } = group
  await group.delete()
  assert.deepEqual(await held(), [])
  const [told] = await behind.rows(
    `select count(*) as n from events
     where event_type like '%member_group%' and payload like '%"id":"${id}"%'`,
  )
  // Once for each that joined or left: the first, the one more there and back, out and in, and out and in again.
  assert.equal(Number(told?.n), SIZE + 2 * SINGLES + 4 * SIZE)
}

/** A member who joins and leaves costs what it costs in a group of ten. */
async function oneMoreCostsTheSame(
  scim: Scim,
  large: LargeGroup,
  others: readonly string[],
): Promise<void> {
  const small = new LargeGroup(scim)
  await small.create(others.slice(-10))
  const times = new Map<LargeGroup, number[]>([small, large].map((group) => [group, []]))
  for (const value of others.slice(0, SINGLES)) {
    for (const [group, took] of times) {
      const began = performance.now()
      await group.patch({ op: 'add', path: 'members', value: [{ value }] })
      await group.patch({ op: 'remove', path: `members[value eq "${value}"]` })
      took.push(performance.now() - began)
    }
  }
  const middle = (took: number[] = []) => took.sort((a, b) => a - b)[SINGLES >> 1] ?? 0
  const [few, many] = [middle(times.get(small)), middle(times.get(large))]
  await small.delete()
  assert.ok(many < 4 * few + 5, `${many} ms in a large group, ${few} ms in a small one`)
}

test('a group of very many members, in a file, with little memory', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-large-'))
  const file = join(folder, 'state.sqlite')
  const node = await serve(['--data', file])
  const behind = behindSqlite(file)
  try {
    await rehearse(node, behind)
  } finally {
    await stop(node)
    await behind.close()
    rmSync(folder, { recursive: true })
  }
})

test('a group of very many members, in PostgreSQL, with little memory', async (t) => {
  const database = await postgres()
  if (database === undefined) return t.skip('no PostgreSQL here')
  const url = await database.database()
  const node = await serve(['--database-url', url])
  const behind = await behindPostgres(url)
  try {
    await rehearse(node, behind)
  } finally {
    await stop(node)
    await behind.close()
    await database.stop()
  }
})
