import { type Answer, type Http, objectIn } from '../http.ts'
import type { Person } from '../people.ts'
import type { Kind } from './kinds.ts'
import { fixedOf, isSame, type Leaf, leavesOf, sampleOf, valueIn, withValue } from './leaves.ts'

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** What a try needs of its scenario. */
interface Scene {
  readonly scim: Http
  unique(name: string): string
  person(name: string): Promise<Person>
  newUser(person: Person, userName: string): Record<string, unknown>
}

/** A resource made with a value for everything that its kind declares. */
export interface Made {
  readonly kind: Kind
  readonly leaves: readonly Leaf[]
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly answer: Answer
}

/** Makes one of a kind; undefined where the service does not take what is made up from its schemas alone. */
export async function made(world: Scene, kind: Kind): Promise<Made | undefined> {
  const leaves = leavesOf(kind)
  if (leaves.length === 0) return undefined
  const bare = await bareBody(world, kind)
  const fixed = fixedOf(kind).filter((leaf) => valueIn(bare, leaf) === undefined)
  const body = filledBody(bare, [...leaves, ...fixed], 0, world.unique('d'))
  const answer = await world.scim.send('POST', kind.endpoint, body)
  const { id } = answer.status === 201 ? objectIn(answer) : {}
  if (typeof id !== 'string') return undefined
  return { kind, leaves, path: `${kind.endpoint}/${encodeURIComponent(id)}`, body, answer }
}

async function bareBody(world: Scene, { name, base, extensions }: Kind) {
  const schemas = [base.id, ...extensions.map(({ id }) => id)]
  if (name !== 'User') return { schemas }
  const person = await world.person('Ada')
  return { ...world.newUser(person, person.email), schemas }
}

function filledBody(body: Made['body'], leaves: readonly Leaf[], which: 0 | 1, mark: string) {
  return leaves.reduce((sum, leaf) => withValue(sum, leaf.way, sampleOf(leaf, which, mark)), body)
}

/** What each way of writing or looking is tried with, and the faults that it finds. */
export const TRIES = {
  'is kept by a create': async (world, one) => lost(world, one, 0),
  'is kept by a replace': async (world, one) => {
    const body = filledBody(one.body, one.leaves, 1, world.unique('d'))
    const answer = await world.scim.send('PUT', one.path, body)
    return answer.status < 300 ? lost(world, one, 1) : [refused(answer)]
  },
  'is set by a patch': async (world, one) => {
    const refusals = await patchEach(world, one, one.leaves, (leaf) => ({
      op: 'replace',
      path: leaf.path,
      value: sampleOf(leaf, 1, world.unique('d')),
    }))
    return refusals.length > 0 ? refusals : lost(world, one, 1)
  },
  'is removed by a patch': async (world, one) => {
    const free = one.leaves.filter(({ attribute }) => attribute.required !== true)
    const refusals = await patchEach(world, one, free, ({ path }) => ({ op: 'remove', path }))
    if (refusals.length > 0) return refusals
    const now = objectIn(await world.scim.get(one.path))
    // What is gone may have a default from then on.
    return free.flatMap((leaf) => {
      const given = valueIn(one.body, leaf)
      const still = isSame(valueIn(now, leaf), given, leaf) && typeof given === 'string'
      return still ? [`${one.kind.name}: ${leaf.path} is still there`] : []
    })
  },
  'immutable stays in a replace': async (world, one) =>
    changedBy(world, one, (leaf, value) =>
      world.scim.send('PUT', one.path, withValue(one.body, leaf.way, value)),
    ),
  'immutable stays in a patch': async (world, one) =>
    changedBy(world, one, ({ path }, value) =>
      world.scim.send('PATCH', one.path, {
        schemas: [PATCH_OP],
        Operations: [{ op: 'replace', path, value }],
      }),
    ),
  'is found by a filter': async (world, one) => {
    const texts = one.leaves.filter(({ attribute: { type = 'string' } }) => type === 'string')
    const faults: string[] = []
    for (const leaf of texts) {
      const filter = `${leaf.path} eq ${JSON.stringify(valueIn(one.body, leaf))}`
      if ((await isFound(world, one, filter)) === false) {
        faults.push(`${one.kind.name}: ${filter} does not find it`)
      }
    }
    return faults
  },
} satisfies Record<string, (world: Scene, one: Made) => Promise<string[]>>

/** What is immutable and becomes another all the same; one that was not kept has nothing to lose. */
async function changedBy(
  world: Scene,
  one: Made,
  change: (leaf: Leaf, value: unknown) => Promise<Answer>,
): Promise<string[]> {
  const faults: string[] = []
  for (const leaf of fixedOf(one.kind)) {
    const before = valueIn(objectIn(await world.scim.get(one.path)), leaf)
    if (before === undefined) continue
    const { method, status } = await change(leaf, sampleOf(leaf, 1, world.unique('d')))
    const after = valueIn(objectIn(await world.scim.get(one.path)), leaf)
    if (isSame(after, before, leaf)) continue
    const became = `${JSON.stringify(before)} became ${JSON.stringify(after)}`
    faults.push(`${one.kind.name}: ${leaf.path}, ${became} by a ${method} that answered ${status}`)
  }
  return faults
}

/** Whether a filter finds the resource; undefined when the service does not answer it. */
async function isFound(world: Scene, one: Made, filter: string): Promise<boolean | undefined> {
  const { id } = objectIn(one.answer)
  const holds = ({ Resources }: Page) => Resources.some((each) => each.id === id)
  const page = await pageOf(world, one.kind, filter)
  if (page === undefined) return undefined
  if (holds(page) || page.totalResults <= page.Resources.length) return holds(page)
  // Many may have the value: then it may stand on a later page, and is asked for by itself.
  const alone = await pageOf(world, one.kind, `${filter} and id eq ${JSON.stringify(id)}`)
  return alone && holds(alone)
}

interface Page {
  readonly Resources: readonly { readonly id?: unknown }[]
  readonly totalResults: number
}

async function pageOf(
  { scim }: Scene,
  { endpoint }: Kind,
  filter: string,
): Promise<Page | undefined> {
  const { status, body } = await scim.get(`${endpoint}?filter=${encodeURIComponent(filter)}`)
  if (status !== 200) return undefined
  return { Resources: [], totalResults: 0, ...(body as Partial<Page> | undefined) }
}

async function lost(world: Scene, one: Made, which: 0 | 1): Promise<string[]> {
  const now = objectIn(await world.scim.get(one.path))
  return one.leaves.flatMap((leaf) => {
    const expected = sampleOf(leaf, which, world.unique('d'))
    const actual = valueIn(now, leaf)
    if (isSame(actual, expected, leaf)) return []
    const shown = `${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`
    return [`${one.kind.name}: ${leaf.path} is ${shown}`]
  })
}

async function patchEach(
  world: Scene,
  { path }: Made,
  leaves: readonly Leaf[],
  operation: (leaf: Leaf) => object,
): Promise<string[]> {
  const refusals: string[] = []
  for (const leaf of leaves) {
    const body = { schemas: [PATCH_OP], Operations: [operation(leaf)] }
    const answer = await world.scim.send('PATCH', path, body)
    if (answer.status >= 300) refusals.push(`${leaf.path}: ${refused(answer)}`)
  }
  return refusals
}

function refused({ method, path, status, text }: Answer): string {
  return `${method} ${path} answered ${status} ${text.slice(0, 200)}`
}
