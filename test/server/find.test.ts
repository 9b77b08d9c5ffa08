import assert from 'node:assert/strict'
import fc from 'fast-check'
import { startServer } from '../../server/app.ts'
import { order } from '../../server/scim/filter/compare.ts'
import { compile } from '../../server/scim/filter/compile.ts'
import { parseFilter } from '../../server/scim/filter/parse.ts'
import type { Json } from '../../server/scim/resource.ts'
import { scimModel } from '../../server/scim/schema/model.ts'
import { sortKey } from '../../server/scim/sort-key.ts'
import { connect, type Scim } from './scim-client.ts'
import { onEachStore, testOn } from './stores.ts'

const { user: userType } = scimModel()
const SEED = 7644

/** Letters that trip: both cases, accents composed and not, a letter that folds oddly, astral ones, U+FFFD. */
const letter = fc.constantFrom(
  'a',
  'A',
  'b',
  'é',
  'e\u0301',
  'ß',
  'İ',
  'ﬀ',
  '\ufffd',
  '😀',
  '𐐀',
  ' ',
  '%',
  '_',
)
const text = fc.array(letter, { minLength: 1, maxLength: 4 }).map((all) => all.join(''))

const person = fc.record(
  {
    displayName: text,
    externalId: text,
    title: text,
    active: fc.boolean(),
    emails: fc.array(fc.record({ value: text, type: fc.constantFrom('work', 'home') }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: [] },
)

const leaf = fc
  .record({
    path: fc.constantFrom(
      'userName',
      'displayName',
      'externalId',
      'title',
      'emails',
      'emails.value',
      'id',
      'meta.created',
      'urn:ietf:params:scim:schemas:core:2.0:User:displayName',
    ),
    op: fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr'),
    value: fc.oneof(text, fc.constant(null)),
  })
  .filter(({ op, value }) => value !== null || ['eq', 'ne', 'pr'].includes(op))
  .map(({ path, op, value }) =>
    op === 'pr' ? `${path} pr` : `${path} ${op} ${JSON.stringify(value)}`,
  )

const others = fc.constantFrom(
  'active eq true',
  'active eq false',
  'meta.created gt "2020-01-01T00:00:00Z"',
  'meta.lastModified le "2020-01-01T00:00:00+02:00"',
  'emails[value eq "a"]',
  'emails[type eq "work" and value eq "a"]',
  'emails[value co "a" or type eq "home"]',
)

const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    leaf,
    others,
    tie('filter').map((one) => `not (${one})`),
    fc.tuple(tie('filter'), tie('filter')).map(([a, b]) => `(${a}) and (${b})`),
    fc.tuple(tie('filter'), tie('filter')).map(([a, b]) => `(${a}) or (${b})`),
  ),
}))

const question = fc.record({
  filter: fc.option(filter, { nil: undefined }),
  sortBy: fc.constantFrom(
    undefined,
    'userName',
    'displayName',
    'title',
    'meta.created',
    'emails',
    'active',
  ),
  sortOrder: fc.constantFrom('ascending', 'descending'),
})

const chain = (count: number, one: (i: number) => string, word: string) =>
  Array.from({ length: count }, (_, i) => one(i)).join(` ${word} `)

/** As long, and as deep, as a filter may be: a database has limits of its own. */
const LONG = [
  chain(350, (i) => `userName co "${i}"`, 'or'),
  chain(300, (i) => `displayName ne "x${i}"`, 'and'),
  chain(300, (i) => `id eq "x${i}"`, 'or'),
  chain(100, (i) => `(userName sw "${i}" and active eq true)`, 'or'),
  `${'('.repeat(60)}userName pr${')'.repeat(60)}`,
  `${'not ('.repeat(60)}userName co "1"${')'.repeat(60)}`,
  `${'(userName pr and ('.repeat(30)}active eq true${'))'.repeat(30)}`,
]

onEachStore('what columns find is what looking at each resource finds', (kept) => {
  testOn(kept, 'random filters and orders, by index and by cursor', async (where) => {
    const server = await startServer(where)
    try {
      const scim = await connect(server)
      for (const [i, fields] of fc.sample(person, { seed: SEED, numRuns: 60 }).entries()) {
        await scim.create({ userName: `${fields.title ?? 'é'}${i}`, ...fields })
      }
      await agreesOnAll(scim, await scim.walk({}))
    } finally {
      await server.close()
    }
  })
})

interface Question {
  readonly filter: string | undefined
  readonly sortBy: string | undefined
  readonly sortOrder: string
}

async function agreesOnAll(scim: Scim, everybody: readonly Json[]): Promise<void> {
  for (const asked of fc.sample(question, { seed: SEED, numRuns: 100 })) {
    await agrees(scim, everybody, asked)
  }
  for (const long of LONG) {
    await agrees(scim, everybody, { filter: long, sortBy: undefined, sortOrder: 'ascending' })
  }
}

async function agrees(scim: Scim, everybody: readonly Json[], asked: Question): Promise<void> {
  const wanted = ids(expected(everybody, asked))
  const { filter: given, sortBy, sortOrder } = asked
  const query = {
    ...(given === undefined ? {} : { filter: given }),
    ...(sortBy === undefined ? {} : { sortBy, sortOrder }),
  }
  const said = JSON.stringify(query)
  const page = await scim.list({ ...query, count: '1000' })
  assert.equal(page.totalResults, wanted.length, said)
  assert.deepEqual(ids(page.Resources), wanted, said)
  assert.deepEqual(ids(await scim.walk({ ...query, count: '7' })), wanted, `${said} by cursor`)
}

function expected(
  everybody: readonly Json[],
  { filter: given, sortBy, sortOrder }: Question,
): Json[] {
  const found = given ? everybody.filter(compile(parseFilter(given), userType)) : [...everybody]
  const key = sortBy === undefined ? undefined : sortKey(userType, sortBy)
  if (key === undefined) return found
  const place = (one: Json) => everybody.indexOf(one)
  const ascending = (a: Json, b: Json) => {
    const [left, right] = [key(a), key(b)]
    const absent = Number(left === null) - Number(right === null)
    const apart = left !== null && right !== null ? order(left, right) : 0
    return absent || apart || place(a) - place(b)
  }
  return found.sort(sortOrder === 'descending' ? (a, b) => ascending(b, a) : ascending)
}

function ids(resources: readonly Json[]): unknown[] {
  return resources.map(({ id }) => id)
}
