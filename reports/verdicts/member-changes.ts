/** What the product had as members at one moment of a scenario. */
export interface MemberLook {
  /** The step that was about to begin, or had just ended, by its place among the steps. */
  readonly step: number
  readonly when: 'before' | 'after'
  readonly members: readonly unknown[]
}

/** What became of one member: only what is different, as JSON text by path. */
export interface MemberChange {
  readonly who: string
  readonly kind: 'new' | 'changed' | 'gone'
  readonly fields: readonly MemberField[]
}

export interface MemberField {
  readonly path: string
  /** Nothing where the member did not have it. */
  readonly was: string | null
  readonly is: string | null
}

const MOST_FIELDS = 40
const LONGEST = 200
/** Different after every change, and never what the change was about. */
const CLOCKS = /(^|\.)(updated_at|created_at|last_modified|etag|version)$/i

/** The changes between looks, by the step after which they were seen. */
export function memberChanges(looks: readonly MemberLook[]): ReadonlyMap<number, MemberChange[]> {
  const found = new Map<number, MemberChange[]>()
  let known = new Map<string, Flat>()
  for (const { step, when, members } of looks) {
    const now = new Map(members.filter(isObject).map((one, i) => [keyOf(one, i), flat(one)]))
    const at = when === 'before' ? Math.max(step - 1, 0) : step
    found.set(at, [...(found.get(at) ?? []), ...between(known, now)])
    known = now
  }
  return found
}

/** Leaves of a member as JSON text by path. */
type Flat = ReadonlyMap<string, string>

function between(before: ReadonlyMap<string, Flat>, now: ReadonlyMap<string, Flat>) {
  const keys = [...new Set([...before.keys(), ...now.keys()])]
  return keys.flatMap((key): MemberChange[] => {
    const [was, is] = [before.get(key), now.get(key)]
    const fields = different(was ?? new Map(), is ?? new Map())
    if (fields.length === 0) return []
    const kind = was === undefined ? 'new' : is === undefined ? 'gone' : 'changed'
    return [{ who: nameIn(is ?? was ?? new Map(), key), kind, fields }]
  })
}

function different(was: Flat, is: Flat): MemberField[] {
  return [...new Set([...is.keys(), ...was.keys()])]
    .filter((path) => !CLOCKS.test(path) && was.get(path) !== is.get(path))
    .slice(0, MOST_FIELDS)
    .map((path) => ({ path, was: was.get(path) ?? null, is: is.get(path) ?? null }))
}

function flat(member: object): Flat {
  return new Map(leavesOf(member, '').map(([path, text]) => [cut(path), cut(text)]))
}

/** What is empty says nothing. */
function leavesOf(value: unknown, path: string): [string, string][] {
  if (value === '' || value === null || value === undefined) return []
  if (typeof value !== 'object') return [[path, JSON.stringify(value)]]
  return Object.entries(value).flatMap(([key, item]) =>
    leavesOf(item, path === '' ? key : `${path}.${key}`),
  )
}

function cut(text: string): string {
  return text.length < LONGEST ? text : `${text.slice(0, LONGEST)}…`
}

function keyOf(member: object, index: number): string {
  const { member_id: id = index } = member as { readonly member_id?: unknown }
  return String(id)
}

function nameIn(member: Flat, key: string): string {
  return (member.get('email_address') ?? member.get('name') ?? key).replace(/^"|"$/g, '')
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
