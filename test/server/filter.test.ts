import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Filter } from '../../server/scim/filter/ast.ts'
import { compile } from '../../server/scim/filter/compile.ts'
import { parseFilter } from '../../server/scim/filter/parse.ts'
import type { Json } from '../../server/scim/resource.ts'
import { scimModel } from '../../server/scim/schema/model.ts'

const { user: userType } = scimModel()

const ADA: Json = {
  userName: 'Ada',
  externalId: 'AbC',
  active: true,
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [
    { value: 'ada@work.example', type: 'work', primary: true },
    { value: 'ada@home.example', type: 'home' },
  ],
  meta: { created: '2026-01-31T12:00:00.000Z' },
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Engines' },
}

const MATCHES: readonly [filter: string, expected: boolean][] = [
  ['userName eq "ada"', true],
  ['USERNAME Eq "ADA"', true],
  ['userName ne "grace"', true],
  ['externalId eq "AbC"', true],
  ['externalId eq "abc"', false],
  ['active eq true', true],
  ['active eq "true"', false],
  ['name.familyName sw "Love"', true],
  ['name.familyName ew "LACE"', true],
  ['title pr', false],
  ['emails pr', true],
  ['title eq null', true],
  ['userName ne null', true],
  ['nickName ne "x"', true],
  ['emails.value co "home"', true],
  ['emails co "home"', true],
  ['emails[type eq "work" and value co "home"]', false],
  ['emails[type eq "home" and value co "home"]', true],
  ['emails[not (type eq "work") and value pr]', true],
  ['emails[primary eq true]', true],
  ['meta.created gt "2026-01-31T11:59:59Z"', true],
  ['meta.created eq "2026-01-31T13:00:00+01:00"', true],
  ['meta.created lt "2026-01-31T12:00:00Z"', false],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada"', true],
  ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "engines"', true],
  ['userName eq "ada" or title pr and active eq false', true],
  ['(userName eq "ada" or title pr) and active eq false', false],
  ['not (userName eq "ada")', false],
  ['not(userName eq "grace")', true],
  ['userName eq "\\u0041da"', true],
  ['userName eq "a\\"da"', false],
  ['unknownAttribute eq "x"', false],
  ['userName ge "ad" and userName lt "b"', true],
]

for (const [filter, expected] of MATCHES) {
  test(`${filter} → ${expected}`, () => {
    assert.equal(compile(parseFilter(filter), userType)(ADA), expected)
  })
}

const REFUSED: readonly [filter: string, says: RegExp][] = [
  ['', /expected an attribute name|ends where/],
  ['userName', /ends where/],
  ['userName eq', /ends where a value/],
  ['userName eq "a" and', /ends where/],
  ['userName eq "a', /no closing quote/],
  ["userName eq 'a'", /unexpected "'"/],
  ['userName is "a"', /expected an operator/],
  ['(userName eq "a"', /ends where "\)"/],
  ['userName eq "a")', /expected the end/],
  ['emails[type eq "work"', /ends where "\]"/],
  ['emails[phones[type eq "x"]]', /inside another/],
  ['a.b.c eq "x"', /not an attribute name/],
  ['userName eq a', /expected a value/],
  ['active gt true', /boolean/],
  ['userName eq "\\x"', /not a JSON string/],
  [`${'('.repeat(200)}userName pr${')'.repeat(200)}`, /nests deeper/],
  [`userName eq "${'x'.repeat(9000)}"`, /longer than/],
]

for (const [filter, says] of REFUSED) {
  test(`${filter.slice(0, 40)} is refused with invalidFilter`, () => {
    assert.throws(() => compile(parseFilter(filter), userType), {
      scimType: 'invalidFilter',
      message: says,
    })
  })
}

/** A filter as text, and a plain reading of what it means, made together. */
const leaf = fc
  .record({
    name: fc.constantFrom('userName', 'displayName', 'title'),
    op: fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'pr'),
    value: fc.string({ unit: 'grapheme', maxLength: 4 }),
  })
  .map(({ name, op, value }) => ({
    text: op === 'pr' ? `${name} pr` : `${name} ${op} ${JSON.stringify(value)}`,
    means: (resource: Json) => plain(resource[name], op, value),
  }))

const { tree } = fc.letrec<{ tree: { text: string; means: (resource: Json) => boolean } }>(
  (tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      tie('tree').map((a) => ({ text: `not (${a.text})`, means: (r: Json) => !a.means(r) })),
      fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => ({
        text: `(${a.text}) and (${b.text})`,
        means: (r: Json) => a.means(r) && b.means(r),
      })),
      fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => ({
        text: `(${a.text}) or (${b.text})`,
        means: (r: Json) => a.means(r) || b.means(r),
      })),
    ),
  }),
)

function plain(value: unknown, op: string, wanted: string): boolean {
  if (op === 'pr') return typeof value === 'string' && value !== ''
  const [a, b] = [String(value ?? ''), wanted].map((text) => text.normalize('NFC').toLowerCase())
  if (a === undefined || b === undefined) return false
  if (op === 'ne') return value === undefined || a !== b
  if (value === undefined) return false
  if (op === 'eq') return a === b
  if (op === 'co') return a.includes(b)
  return op === 'sw' ? a.startsWith(b) : a.endsWith(b)
}

test('random filters mean what a slow and plain reading says', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 })
  const resource = fc.record(
    { userName: text, displayName: text, title: text },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(tree, resource, ({ text: filter, means }, fields) => {
      assert.equal(
        compile(parseFilter(filter), userType)(fields as Json),
        means(fields as Json),
        filter,
      )
    }),
    { numRuns: 2_000 },
  )
})

test('no text makes the parser fail in any other way than with invalidFilter', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          'userName',
          'eq',
          'and',
          'or',
          'not',
          '(',
          ')',
          '[',
          ']',
          '"a"',
          'pr',
          '.',
          ':',
          '-1',
        ),
        { maxLength: 20 },
      )
      .map((words) => words.join(' ')),
  )
  fc.assert(
    fc.property(noise, (text) => {
      let parsed: Filter | undefined
      try {
        parsed = parseFilter(text)
        compile(parsed, userType)(ADA)
      } catch (error) {
        assert.equal((error as { scimType?: string }).scimType, 'invalidFilter')
      }
    }),
    { numRuns: 5_000 },
  )
})
