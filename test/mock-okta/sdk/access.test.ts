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

test('refusals have Okta’s codes, also where the SDK cannot ask for them', async () => {
  const { mock } = await sdkOrg()
  try {
    const send = async (path: string, init: RequestInit) => {
      const headers = { authorization: `SSWS ${mock.apiToken}` }
      const answer = await fetch(mock.url + path, { headers, ...init })
      const { errorCode, errorSummary, errorLink, errorId, errorCauses } =
        (await answer.json()) as Record<string, unknown>
      assert.deepEqual([errorLink, errorCauses], [errorCode, []], path)
      assert.match(String(errorId), /^oae\w{17}$/)
      return `${answer.status} ${String(errorCode)} ${String(errorSummary)}`
    }
    const users = '/api/v1/users'
    assert.deepEqual(
      {
        malformed: await send('/api/v1/groups', { method: 'POST', body: '{' }),
        noToken: await send(users, { headers: {} }),
        otherScheme: await send(users, { headers: { authorization: 'Bearer x' } }),
        wrongToken: await send(users, { headers: { authorization: 'SSWS x' } }),
        noPath: await send('/api/v1/nothing', {}),
        noMethod: await send(users, { method: 'DELETE' }),
        noMethodOfOne: await send(`${users}/00u1`, { method: 'PATCH', body: '{}' }),
        search: await send(`${users}?search=profile.login`, {}),
        tooBig: await send('/api/v1/groups', { method: 'POST', body: 'x'.repeat(1_100_000) }),
      },
      {
        malformed: '400 E0000003 The request body was not well-formed.',
        noToken: '401 E0000004 Authentication failed',
        otherScheme: '401 E0000004 Authentication failed',
        wrongToken: '401 E0000011 Invalid token provided',
        noPath: '404 E0000008 The requested path was not found',
        noMethod: '405 E0000022 The endpoint does not support the provided HTTP method',
        noMethodOfOne: '405 E0000022 The endpoint does not support the provided HTTP method',
        search: '400 E0000031 Invalid search criteria.',
        tooBig: '413 E0000003 The request body was not well-formed.',
      },
    )
  } finally {
    await mock.close()
  }
})

test('what the SDK is refused has code, summary, causes and request id', async () => {
  const { mock, sdk, raw } = await sdkOrg()
  try {
    const nobody = await refused(sdk.userApi.getUser({ userId: 'nobody' }))
    assert.equal(
      `${nobody.status} ${nobody.errorCode} ${nobody.errorSummary}`,
      '404 E0000007 Not found: Resource not found: nobody (User)',
    )
    await sdk.userApi.createUser({ body: person('once@example.com') })
    const twice = await refused(sdk.userApi.createUser({ body: person('once@example.com') }))
    assert.deepEqual(
      [twice.status, twice.errorCode, twice.errorSummary, twice.errorCauses],
      [
        400,
        'E0000001',
        'Api validation failed: login',
        [
          {
            errorSummary:
              'login: An object with this field already exists in the current organization',
          },
        ],
      ],
    )
    assert.equal(
      twice.message,
      'Okta HTTP 400 E0000001 Api validation failed: login. login: An object with this field already exists in the current organization',
    )
    const unauthorized = await refused(client(mock, 'x').userApi.getUser({ userId: 'a' }))
    assert.equal(`${unauthorized.status} ${unauthorized.errorCode}`, '401 E0000011')
    assert.equal(
      (await raw('GET', '/api/v1/users/nobody')).response.headers.get('x-okta-request-id')?.length,
      24,
    )
  } finally {
    await mock.close()
  }
})
