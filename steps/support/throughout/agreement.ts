import type { Checks, Look } from './check.ts'
import type { Heard } from './heard.ts'
import { asObject, isObject, type Json, listOf, shown } from './json.ts'
import type { Representation, Run } from './run.ts'

/** Two answers that show one resource, with nothing between them that would change it. */
export const AGREEMENT_CHECKS: Checks = {
  'RFC7644-3.1-09': (run) => pairsIn(run).map(lookAt),
}

interface Pair {
  readonly before: Representation
  readonly after: Representation
  /** Nobody wrote anything at all in that scenario meanwhile. */
  readonly quiet: boolean
}

/** What other resources have a say in, or what a server may count anew with every answer. */
const ELSEWHERE = new Set(['schemas', 'id', 'meta', 'groups', 'members', 'password'])
const GROUP = ['displayName', 'externalId']
/** Of meta, whatever happens elsewhere; version and time go with a change of anything. */
const STEADY = ['resourceType', 'created', 'location']
const MOVING = ['lastModified', 'version']

function pairsIn(run: Run): Pair[] {
  const writes = writesIn(run)
  const pairs: Pair[] = []
  const last = new Map<string, Representation>()
  const answered = new Map(run.heard.map((one, place) => [one, place]))
  const placeOf = ({ of }: Representation) => answered.get(of) ?? 0
  for (const one of ownOnes(run)) {
    const key = keyOf(one)
    const before = last.get(key)
    last.set(key, one)
    if (before === undefined || isItself(one.of)) continue
    // Within a millisecond nobody knows which was first: they were answered in the other order.
    if (placeOf(one) < placeOf(before)) continue
    const here = writes.get(one.of.base) ?? []
    const meanwhile = here.filter((write) => write !== before.of && overlaps(write, before, one))
    if (meanwhile.some((write) => concerns(write, one))) continue
    const quiet = meanwhile.every(({ scenario }) => scenario !== one.of.scenario)
    pairs.push({ before, after: one, quiet })
  }
  return pairs
}

/** By base URL: tenants of their own do not meet. */
function writesIn({ heard }: Run): ReadonlyMap<string, readonly Heard[]> {
  const out = new Map<string, Heard[]>()
  for (const one of heard) {
    if (!isWrite(one.method, one.segments)) continue
    const there = out.get(one.base)
    if (there === undefined) out.set(one.base, [one])
    else there.push(one)
  }
  return out
}

/** Whole representations of what this run made, in the order in which they were told. */
function ownOnes({ resources }: Run): Representation[] {
  const whole = resources.filter(({ projected, type }) => !projected && type !== undefined)
  const made = new Set(whole.filter(({ of }) => of.status === 201).map(keyOf))
  return whole.filter((one) => made.has(keyOf(one))).sort((a, b) => a.of.until - b.of.until)
}

function keyOf({ of, body, type }: Representation): string {
  return `${of.base} ${type?.endpoint} ${String(body.id)}`
}

function isWrite(method: string, segments: readonly string[]): boolean {
  return method !== 'GET' && method !== 'HEAD' && segments.at(-1) !== '.search'
}

/** The answer to a write shows what the write made of it. */
function isItself({ method, segments }: Heard): boolean {
  return isWrite(method, segments)
}

function overlaps(write: Heard, before: Representation, after: Representation): boolean {
  return write.until >= before.of.from && write.from <= after.of.until
}

/** A write of that resource, by its id in the address or anywhere in the body. */
function concerns({ segments, sentText }: Heard, { body }: Representation): boolean {
  const id = String(body.id)
  if (segments.some((segment) => decoded(segment) === id)) return true
  // The path of an operation in bulk has it quoted; a text of JSON may have it escaped.
  const spellings = [id, encodeURIComponent(id), JSON.stringify(id).slice(1, -1)]
  return spellings.some((spelling) => sentText.includes(spelling))
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function lookAt({ before, after, quiet }: Pair): Look {
  const fault = attributeFault(before, after) ?? metaFault(before, after, quiet)
  return { place: after.of.place, fault: fault && `${fault} (${before.of.place})` }
}

function attributeFault(before: Representation, after: Representation): string | undefined {
  const all = new Set([...Object.keys(before.body), ...Object.keys(after.body)])
  const names = after.type?.name === 'Group' ? GROUP : [...all].filter((one) => !ELSEWHERE.has(one))
  const odd = names.find((name) => asText(before.body[name]) !== asText(after.body[name]))
  return odd && `${odd} is ${shown(after.body[odd])}, before ${shown(before.body[odd])}`
}

function metaFault(
  before: Representation,
  after: Representation,
  quiet: boolean,
): string | undefined {
  const [old, now] = [asObject(before.body.meta) ?? {}, asObject(after.body.meta) ?? {}]
  const names = quiet ? [...STEADY, ...MOVING] : STEADY
  const odd = names.find((name) => told(name, old) !== told(name, now))
  return odd && `meta.${odd} is ${shown(now[odd])}, before ${shown(old[odd])}`
}

/** Times by the second: a store may keep less of a time than the answer to a write tells. */
function told(name: string, meta: Json): string {
  const { [name]: value } = meta
  const time = /created|lastModified/.test(name) ? Date.parse(String(value)) : Number.NaN
  return Number.isNaN(time) ? asText(value) : String(Math.floor(time / 1000))
}

/** Absent, null and empty are the same; so are lists in any order. */
function asText(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return listOf(value).map(asText).sort().join('\n')
  if (!isObject(value)) return JSON.stringify(value)
  const parts = Object.entries(value).map(([name, part]) => [name.toLowerCase(), asText(part)])
  return JSON.stringify(parts.filter(([, part]) => part !== '').sort())
}
