import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { GROUP, PATCH_OP } from '../../bench/urns.ts'
import { type RunningServer, startServer } from '../../server/app.ts'
import { compile } from '../../server/scim/filter/compile.ts'
import { parseFilter } from '../../server/scim/filter/parse.ts'
import type { Json } from '../../server/scim/resource.ts'
import { scimModel } from '../../server/scim/schema/model.ts'
import { connect, type Scim } from './scim-client.ts'
import { onEachStore } from './stores.ts'

const { group: groupType } = scimModel()
/** More than are read by one statement. */
const MANY = 700

/** Each with the parts of a member that are then shown. */
const PROJECTIONS: readonly (readonly [query: string, shown: readonly string[]])[] = [
  ['attributes=members.value', ['value']],
  ['attributes=members', ['value', '$ref', 'type', 'display']],
  [`attributes=${GROUP}:members.display,displayName`, ['display']],
  ['excludedAttributes=members.$ref,members.display', ['value', 'type']],
  ['excludedAttributes=meta', ['value', '$ref', 'type', 'display']],
  ['excludedAttributes=members', []],
  ['attributes=displayName', []],
]

/** A connection and the groups that were made there, as a list of them shows each. */
interface Seen {
  readonly scim: Scim
  readonly groups: readonly Json[]
}

onEachStore('the members of groups', (open) => {
  let server: RunningServer
  let seen: Seen
  before(async () => {
    server = await startServer(await open())
    seen = await fourGroups(await connect(server))
  })
  after(() => server.close())

  test('are shown whole, also behind a list of several groups', () => shownWhole(seen))
  for (const [query, parts] of PROJECTIONS) {
    test(`are shown as ${query} asks`, () => shownInPart(seen, query, parts))
  }
  test('are found by filters as by a look at each group', () => found(seen))
  test('are removed by what is shown of them', () => removed(seen))
})

async function fourGroups(scim: Scim): Promise<Seen> {
  const people: Json[] = []
  for (let i = 0; i < MANY; i += 1) {
    people.push(await scim.create({ userName: `u${i}@example.com`, displayName: `Ü ${i}` }))
  }
  const ids = people.map(({ id }) => id)
  const group = async (displayName: string, values: readonly unknown[]) => {
    const members = values.map((value) => ({ value }))
    const answer = await scim.request('POST', '/Groups', { schemas: [GROUP], displayName, members })
    return ((await answer.json()) as Json).id
  }
  const inner = await group('Inner', ids.slice(0, 3))
  await group('Everybody', ids)
  await group('Most', [...ids.slice(1), inner])
  await group('Nobody', [])
  return { scim, groups: (await scim.list({ count: '10' }, '/Groups')).Resources }
}

async function shownWhole({ scim, groups }: Seen): Promise<void> {
  assert.deepEqual(
    groups.map(({ displayName, members }) => [displayName, membersOf(members).length]),
    [
      ['Inner', 3],
      ['Everybody', MANY],
      ['Most', MANY],
      ['Nobody', 0],
    ],
  )
  for (const group of groups) assert.deepEqual(await read(scim, group), group)
  const [first] = membersOf(groups[1]?.members)
  assert.match(String(first?.display), /^Ü \d+$/)
  assert.equal(first?.$ref, `${scim.baseUrl}/Users/${String(first?.value)}`)
}

async function shownInPart({ scim, groups }: Seen, query: string, parts: readonly string[]) {
  const { Resources } = await scim.list(Object.fromEntries(new URLSearchParams(query)), '/Groups')
  const expected = groups.map(({ id, members }) => {
    const shown = membersOf(members).map((one) => only(one, parts))
    return [id, parts.length === 0 ? [] : shown]
  })
  assert.deepEqual(
    Resources.map(({ id, members }) => [id, membersOf(members)]),
    expected,
  )
}

async function found({ scim, groups }: Seen): Promise<void> {
  const [inner = {}, everybody = {}] = groups
  const inside = membersOf(inner.members).map(({ value }) => value)
  const outside = membersOf(everybody.members).find(({ value }) => !inside.includes(value))
  const filters = [
    ...[inside[0], outside?.value, inner.id, 'nobody'].flatMap((id) => aboutMember(String(id))),
    'members[type eq "Group"]',
    'members.display co "Ü 5"',
    'not (members pr)',
  ]
  const counts = new Set<number>()
  for (const filter of filters) {
    const expected = groups.filter(compile(parseFilter(filter), groupType))
    const { Resources } = await scim.list({ filter, attributes: 'id' }, '/Groups')
    const ids = Resources.map(({ id }) => id)
    assert.deepEqual(
      ids,
      expected.map(({ id }) => id),
      filter,
    )
    counts.add(ids.length)
  }
  assert.ok(counts.size > 3, 'they find different numbers of groups')
}

function aboutMember(id: string): string[] {
  return [
    `members[value eq "${id}"]`,
    `members.value eq "${id.toUpperCase()}"`,
    `members eq "${id}"`,
    `not (members[value eq "${id}"])`,
    `members.value ne "${id}"`,
    `members[value eq "${id}" and type eq "Group"]`,
    `displayName sw "M" or members[value eq "${id}"]`,
  ]
}

async function removed({ scim, groups }: Seen): Promise<void> {
  const most = groups.find(({ displayName }) => displayName === 'Most') ?? {}
  const patch = async (...Operations: Json[]) => {
    const body = { schemas: [PATCH_OP], Operations }
    const { status } = await scim.request('PATCH', `/Groups/${String(most.id)}`, body)
    assert.equal(status, 204)
    return membersOf((await read(scim, most)).members)
  }
  const left = await patch({ op: 'remove', path: 'members[type eq "Group"]' })
  assert.equal(left.length, MANY - 1)
  assert.ok(left.every(({ type }) => type === 'User'))
  const [first] = left
  const rest = await patch(
    { op: 'remove', path: 'members[display co "Ü 5"]' },
    { op: 'remove', path: 'members', value: [{ value: first?.value }] },
    { op: 'add', value: { members: [{ value: first?.value }], externalId: 'x' } },
  )
  assert.deepEqual(
    rest,
    left.filter(
      ({ display, value }) => value === first?.value || !String(display).startsWith('Ü 5'),
    ),
  )
  assert.equal((await read(scim, most)).externalId, 'x')
  const label = {
    op: 'replace',
    path: `members[value eq "${String(first?.value)}"].display`,
    value: 'X',
  }
  assert.deepEqual(await patch(label), rest, 'a label is not for a client to change')
  const gone = left.find(({ value }) => !rest.some((one) => one.value === value))
  const joined = { op: 'add', path: 'members', value: [{ value: gone?.value }] }
  assert.deepEqual(await patch(joined, { op: 'remove', path: 'members[type eq "User"]' }), [])
}

async function read(scim: Scim, { id }: Json): Promise<Json> {
  return (await (await scim.request('GET', `/Groups/${String(id)}`)).json()) as Json
}

function membersOf(members: unknown): Json[] {
  return Array.isArray(members) ? (members as Json[]) : []
}

function only(member: Json, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(member).filter(([name]) => names.includes(name)))
}
