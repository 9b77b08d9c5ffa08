import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ScimPatchOperation, type ScimResource, scimPatch } from 'scim-patch'
import { filter as asTheirFilter, parse as parseTheirs } from 'scim2-parse-filter'
import { compile } from '../../server/scim/filter/compile.ts'
import { parseFilter } from '../../server/scim/filter/parse.ts'
import { applyPatch } from '../../server/scim/patch/apply.ts'
import { operationsIn } from '../../server/scim/patch/operation.ts'
import type { Json } from '../../server/scim/resource.ts'
import { scimModel } from '../../server/scim/schema/model.ts'

const { user: userType } = scimModel()
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

const ours = (text: string, resource: Json) => compile(parseFilter(text), userType)(resource)
const theirs = (text: string, resource: Json) => asTheirFilter(parseTheirs(text))(resource)

/** Words in one letter case: scim2-parse-filter knows no schema, so to it all texts are case-exact. */
const word = fc.constantFrom('ada', 'grace', 'a', 'engines', 'x1', 'hopper')

const user = fc.record({
  userName: word,
  displayName: word,
  title: word,
  active: fc.boolean(),
  name: fc.record({ givenName: word, familyName: word }),
})

const PATHS = ['userName', 'displayName', 'title', 'name.givenName', 'name.familyName']

const comparison = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...PATHS),
      fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'lt'),
      word,
    )
    .map(([path, op, value]) => `${path} ${op} "${value}"`),
  fc.boolean().map((value) => `active eq ${value}`),
  fc.constantFrom(...PATHS).map((path) => `${path} pr`),
)

const { filter: anyFilter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    fc
      .tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter'))
      .map((all) => all.join(' ')),
    tie('filter').map((inner) => `not (${inner})`),
    tie('filter').map((inner) => `(${inner})`),
  ),
}))

test('scim2-parse-filter sees single values in one letter case as we do', () => {
  fc.assert(
    fc.property(anyFilter, user, (text, resource) => {
      assert.equal(ours(text, resource), theirs(text, resource), text)
    }),
    { numRuns: 2_000 },
  )
})

const EMAILS = {
  userName: 'ada',
  emails: [
    { type: 'work', value: 'ada@z.example' },
    { type: 'home', value: 'ada@x.example' },
  ],
}

/** Where the two part: the filter, the resource, what we say, and why the RFC is on our side. */
const DISAGREEMENTS: readonly [text: string, resource: Json, ours: boolean, why: string][] = [
  ['userName eq "ADA"', { userName: 'ada' }, true, 'RFC 7643 §4.1.1: userName is not case-exact'],
  [
    'urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada"',
    { userName: 'ada' },
    true,
    'RFC 7644 §3.10: an attribute may be named with its schema',
  ],
  [
    'emails[type eq "work" and value co "@x"]',
    EMAILS,
    false,
    'RFC 7644 §3.4.2.2: a value path holds for one element as a whole',
  ],
  ['title ne "x"', { userName: 'ada' }, true, 'RFC 7644 §3.4.2.2: ne is the opposite of eq'],
  ['title pr', { title: '' }, false, 'RFC 7644 §3.4.2.2: pr asks for a value that is not empty'],
]

for (const [text, resource, expected, why] of DISAGREEMENTS) {
  test(`we part from scim2-parse-filter on ${text}: ${why}`, () => {
    assert.equal(ours(text, resource), expected)
    assert.notEqual(ours(text, resource), theirs(text, resource))
  })
}

const operation = fc.oneof(
  fc.record({
    op: fc.constantFrom('add', 'replace'),
    path: fc.constantFrom('displayName', 'title', 'name.givenName', 'name.familyName'),
    value: word,
  }),
  fc.record({
    op: fc.constantFrom('add', 'replace'),
    path: fc.constant('active'),
    value: fc.boolean(),
  }),
  fc.record({
    op: fc.constant('remove'),
    path: fc.constantFrom('displayName', 'title', 'name.givenName'),
  }),
  fc.record({ op: fc.constant('replace'), value: fc.record({ title: word, displayName: word }) }),
)

/** What scim-patch does otherwise, and why we do not. */
test('we part from scim-patch on paths in another letter case: RFC 7643 §2.1', async () => {
  const operations = [{ op: 'replace' as const, path: 'TITLE', value: 'x1' }]
  const body = { schemas: [PATCH_OP], Operations: operations }
  const before = { userName: 'ada', title: 'a' }
  assert.equal((await applyPatch(userType, before, operationsIn(body))).title, 'x1')
  const other = scimPatch({ ...before } as unknown as ScimResource, operations)
  assert.equal((JSON.parse(JSON.stringify(other)) as Json).title, 'a')
})

test('scim-patch changes single values as we do', async () => {
  await fc.assert(
    fc.asyncProperty(
      user,
      fc.array(operation, { minLength: 1, maxLength: 5 }),
      async (resource, operations) => {
        const mine = await applyPatch(
          userType,
          resource,
          operationsIn({ schemas: [PATCH_OP], Operations: operations }),
        )
        const other = scimPatch(
          structuredClone(resource) as unknown as ScimResource,
          operations as ScimPatchOperation[],
        )
        assert.deepEqual(mine, JSON.parse(JSON.stringify(other)))
      },
    ),
    { numRuns: 2_000 },
  )
})
