import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { all, person, refused, type SdkOrg, sdkOrg } from './org.ts'

let org: SdkOrg
before(async () => {
  org = await sdkOrg()
})
after(() => org.mock.close())

const rules = () => org.sdk.groupApi
let made = 0

async function group(name: string): Promise<string> {
  return String((await rules().createGroup({ group: { profile: { name } } })).id)
}

async function someone(profile: object): Promise<string> {
  made += 1
  const body = person(`ruled-${made}@example.com`)
  Object.assign(body.profile, profile)
  return String((await org.sdk.userApi.createUser({ body })).id)
}

function ruleOf(value: string, groupIds: string[], people = {}) {
  return {
    type: 'group_rule' as const,
    name: `Rule ${value.slice(0, 20)}`,
    conditions: { people, expression: { value, type: 'urn:okta:expression:1.0' } },
    actions: { assignUserToGroups: { groupIds } },
  }
}

async function rule(value: string, groupIds: string[], people = {}): Promise<string> {
  const groupRule = ruleOf(value, groupIds, people)
  const ruleId = String((await rules().createGroupRule({ groupRule })).id)
  await rules().activateGroupRule({ ruleId })
  return ruleId
}

const members = (groupId: string) => all(rules().listGroupUsers({ groupId }), ({ id }) => id)

test('a rule is inactive until it is activated, then it places who fits, now and later', async () => {
  const groupId = await group('Sales')
  const early = await someone({ department: 'Sales' })
  const other = await someone({ department: 'Legal' })
  const groupRule = ruleOf('user.department=="Sales"', [groupId])
  const made = await rules().createGroupRule({ groupRule })
  const ruleId = String(made.id)
  assert.match(ruleId, /^0pr/)
  assert.equal(made.status, 'INACTIVE')
  assert.deepEqual(await members(groupId), [])
  await rules().activateGroupRule({ ruleId })
  assert.equal((await rules().getGroupRule({ ruleId })).status, 'ACTIVE')
  assert.deepEqual(await members(groupId), [early])
  const late = await someone({ department: 'Sales' })
  await org.sdk.userApi.updateUser({
    userId: other,
    user: { profile: { department: 'Sales' } as never },
  })
  assert.deepEqual(await members(groupId), [early, late, other])
  await org.sdk.userApi.updateUser({
    userId: early,
    user: { profile: { department: 'Legal' } as never },
  })
  assert.deepEqual(await members(groupId), [late, other])
})

test('who was in the group before the rule stays when the rule no longer fits', async () => {
  const groupId = await group('By hand')
  const userId = await someone({ department: 'Field' })
  await rules().assignUserToGroup({ groupId, userId })
  await rule('user.department=="Field"', [groupId])
  await org.sdk.userApi.updateUser({ userId, user: { profile: { department: 'X' } as never } })
  assert.deepEqual(await members(groupId), [userId])
})

test('who is taken out by hand is an exception of the rule from then on', async () => {
  const groupId = await group('Exceptions')
  const userId = await someone({ division: 'East' })
  const ruleId = await rule('user.division=="East"', [groupId])
  await rules().unassignUserFromGroup({ groupId, userId })
  assert.deepEqual(await members(groupId), [])
  const { conditions } = await rules().getGroupRule({ ruleId })
  assert.deepEqual(conditions?.people?.users?.exclude, [userId])
})

test('a deactivated rule leaves its people; deleting it takes them out when asked to', async () => {
  const groupId = await group('Ended')
  const userId = await someone({ division: 'West' })
  const ruleId = await rule('user.division=="West"', [groupId])
  const active = await refused(rules().deleteGroupRule({ ruleId }))
  assert.equal(`${active.status} ${active.errorCode}`, '400 E0000001')
  await rules().deactivateGroupRule({ ruleId })
  await someone({ division: 'West' })
  assert.deepEqual(await members(groupId), [userId])
  await rules().deleteGroupRule({ ruleId, removeUsers: true })
  assert.deepEqual(await members(groupId), [])
  assert.equal((await refused(rules().getGroupRule({ ruleId }))).errorCode, 'E0000007')
})

test('of two rules for one group either keeps a person in it', async () => {
  const groupId = await group('Either')
  const userId = await someone({ costCenter: '1', userType: 'A' })
  await rule('user.costCenter=="1"', [groupId])
  await rule('user.userType=="A"', [groupId])
  const change = (profile: object) =>
    org.sdk.userApi.updateUser({ userId, user: { profile: profile as never } })
  await change({ costCenter: '2' })
  assert.deepEqual(await members(groupId), [userId])
  await change({ userType: 'B' })
  assert.deepEqual(await members(groupId), [])
})

const EXPRESSIONS: readonly [expression: string, fits: boolean][] = [
  ['user.city=="Rome" AND user.countryCode=="IT"', true],
  ['user.city=="Oslo" OR user.countryCode=="IT"', true],
  ['user.city!="Rome"', false],
  ['!(user.city=="Rome")', false],
  ['String.stringContains(user.title, "Engin")', true],
  ['String.stringContains(user.title, "Sales")', false],
  ['String.startsWith(user.title, "Senior")', true],
  ['String.toUpperCase(user.city)=="ROME"', true],
  ['isMemberOfAnyGroup("{base}", "00gnone")', true],
  ['isMemberOfAnyGroup("00gnone")', false],
  ['isMemberOfGroup("{base}")', true],
  ['isMemberOfGroupName("Base of rules")', true],
  ['isMemberOfGroupNameStartsWith("Base")', true],
  ['isMemberOfGroupNameContains("of rul")', true],
  ['isMemberOfGroupNameRegex("/.*of r.les")', true],
  ['isMemberOfGroupNameRegex("(?i)base of (rules|laws)")', true],
  ['isMemberOfGroupNameRegex("Base")', false],
  ['NOT isMemberOfGroupNameRegex("Base .*")', false],
  ['user.nickName', false],
]

test('expressions', async (t) => {
  const base = await group('Base of rules')
  const profile = { city: 'Rome', countryCode: 'IT', title: 'Senior Engineer' }
  const userId = await someone(profile)
  await rules().assignUserToGroup({ groupId: base, userId })
  for (const [expression, fits] of EXPRESSIONS) {
    await t.test(expression, async () => {
      const groupId = await group(`Of ${expression}`)
      await rule(expression.replace('{base}', base), [groupId])
      assert.equal((await members(groupId)).includes(userId), fits)
    })
  }
})

test('a rule that asks for a group follows it, also when a rule fills that', async () => {
  const [first, second] = [await group('First'), await group('Second')]
  await rule(`isMemberOfAnyGroup("${first}")`, [second])
  await rule('user.organization=="Chain"', [first])
  const userId = await someone({ organization: 'Chain' })
  assert.deepEqual([await members(first), await members(second)], [[userId], [userId]])
  await org.sdk.userApi.updateUser({ userId, user: { profile: { organization: 'X' } as never } })
  assert.deepEqual([await members(first), await members(second)], [[], []])
})

test('people and groups may be excluded', async () => {
  const [groupId, without] = [await group('Excluding'), await group('Without')]
  const [a, b, c] = [
    await someone({ honorificPrefix: 'Dr' }),
    await someone({ honorificPrefix: 'Dr' }),
    await someone({ honorificPrefix: 'Dr' }),
  ]
  await rules().assignUserToGroup({ groupId: without, userId: b })
  const people = { users: { exclude: [a] }, groups: { exclude: [without] } }
  await rule('user.honorificPrefix=="Dr"', [groupId], people)
  assert.deepEqual(await members(groupId), [c])
})

const UNREADABLE = [
  'user.',
  'Arrays.frobnicate(user.x)',
  '',
  'user.a ==',
  'isMemberOfGroupNameRegex("Base (")',
]

test('what cannot be read, or names what is not there, is refused in Okta’s way', async () => {
  const groupId = await group('Refusals')
  for (const value of UNREADABLE) {
    const told = await refused(rules().createGroupRule({ groupRule: ruleOf(value, [groupId]) }))
    const said = `${told.status} ${told.errorCode} ${told.errorSummary}`
    assert.equal(said, '400 E0000001 Api validation failed: expression')
  }
  const nowhere = ruleOf('user.city=="X"', ['00gnone'])
  assert.equal((await refused(rules().createGroupRule({ groupRule: nowhere }))).status, 404)
  const none = ruleOf('user.city=="X"', [])
  assert.equal((await refused(rules().createGroupRule({ groupRule: none }))).status, 400)
})

test('rules are listed and searched; only an inactive one is replaced', async () => {
  const groupId = await group('Replacing')
  const ruleId = await rule('user.city=="Bonn"', [groupId])
  const names = await all(rules().listGroupRules({ search: 'bonn' }), ({ id }) => id)
  assert.deepEqual(names, [ruleId])
  const changed = { ...ruleOf('user.city=="Köln"', [groupId]), name: 'Moved' }
  const replace = () => rules().replaceGroupRule({ ruleId, groupRule: changed as never })
  assert.equal((await refused(replace())).status, 400)
  await rules().deactivateGroupRule({ ruleId })
  const replaced = await replace()
  assert.equal(
    `${replaced.name} ${replaced.conditions?.expression?.value}`,
    'Moved user.city=="Köln"',
  )
})
