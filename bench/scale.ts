import type { BenchOptions } from './options.ts'
import { type Row, tell } from './rows.ts'
import { Filling } from './scale/fill.ts'
import { build, inFile, onPostgres, type Setting } from './scale/nodes.ts'
import { type Measured, medians, round } from './server/measure.ts'
import { OPERATIONS, type Operation } from './server/operations.ts'
import { HEADERS, type People, person } from './server/population.ts'
import type { Started } from './server/subject.ts'

const ROUNDS = 3
/** Pages on the way to the last one are as large as the server lets them be. */
const WALK = 1_000
const PAGE = 100
/** Of the operations that the servers are compared by, those that a size could hurt. */
const SENT = OPERATIONS.filter(({ name }) => name !== 'list of 100')

/** What size costs: the same requests at 1,000 users and at a million, in a file and on PostgreSQL. */
export async function scale({ json, quick, count }: BenchOptions): Promise<void> {
  const sizes = quick ? [1_000, 10_000] : [1_000, 100_000, count ?? 1_000_000]
  build()
  const rows: Row[] = []
  for (const open of [inFile, () => onPostgres(1), () => onPostgres(3)]) {
    const setting = await open()
    try {
      rows.push(...(await measured(setting, sizes)))
    } finally {
      await setting.stop()
    }
  }
  tell(rows, [], json)
}

async function measured(setting: Setting, sizes: readonly number[]): Promise<Row[]> {
  const { name, nodes, behind } = setting
  const [node] = nodes
  if (node === undefined) throw new Error('there is nobody to ask')
  const people = await Filling.begin(behind, node)
  const empty = await behind.bytes()
  const rows: Row[] = []
  for (const size of sizes) {
    await people.grow(size)
    // More than were filled in: the measurements before this one have made people too.
    const [there] = await behind.rows('select count(*) as n from users')
    const each = Math.round(((await behind.bytes()) - empty) / Number(there?.n))
    console.error(`${name}: ${size} users, ${each} bytes each on disk`)
    for (const operation of [...SENT, ...(await pages(node, size))]) {
      const { rps, p50, p99, cpuUsPerReq } = await asked(nodes, operation, peopleOf(people.ids))
      rows.push({
        case: operation.name,
        size,
        subject: name,
        rps: Math.round(rps),
        p50,
        p99,
        cpuUs: Math.round(cpuUsPerReq),
        mb: Math.round(Math.max(...nodes.map((one) => one.resident())) / 1_048_576),
        bytesPerUser: each,
      })
    }
  }
  return rows
}

/** Numbers of people who are made while it is measured; nobody else has them. */
let fresh = 100_000_000

function peopleOf(ids: readonly string[]): People {
  return {
    ids,
    get next() {
      return fresh
    },
    set next(next) {
      fresh = next
    },
    userName: (at) => person(at).userName,
  }
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
  // The first one warms up.
  for (let i = 0; i <= ROUNDS; i += 1) {
    const each = await Promise.all(lanes.map((lane) => round(lane, 1)))
    const rps = sum(each.map((one) => one.rps))
    rounds.push({
      rps,
      p50: Math.max(...each.map((one) => one.p50)),
      p99: Math.max(...each.map((one) => one.p99)),
      cpuUsPerReq: sum(each.map((one) => one.rps * one.cpuUsPerReq)) / rps,
    })
  }
  return medians(rounds.slice(1))
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
