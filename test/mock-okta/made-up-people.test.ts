import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openMockOkta } from '../../mock-okta/app.ts'
import { startMockOkta } from '../../mock-okta/client.ts'

interface Made {
  readonly id: string
  readonly status: string
  readonly profile: Readonly<Record<string, string>>
}

async function peopleOf(seed: number, count: number): Promise<Made[]> {
  const okta = await openMockOkta({ seed })
  try {
    const { status, body } = await okta.call('POST', '/api/v1/scimulate/people', { count })
    assert.equal(status, 201)
    return body as Made[]
  } finally {
    await okta.close()
  }
}

test('people are made up the same for the same seed, and otherwise for another', async () => {
  const [once, again, others] = [
    await peopleOf(7, 40),
    await peopleOf(7, 40),
    await peopleOf(8, 40),
  ]
  assert.deepEqual(once, again)
  const names = (made: Made[]) => made.map(({ profile }) => profile.displayName)
  assert.notDeepEqual(names(once), names(others))
  assert.equal(new Set(once.map(({ profile }) => profile.login)).size, 40)
  assert.ok(new Set(names(once)).size > 35)
  for (const { status, profile } of once) {
    assert.equal(status, 'PROVISIONED')
    assert.match(profile.login ?? '', /^[a-z]+\.[a-z]+\.\d+@example\.com$/)
    for (const name of ['firstName', 'lastName', 'title', 'department', 'mobilePhone', 'city']) {
      assert.ok((profile[name] ?? '').length > 1, name)
    }
  }
})

test('they join the groups that are named, and how many is checked', async () => {
  const okta = await openMockOkta({ seed: 7 })
  try {
    const group = await okta.call('POST', '/api/v1/groups', { profile: { name: 'Staff' } })
    const { id } = group.body as { id: string }
    const asked = { count: 3, domain: 'run.example.com', groupIds: [id] }
    await okta.call('POST', '/api/v1/scimulate/people', asked)
    const members = await okta.call('GET', `/api/v1/groups/${id}/users`)
    const logins = (members.body as Made[]).map(({ profile }) => profile.login ?? '')
    assert.equal(logins.length, 3)
    assert.ok(logins.every((login) => login.endsWith('@run.example.com')))
    for (const body of [{ count: 0 }, { count: 1.5 }, { count: 1_001 }, { domain: 'a b' }]) {
      assert.equal((await okta.call('POST', '/api/v1/scimulate/people', body)).status, 400)
    }
  } finally {
    await okta.close()
  }
})

test('createUser without a profile makes somebody up whole, with one only who they are', async () => {
  const okta = await startMockOkta({ seed: 7 })
  try {
    const made = await okta.createUser()
    const ada = await okta.createUser({ firstName: 'Ada' })
    assert.match(made.login, /^[a-z]+\.[a-z]+\.1@example\.com$/)
    const read = async (id: string) => {
      const headers = { authorization: `SSWS ${okta.apiToken}` }
      const answer = await fetch(`${okta.url}/api/v1/users/${id}`, { headers })
      return ((await answer.json()) as Made).profile
    }
    assert.ok((await read(made.id)).title)
    assert.deepEqual(Object.keys(await read(ada.id)).sort(), [
      'email',
      'firstName',
      'lastName',
      'login',
    ])
    assert.equal((await read(ada.id)).firstName, 'Ada')
  } finally {
    await okta.close()
  }
})

test('from a number on they are the ones who come there anyway', async () => {
  const all = await peopleOf(7, 40)
  const okta = await openMockOkta({ seed: 7 })
  try {
    const asked = { count: 3, first: 31 }
    const { body } = await okta.call('POST', '/api/v1/scimulate/people', asked)
    const profiles = (made: readonly Made[]) => made.map(({ profile }) => profile)
    assert.deepEqual(profiles(body as Made[]), profiles(all.slice(30, 33)))
    for (const first of [0, 1.5, '7']) {
      const { status } = await okta.call('POST', '/api/v1/scimulate/people', { first })
      assert.equal(status, 400)
    }
  } finally {
    await okta.close()
  }
})
