import { setTimeout as wait } from 'node:timers/promises'
import type { BenchOptions } from './options.ts'
import { type Row, tell } from './rows.ts'
import { Filling } from './scale/fill.ts'
import { build, inFile, onPostgres, type Setting } from './scale/nodes.ts'
import type { Started } from './server/subject.ts'
import { GROUP, PATCH_OP } from './urns.ts'

const CHUNK = 1_000
const SINGLES = 20

/** What an operation on a group of 100,000 costs: time, memory of the server, and how long others waited. */
export async function largeGroups({ json, quick }: BenchOptions): Promise<void> {
  const size = quick ? 10_000 : 100_000
  build()
  const rows: Row[] = []
  for (const open of [inFile, () => onPostgres(1)]) {
    const setting = await open()
    try {
      rows.push(...(await measured(setting, size)))
    } finally {
      await setting.stop()
    }
  }
  tell(rows, [], json)
}

async function measured({ name, nodes, behind }: Setting, size: number): Promise<Row[]> {
  const [node] = nodes
  if (node === undefined) throw new Error('there is nobody to ask')
  const people = await Filling.begin(behind, node)
  await people.grow(2 * size)
  const members = people.ids.map((value) => ({ value }))
  const group = new LargeGroup(node)
  const rows: Row[] = []
  const step = async (what: string, count: number, work: () => Promise<void>) => {
    const { ms, ...rest } = await watched(node, work)
    rows.push({ case: what, size, subject: name, ms: Math.round(ms / count), ...rest })
  }
  const { length } = { length: size / CHUNK }
  await step('create in chunks', 1, async () => {
    await group.create([])
    for (let at = 0; at < length; at += 1) {
      await group.patch('add', members.slice(at * CHUNK, (at + 1) * CHUNK))
    }
  })
  await step('add one', SINGLES, async () => {
    for (const one of members.slice(size, size + SINGLES)) await group.patch('add', [one])
  })
  await step('remove one', SINGLES, async () => {
    for (const { value } of members.slice(size, size + SINGLES)) await group.remove(value)
  })
  await step('replace all', 1, () => group.patch('replace', members.slice(size)))
  await step('PUT, all others', 1, () => group.put(members.slice(0, size)))
  await step('list, no members', SINGLES, async () => {
    for (let n = 0; n < SINGLES; n += 1) await group.list()
  })
  await step('read whole', 1, () => group.read())
  await step('delete', 1, () => group.delete())
  await step('create at once', 1, () => group.create(members.slice(0, size)))
  return rows
}

/** Time and memory that a piece of work takes, and how long a look-up of somebody else waited at most. */
async function watched(node: Started, work: () => Promise<void>) {
  let done = false
  let otherMs = 0
  let mb = 0
  const watching = (async () => {
    while (!done) {
      const asked = performance.now()
      await ask(node, 'GET', '/Users?filter=userName%20eq%20%22person1%40example.com%22')
      otherMs = Math.max(otherMs, performance.now() - asked)
      mb = Math.max(mb, node.resident() / 1_048_576)
      await wait(20)
    }
  })()
  const started = performance.now()
  await work()
  const ms = performance.now() - started
  done = true
  await watching
  return { ms, otherMs: Math.round(otherMs), mb: Math.round(mb) }
}

type Member = { readonly value: string }

/** A group as an identity provider changes it. */
class LargeGroup {
  readonly #node: Started
  #path = ''

  constructor(node: Started) {
    this.#node = node
  }

  async create(members: readonly Member[]): Promise<void> {
    const body = { schemas: [GROUP], displayName: 'Everybody', members }
    const text = await ask(this.#node, 'POST', '/Groups?excludedAttributes=members', body)
    this.#path = `/Groups/${(JSON.parse(text) as { id: string }).id}`
  }

  patch(op: 'add' | 'replace', value: readonly Member[]): Promise<void> {
    return this.#send('PATCH', {
      schemas: [PATCH_OP],
      Operations: [{ op, path: 'members', value }],
    })
  }

  remove(id: string): Promise<void> {
    const operation = { op: 'remove', path: `members[value eq "${id}"]` }
    return this.#send('PATCH', { schemas: [PATCH_OP], Operations: [operation] })
  }

  put(members: readonly Member[]): Promise<void> {
    return this.#send('PUT', { schemas: [GROUP], displayName: 'Everybody', members })
  }

  async list(): Promise<void> {
    await ask(this.#node, 'GET', '/Groups?excludedAttributes=members')
  }

  read(): Promise<void> {
    return this.#send('GET')
  }

  delete(): Promise<void> {
    return this.#send('DELETE')
  }

  async #send(method: string, body?: object): Promise<void> {
    await ask(this.#node, method, this.#path, body)
  }
}

async function ask({ baseUrl, token }: Started, method: string, path: string, body?: object) {
  const answer = await fetch(baseUrl + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`)
  return text
}
