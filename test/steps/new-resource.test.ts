import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asGroup, memberOf, newUser, withMore } from '../../steps/support/new-resource.ts'
import type { Person } from '../../steps/support/people.ts'
import { completed, UNKNOWN_SHAPE, type UserShape } from '../../steps/support/target-schema.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const TENANT = 'urn:example:Tenant'

for (const [what, more, schemas] of [
  ['an extension', { title: 'Countess', [TENANT]: { plan: 'gold' } }, [USER, TENANT]],
  ['no extension', { title: 'Countess' }, [USER]],
  ['schemas of its own', { schemas: [TENANT], [TENANT]: { plan: 'gold' } }, [TENANT]],
] as const) {
  test(`a body with ${what} names the schemas of what it holds`, () => {
    const body = withMore({ schemas: [USER], userName: 'ada' }, more)
    assert.deepEqual(body, { userName: 'ada', ...more, schemas })
  })
}

const owed = (name: string) => ({ name, required: true })

/** A target that wants a name in one piece, and whose addresses are of no kind. */
const STRICT: UserShape = {
  core: {
    id: USER,
    attributes: [
      { name: 'userName', required: true },
      { name: 'active', type: 'boolean' },
      {
        name: 'name',
        type: 'complex',
        subAttributes: [owed('formatted'), { name: 'givenName' }, { name: 'familyName' }],
      },
      { name: 'emails', type: 'complex', multiValued: true, subAttributes: [owed('value')] },
    ],
  },
  members: { name: 'members', subAttributes: [owed('value'), owed('$ref')] },
  required: [],
  extensions: [{ id: TENANT, attributes: [{ name: 'plan', subAttributes: [owed('level')] }] }],
}

const ADA = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' } as Person

test('a new user has the parts that the target requires, and none that it does not list', () => {
  const user = completed(newUser({ users: STRICT, overrides: {} }, ADA, 'ada'), STRICT)
  assert.deepEqual(user, {
    schemas: [USER],
    userName: 'ada',
    active: true,
    name: { givenName: 'Ada', familyName: 'Lovelace', formatted: 'scimulate formatted' },
    emails: [{ value: 'ada' }],
  })
})

for (const [what, given, expected] of [
  ['a part', { name: { familyName: 'L' } }, { familyName: 'L', formatted: 'scimulate formatted' }],
  ['all that is required', { name: { formatted: 'Ada L' } }, { formatted: 'Ada L' }],
  ['null for a part', { name: { formatted: null } }, { formatted: null }],
  ['null', { name: null }, null],
  ['nothing', {}, undefined],
  ['a text', { name: 'Ada' }, 'Ada'],
] as const) {
  test(`a scenario that gives ${what} of a name is completed by what is required in it`, () => {
    assert.deepEqual(completed(given, STRICT).name, expected)
  })
}

test('what an extension requires inside is there too', () => {
  const body = completed({ [TENANT]: { plan: {} } }, STRICT)
  assert.deepEqual(body, { [TENANT]: { plan: { level: 'scimulate level' } } })
})

test('nothing is known of the target, nothing is changed', () => {
  const body = { name: { familyName: 'L' }, emails: [{ value: 'a', type: 'work' }] }
  assert.deepEqual(completed(body, UNKNOWN_SHAPE), body)
})

test('a member is named by its address where the target requires that', () => {
  const ada = { id: '1', meta: { location: '/Users/1' } }
  assert.deepEqual(memberOf({ users: STRICT }, ada), { value: '1', $ref: '/Users/1' })
  assert.deepEqual(memberOf({ users: STRICT }, { id: '1' }), { value: '1' })
  assert.deepEqual(memberOf({ users: UNKNOWN_SHAPE }, ada), { value: '1' })
  const group = { displayName: 'F', members: [{ value: '1' }, { value: '2' }] }
  assert.deepEqual(asGroup({ users: STRICT, overrides: {} }, [ada], group), {
    displayName: 'F',
    members: [{ value: '1', $ref: '/Users/1' }, { value: '2' }],
  })
})
