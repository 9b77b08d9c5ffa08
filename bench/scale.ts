import type { BenchOptions } from './options.ts'
import { type Row, tell } from './rows.ts'
import { type Crowd, crowdOf } from './scale/crowd.ts'
import { build, inFile, inMemory, onPostgres, type Setting } from './scale/nodes.ts'
import { storeMethods } from './scale/store-methods.ts'
import { type Measured, medians, round } from './server/measure.ts'
import { OPERATIONS, type Operation } from './server/operations.ts'
import { HEADERS, type People } from './server/population.ts'
import type { Started } from './server/subject.ts'
import { GROUP, PATCH_OP } from './urns.ts'

const ROUNDS = 3
/** Pages on the way to the last one are as large as the server lets them be. */
const WALK = 1_000
const PAGE = 100
/** Members of the groups that one more joins, each as far as half of the people are enough for it. */
const GROUPS = [10, 1_000, 100_000]
const CHUNK = 1_000
/** Of the operations that the servers are compared by, those that a size could hurt. */
const SENT = OPERATIONS.filter(({ name }) => name !== 'list of 100')

/** What size costs: the same requests at 1,000 users and at a million, in memory, in a file and on PostgreSQL. */
export async function scale({ json, quick, count }: BenchOptions): Promise<void> {
  const sizes = quick ? [1_000, 10_000] : [1_000, 100_000, count ?? 1_000_000]
  build()
  const rows: Row[] = []
  const ratios = await storeMethods(quick ? 1_000 : 100_000)
  for (const open of [inMemory, inFile, () => onPostgres(1), () => onPostgres(3)]) {
    const setting = await open()
    try {
      rows.push(...(await measured(setting, sizes)))
    } finally {
      await setting.stop()
    }
  }
  tell(rows, ratios, json)
}

type Measurable = Pick<Setting, 'name' | 'nodes' | 'stop'> & Partial<Setting>

async function measured(setting: Measurable, sizes: readonly number[]): Promise<Row[]> {
  const { name, nodes } = setting
  const crowd = await crowdOf(setting)
  const rows: Row[] = []
  for (const size of sizes) {
    await crowd.grow(size)
    const each = await crowd.bytesEach()
    console.error(`${name}: ${size} users, ${each} bytes each`)
    for (const operation of await operationsAt(nodes, crowd, size)) {
      const { rps, p50, p99, cpuUsPerReq } = await asked(nodes, operation, crowd.people)
      const row = {
        case: operation.name,
        size,
        subject: name,
        rps: Math.round(rps),
        p50,
        p99,
        cpuUs: Math.round(cpuUsPerReq),
        mb: Math.round(Math.max(...nodes.map((one) => one.resident())) / 1_048_576),
        bytesPerUser: each,
      }
      rows.push(row)
      console.error(`  ${operation.name}: ${row.rps} a second, ${row.cpuUs} µs`)
    }
  }
  return rows
}

async function operationsAt(
  nodes: readonly Started[],
  { people }: Crowd,
  size: number,
): Promise<Operation[]> {
  const [node] = nodes
  if (node === undefined) throw new Error('there is nobody to ask')
  const { ids } = people
  const joins: Operation[] = []
  for (const members of GROUPS.filter((count) => size > 1_000 && 2 * count <= size)) {
    joins.push(await joining(node, ids.slice(0, members), ids.slice(members)))
  }
  return [...SENT, ...(await pages(node, size)), ...joins]
}

/** One more joins a group of so many: each request adds somebody else of the rest. */
async function joining(
  node: Started,
  members: readonly string[],
  rest: readonly string[],
): Promise<Operation> {
  const displayName = `Group of ${members.length}`
  const body = JSON.stringify({ schemas: [GROUP], displayName })
  const { id } = JSON.parse(await sent(node, 'POST', '/Groups', body)) as { id: string }
  const path = `/Groups/${id}?excludedAttributes=members`
  for (let at = 0; at < members.length; at += CHUNK) {
    await sent(node, 'PATCH', path, adding(members.slice(at, at + CHUNK)))
  }
  return {
    name: `join of ${members.length}`,
    request: (_users, n) => {
      const one = rest[n % rest.length]
      return { method: 'PATCH', path, body: adding(one === undefined ? [] : [one]) }
    },
  }
}

function adding(ids: readonly string[]): string {
  const value = ids.map((id) => ({ value: id }))
  return JSON.stringify({
    schemas: [PATCH_OP],
    Operations: [{ op: 'add', path: 'members', value }],
  })
}

async function sent(node: Started, method: string, path: string, body: string): Promise<string> {
  const headers = { ...HEADERS, authorization: `Bearer ${node.token}` }
  const answer = await fetch(node.baseUrl + path, { method, headers, body })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`)
  return text
}

/** All nodes at once, each with its own connections and an equal share of the people. */
async function asked(
  nodes: readonly Started[],
  operation: Operation,
  users: People,
): Promise<Measured> {
  const [first] = nodes
  if (first === undefined) throw new Error('there is nobody to ask')
  // Every node makes a connection of its own to begin with; all are asked for that of the first.
  const { pathname: prefix } = new URL(first.baseUrl)
  const lanes = nodes.map((node, i) => ({
    subject: { ...node, token: first.token },
    operation,
    users,
    prefix,
    sent: Math.floor((i * users.ids.length) / nodes.length),
  }))
  const rounds: Measured[] = []
  // Each node gets a share of the requests, and is to be as warm as one that gets them all.
  const cold = nodes.length
  for (let i = 0; i < cold + ROUNDS; i += 1) {
    const each = await Promise.all(lanes.map((lane) => round(lane, 1)))
    const rps = sum(each.map((one) => one.rps))
    rounds.push({
      rps,
      p50: Math.max(...each.map((one) => one.p50)),
      p99: Math.max(...each.map((one) => one.p99)),
      cpuUsPerReq: sum(each.map((one) => one.rps * one.cpuUsPerReq)) / rps,
    })
  }
  return medians(rounds.slice(cold))
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0)
}

/** The first page and the last full one, each by the cursor that leads to it. */
async function pages({ baseUrl, token }: Started, size: number): Promise<Operation[]> {
  const walk = Math.min(WALK, size / 2)
  let path = `/Users?cursor&count=${walk}`
  let last = path
  for (let seen = 0; seen + walk < size; seen += walk) {
    const headers = { ...HEADERS, authorization: `Bearer ${token}` }
    const answer = await fetch(baseUrl + path, { headers })
    const { nextCursor } = (await answer.json()) as { nextCursor?: string }
    if (nextCursor === undefined) break
    last = `/Users?cursor=${encodeURIComponent(nextCursor)}&count=${PAGE}`
    path = `/Users?cursor=${encodeURIComponent(nextCursor)}&count=${walk}`
  }
  const get = (name: string, at: string): Operation => ({
    name,
    request: () => ({ method: 'GET', path: at }),
  })
  return [get('first page', `/Users?cursor&count=${PAGE}`), get('last page', last)]
}
