import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { applyPatch } from '../../server/scim/patch/apply.ts'
import { operationsIn } from '../../server/scim/patch/operation.ts'
import type { Json } from '../../server/scim/resource.ts'
import { scimModel } from '../../server/scim/schema/model.ts'

const { user: userType } = scimModel()

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const ADA: Json = {
  userName: 'ada',
  active: true,
  name: { givenName: 'Ada', familyName: 'L' },
  emails: [
    { value: 'ada@work.example', type: 'work', primary: true },
    { value: 'ada@home.example', type: 'home' },
  ],
}

async function patched(...Operations: object[]): Promise<Json> {
  return applyPatch(userType, ADA, operationsIn({ schemas: [PATCH_OP], Operations }))
}

type Operation = Record<string, unknown>

const CHANGES: readonly [name: string, operations: Operation[], expected: Json][] = [
  [
    'scim2-models: an extension comes with its schemas',
    [{ op: 'add', path: ENTERPRISE, value: { schemas: [ENTERPRISE], department: 'Engines' } }],
    { [ENTERPRISE]: { department: 'Engines' } },
  ],
  [
    'Okta: replace without a path',
    [{ op: 'replace', value: { active: false } }],
    { active: false },
  ],
  [
    'Entra: op in upper case, boolean as text',
    [{ op: 'Replace', path: 'active', value: 'False' }],
    { active: false },
  ],
  [
    'a path in another letter case',
    [{ op: 'replace', path: 'DISPLAYNAME', value: 'A' }],
    { displayName: 'A' },
  ],
  [
    'a sub-attribute keeps its neighbours',
    [{ op: 'replace', path: 'name.familyName', value: 'B' }],
    { name: { givenName: 'Ada', familyName: 'B' } },
  ],
  [
    'a complex value is merged',
    [{ op: 'replace', path: 'name', value: { familyName: 'B' } }],
    { name: { givenName: 'Ada', familyName: 'B' } },
  ],
  [
    'add of a value keeps the others',
    [{ op: 'add', path: 'emails', value: [{ value: 'x@y', type: 'other' }] }],
    { emails: [...(ADA.emails as object[]), { value: 'x@y', type: 'other' }] },
  ],
  [
    'add of what is there changes nothing',
    [{ op: 'add', path: 'emails', value: [{ value: 'ada@home.example', type: 'home' }] }],
    {},
  ],
  [
    'a new primary takes the mark',
    [{ op: 'add', path: 'emails', value: [{ value: 'x@y', primary: true }] }],
    {
      emails: [
        { value: 'ada@work.example', type: 'work', primary: false },
        { value: 'ada@home.example', type: 'home' },
        { value: 'x@y', primary: true },
      ],
    },
  ],
  [
    'a filter picks one element',
    [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'new@x' }],
    {
      emails: [
        { value: 'new@x', type: 'work', primary: true },
        { value: 'ada@home.example', type: 'home' },
      ],
    },
  ],
  [
    'a filtered remove takes just that',
    [{ op: 'remove', path: 'emails[type eq "work"]' }],
    { emails: [{ value: 'ada@home.example', type: 'home' }] },
  ],
  [
    'Entra: an add that matches nothing makes the element',
    [{ op: 'add', path: 'emails[type eq "other"].value', value: 'o@x' }],
    { emails: [...(ADA.emails as object[]), { type: 'other', value: 'o@x' }] },
  ],
  [
    'Entra: a dotted key',
    [{ op: 'replace', value: { 'name.familyName': 'B' } }],
    { name: { givenName: 'Ada', familyName: 'B' } },
  ],
  [
    'an extension by its full name',
    [{ op: 'add', path: `${ENTERPRISE}:department`, value: 'D' }],
    { [ENTERPRISE]: { department: 'D' } },
  ],
  [
    'Entra: a flat extension key',
    [{ op: 'add', value: { [`${ENTERPRISE}:department`]: 'D' } }],
    { [ENTERPRISE]: { department: 'D' } },
  ],
  [
    'an extension as an object',
    [{ op: 'add', value: { [ENTERPRISE]: { manager: { value: 'm' } } } }],
    { [ENTERPRISE]: { manager: { value: 'm' } } },
  ],
  [
    'operations see what those before them did',
    [
      { op: 'add', path: 'title', value: 'a' },
      { op: 'replace', path: 'title', value: 'b' },
    ],
    { title: 'b' },
  ],
  [
    'an id inside the value is left alone',
    [{ op: 'replace', value: { id: 'x', displayName: 'A' } }],
    { displayName: 'A' },
  ],
]

for (const [name, operations, expected] of CHANGES) {
  test(name, async () => {
    assert.deepEqual(await patched(...operations), { ...ADA, ...expected })
  })
}

test('a remove of all values unassigns the attribute', async () => {
  assert.equal('emails' in (await patched({ op: 'remove', path: 'emails' })), false)
  assert.equal('emails' in (await patched({ op: 'replace', path: 'emails', value: [] })), false)
})

const REFUSALS: readonly [name: string, operation: Operation, scimType: string][] = [
  ['remove without a path', { op: 'remove' }, 'noTarget'],
  [
    'replace that matches nothing',
    { op: 'replace', path: 'emails[type eq "x"].value', value: 'a' },
    'noTarget',
  ],
  ['remove of a required attribute', { op: 'remove', path: 'userName' }, 'mutability'],
  ['a readOnly attribute', { op: 'replace', path: 'groups', value: [] }, 'mutability'],
  ['the id', { op: 'replace', path: 'id', value: 'x' }, 'mutability'],
  [
    'an unclosed bracket',
    { op: 'replace', path: 'emails[type eq "work"', value: 'x' },
    'invalidPath',
  ],
  ['an unknown attribute', { op: 'add', path: 'nonsense', value: 'x' }, 'invalidPath'],
  ['a bad filter in a path', { op: 'remove', path: 'emails[type zz "x"]' }, 'invalidFilter'],
  ['an unknown op', { op: 'move', path: 'title', value: 'x' }, 'invalidSyntax'],
  ['a value of the wrong type', { op: 'replace', path: 'active', value: 'maybe' }, 'invalidValue'],
  ['no object without a path', { op: 'add', value: 'x' }, 'invalidValue'],
  ['an array index', { op: 'replace', path: 'emails[0].value', value: 'x' }, 'invalidFilter'],
]

for (const [name, operation, scimType] of REFUSALS) {
  test(`${name} is refused with ${scimType}, and nothing has changed`, async () => {
    const before = JSON.stringify(ADA)
    await assert.rejects(patched({ op: 'add', path: 'title', value: 'x' }, operation), { scimType })
    assert.equal(JSON.stringify(ADA), before)
  })
}

test('whatever comes, a patch is applied or refused as a SCIM error, and the source stays', async () => {
  const paths = [
    'userName',
    'name',
    'name.givenName',
    'emails',
    'emails[type eq "work"]',
    'emails.value',
    'active',
    '__proto__',
    'constructor',
    ENTERPRISE,
    'x',
  ]
  const operation = fc.record(
    {
      op: fc.constantFrom('add', 'remove', 'replace', 'Replace', 'x'),
      path: fc.constantFrom(...paths),
      value: fc.jsonValue({ maxDepth: 3 }),
    },
    { requiredKeys: ['op'] },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 4 }), async (operations) => {
      const before = JSON.stringify(ADA)
      try {
        await patched(...operations)
      } catch (error) {
        assert.equal((error as Error).name, 'ScimError', String(error))
      }
      assert.equal(JSON.stringify(ADA), before)
      assert.equal(({} as Json).polluted, undefined)
    }),
    { numRuns: 3_000 },
  )
})
