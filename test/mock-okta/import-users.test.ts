import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { ALL_ACTIONS, Rehearsal } from './rehearsal.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

const page = (endpoint: string, start: number) => `GET /${endpoint}?startIndex=${start}&count=100`
const path = (rest = '') => `/api/v1/scimulate/apps/${rehearsal.appId}/import${rest}`

const user = (id: string, more: object = {}) => ({
  id,
  userName: `${id}@okta.local`,
  name: { givenName: 'First', familyName: id },
  emails: [{ primary: true, value: `${id}@okta.local` }],
  active: true,
  ...more,
})

async function importing(options: object = {}) {
  rehearsal = await Rehearsal.start(options)
  const actions = [...ALL_ACTIONS, 'IMPORT_USERS', 'IMPORT_GROUPS']
  await rehearsal.connectedApp('saml', { actions })
}

async function imported() {
  await rehearsal.act('import')
  return rehearsal.done('GET', path())
}

test('all pages of users, a hundred each, then the groups', async () => {
  await importing()
  for (let at = 0; at < 201; at += 1) rehearsal.stub.hold('Users', user(`p${at}`))
  const { last, users } = await imported()
  assert.deepEqual(rehearsal.stub.take(), [
    page('Users', 1),
    page('Users', 101),
    page('Users', 201),
    page('Groups', 1),
  ])
  assert.equal(users.length, 201)
  assert.equal(
    last.message,
    '201 users scanned! 201 new, 0 updated, 0 unchanged, 0 removed. 0 groups scanned!',
  )
})

test('exactly a hundred users are one page', async () => {
  await importing()
  for (let at = 0; at < 100; at += 1) rehearsal.stub.hold('Users', user(`p${at}`))
  await imported()
  assert.deepEqual(rehearsal.stub.take(), [page('Users', 1), page('Groups', 1)])
})

test('four scanned: one new, two updated, one removed, as captured; groups that Okta pushes are not counted', async () => {
  await importing()
  const ids: string[] = []
  for (const name of ['a', 'b', 'c']) ids.push(await rehearsal.provisioned(`${name}@okta.local`))
  await rehearsal.push(await rehearsal.group('Finance'), { targetGroupName: 'Finance' })
  rehearsal.stub.hold('Users', user('stranger'))
  rehearsal.stub.hold('Users', user('gone', { active: false }))
  rehearsal.stub.hold('Users', { ...rehearsal.stub.resources.get('/Users/u-3'), active: false })
  rehearsal.stub.take()
  const { last, users } = await imported()
  assert.equal(
    last.message,
    '4 users scanned! 1 new, 2 updated, 0 unchanged, 1 removed. 0 groups scanned!',
  )
  assert.deepEqual(
    users.map(({ externalId, match }: { externalId: string; match: string }) => [
      externalId,
      match,
    ]),
    [['stranger', 'NEW']],
  )
  const gone = await rehearsal.call('GET', `/api/v1/apps/${rehearsal.appId}/users/${ids[2]}`)
  assert.equal(gone.status, 404)
  assert.match((await imported()).last.message, /0 new, 0 updated, 2 unchanged, 0 removed/)
})

test('by name or mail an exact match, by first and last name a partial one; confirming sends nothing', async () => {
  await importing()
  const exact = await rehearsal.person('x@okta.local')
  const partial = await rehearsal.person('else@okta.local', { firstName: 'First', lastName: 'y' })
  for (const id of ['x', 'y', 'z', 'w']) rehearsal.stub.hold('Users', user(id))
  const { users } = await imported()
  const matches = users.map((one: { externalId: string; match: string; personId?: string }) => [
    one.externalId,
    one.match,
    one.personId,
  ])
  assert.deepEqual(matches, [
    ['x', 'EXACT', exact],
    ['y', 'PARTIAL', partial],
    ['z', 'NEW', undefined],
    ['w', 'NEW', undefined],
  ])
  rehearsal.stub.take()
  const confirm = (body: object) => rehearsal.done('POST', path('/confirm'), body)
  await confirm({ externalId: 'x', outcome: 'EXISTING', userId: exact })
  await confirm({ externalId: 'z', outcome: 'NEW' })
  await confirm({ externalId: 'w', outcome: 'IGNORE' })
  await rehearsal.settled()
  assert.deepEqual(rehearsal.stub.take(), [])
  const { externalId, status } = await rehearsal.appUser(exact)
  assert.deepEqual([externalId, status], ['x', 'ACTIVE'])
  const made = await rehearsal.done('GET', '/api/v1/users/z@okta.local')
  assert.deepEqual([made.status, made.profile.lastName], ['STAGED', 'z'])
  const left = (await imported()).users
  assert.deepEqual(
    left.map(({ externalId: id, ignored }: { externalId: string; ignored: boolean }) => [
      id,
      ignored,
    ]),
    [
      ['y', false],
      ['w', true],
    ],
  )
})

test('new users are confirmed and activated by themselves when the settings say so', async () => {
  await importing()
  await rehearsal.done('PUT', path(), { autoConfirmNewUsers: true, autoActivateNewUsers: true })
  rehearsal.stub.hold('Users', user('z'))
  assert.deepEqual((await imported()).users, [])
  assert.equal((await rehearsal.done('GET', '/api/v1/users/z@okta.local')).status, 'ACTIVE')
})

const RULES: readonly [what: string, settings: object, matches: string[], linked: boolean[]][] = [
  ['as preset', {}, ['NEW', 'PARTIAL'], [false, false]],
  ['by mail', { exactMatch: 'EMAIL' }, ['EXACT', 'PARTIAL'], [false, false]],
  ['no partial match', { allowPartialMatch: false }, ['NEW', 'NEW'], [false, false]],
  [
    'exact ones by themselves',
    { exactMatch: 'EMAIL', autoConfirmExactMatch: true },
    ['PARTIAL'],
    [true, false],
  ],
  ['partial ones by themselves', { autoConfirmPartialMatch: true }, ['NEW'], [false, true]],
]

for (const [what, settings, matches, linked] of RULES) {
  test(`matching rules: ${what}`, async () => {
    await importing()
    await rehearsal.done('PUT', path(), settings)
    const ids = [
      await rehearsal.person('other@okta.local', { email: 'x@okta.local', lastName: 'Else' }),
      await rehearsal.person('else@okta.local', { firstName: 'First', lastName: 'y' }),
    ]
    for (const id of ['x', 'y']) rehearsal.stub.hold('Users', user(id))
    const { users } = await imported()
    assert.deepEqual(
      users.map(({ match }: { match: string }) => match),
      matches,
    )
    const having = await rehearsal.done('GET', `/api/v1/apps/${rehearsal.appId}/users`)
    assert.deepEqual(
      ids.map((id) => having.some((one: { id: string }) => one.id === id)),
      linked,
    )
  })
}

test('an import setting that is none, or has no such value, is refused', async () => {
  await importing()
  const refused = [{ schedule: 'SOMETIMES' }, { exactMatch: 'NAME' }, { safeguardPercent: 101 }]
  for (const settings of [...refused, { shedule: 'DAILY' }]) {
    await assert.rejects(rehearsal.done('PUT', path(), settings))
  }
  assert.equal((await rehearsal.done('GET', path())).settings.schedule, 'NEVER')
})

test('more than a fifth missing stops the import, a fifth does not', async () => {
  await importing()
  for (let at = 1; at <= 5; at += 1) await rehearsal.provisioned(`p${at}@okta.local`)
  rehearsal.stub.resources.delete('/Users/u-1')
  assert.match((await imported()).last.message, /1 removed/)
  rehearsal.stub.resources.delete('/Users/u-2')
  const { last } = await imported()
  assert.equal(last.status, 'STOPPED')
  const left = await rehearsal.done('GET', `/api/v1/apps/${rehearsal.appId}/users`)
  assert.equal(left.length, 4)
})

test('groups of the server become APP_GROUPs with the members who are linked', async () => {
  await importing()
  const id = await rehearsal.provisioned('a@okta.local')
  rehearsal.stub.hold('Groups', {
    id: 'theirs',
    displayName: 'Theirs',
    members: [{ value: 'u-1' }, { value: 'unknown' }],
  })
  assert.match((await imported()).last.message, / 1 groups scanned!$/)
  const [group] = await rehearsal.done('GET', '/api/v1/groups?q=Theirs')
  assert.equal(group.type, 'APP_GROUP')
  const members = await rehearsal.done('GET', `/api/v1/groups/${group.id}/users`)
  assert.deepEqual(
    members.map((one: { id: string }) => one.id),
    [id],
  )
})

test('an imported group is linked by its id in Okta: no look-up, no POST', async () => {
  await importing()
  rehearsal.stub.hold('Groups', { id: 'theirs', displayName: 'Theirs', members: [] })
  await imported()
  const [target] = await rehearsal.done('GET', '/api/v1/groups?q=Theirs')
  rehearsal.stub.take()
  const id = await rehearsal.push(await rehearsal.group('Ours'), { targetGroupId: target.id })
  const sent = rehearsal.stub.take().map((line) => line.split(' ', 2).join(' '))
  assert.deepEqual(sent, ['GET /Groups/theirs', 'PUT /Groups/theirs'])
  const mapping = await rehearsal.done('GET', rehearsal.mappings(id))
  assert.equal(mapping.targetGroupId, target.id)
  const kept = await rehearsal.call('DELETE', `/api/v1/groups/${target.id}`)
  assert.equal(kept.status, 400)
  assert.match(kept.json.errorCauses[0].errorSummary, /pushed to Payroll/)
})

test('linking an imported user who is in a pushed group sends no group, and the link pushes no profile', async () => {
  await importing()
  const id = await rehearsal.person('x@okta.local')
  await rehearsal.push(await rehearsal.group('Staff', [id]), { targetGroupName: 'Staff' })
  rehearsal.stub.hold('Users', user('x'))
  await imported()
  rehearsal.stub.take()
  const body = { externalId: 'x', outcome: 'EXISTING', userId: id }
  await rehearsal.done('POST', path('/confirm'), body)
  await rehearsal.settled()
  assert.deepEqual(rehearsal.stub.take(), [])
  assert.equal((await rehearsal.appUser(id)).externalId, 'x')
})

for (const [schedule, almost, rest] of [
  ['DAILY', 'PT23H59M', 'PT1M'],
  ['WEEKLY', 'P6D', 'P1D'],
] as const) {
  test(`a schedule imports ${schedule}`, async () => {
    const at = new Date('2026-11-25T10:00:00Z')
    await importing({ testControls: true, now: () => at })
    await rehearsal.done('PUT', path(), { schedule })
    const forward = async (advance: string) => {
      await rehearsal.done('POST', '/_scimulate/clock', { advance })
      await rehearsal.settled()
      return rehearsal.stub.take()
    }
    assert.deepEqual(await forward(almost), [])
    assert.deepEqual(await forward(rest), [page('Users', 1), page('Groups', 1)])
  })
}

test('a schedule imports by the clock, and a refusal is told', async () => {
  const at = new Date('2026-11-25T10:00:00Z')
  await importing({ testControls: true, now: () => at })
  await rehearsal.done('PUT', path(), { schedule: 'HOURLY' })
  const forward = async (advance: string) => {
    await rehearsal.done('POST', '/_scimulate/clock', { advance })
    await rehearsal.settled()
  }
  await forward('PT59M')
  assert.deepEqual(rehearsal.stub.take(), [])
  rehearsal.stub.answer('GET /Users', { status: 503, body: { detail: 'later' } })
  await forward('PT1M')
  assert.deepEqual(rehearsal.stub.take(), [page('Users', 1)])
  const { last } = await rehearsal.done('GET', path())
  assert.deepEqual(
    [last.status, last.message],
    ['ERROR', 'Service Unavailable. Errors reported by remote server: later'],
  )
})

test('an app without Import Users imports nobody', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  assert.equal((await rehearsal.call('POST', path(), {})).status, 403)
  assert.deepEqual(rehearsal.stub.take(), [])
})
