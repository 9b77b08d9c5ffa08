import assert from 'node:assert/strict'
import { test } from 'node:test'
import { all, client, person, refused, sdkOrg } from './org.ts'

test('several tokens work side by side and each is revoked by itself', async () => {
  const { mock, sdk, raw } = await sdkOrg()
  try {
    const { body: made } = await raw('POST', '/api/v1/scimulate/api-tokens', { name: 'script' })
    const second = client(mock, made.token)
    await second.userApi.createUser({ body: person('second@example.com') })
    const listed = await all(sdk.apiTokenApi.listApiTokens(), ({ name }) => name)
    assert.deepEqual(listed, ['first token', 'script'])
    const { body } = await raw('GET', `/api/v1/api-tokens/${made.id}`)
    assert.equal('token' in body, false)
    await sdk.apiTokenApi.revokeApiToken({ apiTokenId: made.id })
    const revoked = await refused(second.userApi.getUser({ userId: 'second@example.com' }))
    assert.equal(`${revoked.status} ${revoked.errorCode}`, '401 E0000011')
    await sdk.userApi.getUser({ userId: 'second@example.com' })
    await sdk.apiTokenApi.revokeCurrentApiToken()
    assert.equal((await refused(sdk.userApi.getUser({ userId: 'me' }))).status, 401)
  } finally {
    await mock.close()
  }
})

test('every answer tells the rate limit; past it come E0000047 and then room again', async () => {
  let time = Date.parse('2026-01-01T00:00:00Z')
  const { mock, raw } = await sdkOrg({ rateLimit: { limit: 2 }, now: () => new Date(time) })
  try {
    const first = await raw('GET', '/api/v1/users')
    assert.equal(first.response.headers.get('x-rate-limit-limit'), '2')
    assert.equal(first.response.headers.get('x-rate-limit-remaining'), '1')
    assert.equal(first.response.headers.get('x-rate-limit-reset'), String(time / 1_000 + 60))
    assert.ok(first.response.headers.get('x-okta-request-id'))
    await raw('GET', '/api/v1/users')
    const refusedOne = await raw('GET', '/api/v1/users')
    assert.equal(refusedOne.response.status, 429)
    assert.equal(refusedOne.body.errorCode, 'E0000047')
    time += 60_000
    assert.equal((await raw('GET', '/api/v1/users')).response.status, 200)
  } finally {
    await mock.close()
  }
})

test('the SDK waits out a 429 by the headers and tries again', async () => {
  const { mock, sdk, raw } = await sdkOrg({ rateLimit: { limit: 1, windowMs: 1_000 } })
  try {
    await raw('GET', '/api/v1/users')
    const group = await sdk.groupApi.createGroup({ group: { profile: { name: 'Patient' } } })
    assert.equal(group.profile?.name, 'Patient')
  } finally {
    await mock.close()
  }
})

test('a body that is no JSON, and a path that is not there', async () => {
  const { mock } = await sdkOrg()
  try {
    const send = async (path: string, init: RequestInit) => {
      const headers = { authorization: `SSWS ${mock.apiToken}` }
      const answer = await fetch(mock.url + path, { headers, ...init })
      return `${answer.status} ${((await answer.json()) as { errorCode: string }).errorCode}`
    }
    assert.equal(await send('/api/v1/groups', { method: 'POST', body: '{' }), '400 E0000003')
    assert.equal(await send('/api/v1/nothing', {}), '404 E0000022')
  } finally {
    await mock.close()
  }
})
