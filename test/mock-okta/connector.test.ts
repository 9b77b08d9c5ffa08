import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { ALL_ACTIONS, Rehearsal } from './rehearsal.ts'
import { list, scimError } from './scim-stub.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

const TEST = 'GET /Users?startIndex=1&count=2'
const APP_GROUPS = 'GET /Groups?startIndex=1&count=100'

const testPath = () => `/api/v1/scimulate/apps/${rehearsal.appId}/connection/test`
const path = () => `/api/v1/scimulate/apps/${rehearsal.appId}/connection`

test('SAML app: the test, the save and To App each ask for two users and for nothing else', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.createApp('saml')
  const tested = await rehearsal.done('POST', testPath(), rehearsal.form('saml'))
  assert.equal(tested.message, 'Connector configured successfully')
  assert.deepEqual(tested.actions, [
    { name: 'User Import', selected: false },
    { name: 'Import Profile Updates', selected: false },
    { name: 'Create Users', selected: true },
    { name: 'Update User Attributes', selected: true },
    { name: 'Push Groups', selected: true },
    { name: 'Import Groups', selected: false },
  ])
  assert.deepEqual(rehearsal.stub.take(), [TEST])
  await rehearsal.done('PUT', path(), rehearsal.form('saml'))
  assert.deepEqual(rehearsal.stub.take(), [TEST])
  await rehearsal.tick({ create: true })
  assert.deepEqual(rehearsal.stub.take(), [TEST])
})

test('SAML app with Import Groups: To App reads the app groups too', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.createApp('saml')
  const form = { ...rehearsal.form('saml'), actions: [...ALL_ACTIONS, 'IMPORT_GROUPS'] }
  await rehearsal.done('PUT', path(), form)
  assert.deepEqual(rehearsal.stub.take(), [TEST])
  await rehearsal.tick({ create: true })
  assert.deepEqual(rehearsal.stub.take(), [TEST, APP_GROUPS])
})

test('header auth app with Import Groups: the documented pair, at the test and at the save', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.createApp('header-auth')
  const form = { ...rehearsal.form('header-auth'), importGroups: true }
  await rehearsal.done('POST', testPath(), form)
  await rehearsal.done('PUT', path(), form)
  assert.deepEqual(rehearsal.stub.take(), [TEST, APP_GROUPS, TEST, APP_GROUPS])
})

test("a request without a body has Okta's headers, and no Content-Type", async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.createApp('saml')
  await rehearsal.done('POST', testPath(), rehearsal.form('saml'))
  assert.deepEqual(pairs(rehearsal.stub.requests[0]?.headers), [
    ['Accept', 'application/scim+json'],
    ['Accept-Charset', 'utf-8'],
    ['User-Agent', 'Okta SCIM Client 1.0.0'],
    ['Authorization', 'Bearer s3cret'],
    ['Host', `127.0.0.1:${rehearsal.stub.port}`],
    ['Connection', 'Keep-Alive'],
    ['Accept-Encoding', 'gzip,deflate'],
  ])
})

test('a body brings its Content-Type, with the charset, and its length', async () => {
  rehearsal = await Rehearsal.provisioning('header-auth')
  await rehearsal.assign(await rehearsal.person('test.user@okta.local', { lastName: 'Ünïcode' }))
  const { headers, body = '' } = rehearsal.stub.requests.at(-1) ?? {}
  assert.deepEqual(pairs(headers), [
    ['Accept', 'application/scim+json'],
    ['Accept-Charset', 'utf-8'],
    ['Content-Type', 'application/scim+json; charset=utf-8'],
    ['User-Agent', 'Okta SCIM Client 1.0.0'],
    ['Authorization', 'Bearer s3cret'],
    ['Content-Length', String(Buffer.byteLength(body))],
    ['Host', `127.0.0.1:${rehearsal.stub.port}`],
    ['Connection', 'Keep-Alive'],
    ['Accept-Encoding', 'gzip,deflate'],
  ])
})

test('connections are kept, and every request on them has the same headers', async () => {
  rehearsal = await Rehearsal.provisioning('saml')
  const id = await rehearsal.provisioned('test.user@okta.local')
  await rehearsal.change(id, { lastName: 'Other' })
  await rehearsal.unassign(id)
  assert.equal(rehearsal.stub.take().length, 4)
  assert.ok(rehearsal.stub.connections < 4, `${rehearsal.stub.connections} connections`)
})

test('header auth app: the token goes out as it was typed', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.createApp('header-auth')
  const form = { ...rehearsal.form('header-auth'), apiToken: 's3cret' }
  await rehearsal.done('POST', testPath(), form)
  rehearsal.stub.authorization = 's3cret'
  assert.deepEqual(rehearsal.stub.take(), [TEST])
})

test('SAML app with Basic: user and password, in base64', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.createApp('saml')
  const form = {
    ...rehearsal.form('saml'),
    authenticationMode: 'BASIC',
    username: 'okta',
    password: 'pässwort',
  }
  await rehearsal.done('POST', testPath(), form)
  rehearsal.stub.authorization = 'Basic b2t0YTpww6Rzc3dvcnQ='
  assert.deepEqual(rehearsal.stub.take(), [TEST])
})

const REFUSALS: [what: string, answer: Parameters<Rehearsal['stub']['answer']>[1], text: RegExp][] =
  [
    [
      'a wrong token',
      { status: 401, body: scimError(401, 'Bad token') },
      /^Error authenticating: Unauthorized\. Errors reported by remote server: Bad token$/,
    ],
    [
      'an HTML page with 403',
      { status: 403, body: '<html>' },
      /^Error authenticating: Forbidden\. Errors reported by remote server: Invalid JSON: Unexpected character \('<' \(code 60\)\): expected a valid value \(number, String, array, object, 'true', 'false' or 'null'\) at \[Source: java\.io\.StringReader@4c76ba04; line: 1, column: 2\]$/,
    ],
    [
      'plain text with 502',
      { status: 502, body: 'error code: 502' },
      /Bad Gateway\. Errors reported by remote server: Invalid JSON: Unrecognized token 'error'.*column: 6\]$/,
    ],
    ['an empty answer', { status: 200 }, /^No results for users returned$/],
    ['null', { status: 200, body: 'null' }, /^No results for users returned$/],
    ['a bare array', { status: 200, body: '[]' }, /^No results for users returned$/],
    ['a web page', { status: 200, body: '<html></html>' }, /^No results for users returned$/],
    [
      'a list without Resources',
      { status: 200, body: { totalResults: 3, startIndex: 1 } },
      /^No results for users returned$/,
    ],
    [
      'an empty list without Resources',
      { status: 200, body: { totalResults: 0, startIndex: 1, itemsPerPage: 0 } },
      /^No results for users returned$/,
    ],
  ]

for (const [what, answer, text] of REFUSALS) {
  test(`${what} fails the test, and nothing is saved`, async () => {
    rehearsal = await Rehearsal.start()
    await rehearsal.createApp('saml')
    rehearsal.stub.answer('GET /Users', answer)
    const tested = await rehearsal.done('POST', testPath(), rehearsal.form('saml'))
    assert.equal(tested.ok, false)
    assert.match(tested.message, text)
    const saved = await rehearsal.call('PUT', path(), rehearsal.form('saml'))
    assert.equal(saved.status, 400)
    assert.equal(saved.json.errorCode, 'E0000001')
    assert.match(saved.json.errorCauses[0].errorSummary, text)
    assert.equal((await rehearsal.done('GET', path())).status, 'DISABLED')
  })
}

test('an empty list and lower-case member names are a list all the same', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.createApp('saml')
  rehearsal.stub.answer('GET /Users', { status: 200, body: list([]) }, 1)
  assert.equal((await rehearsal.done('POST', testPath(), rehearsal.form('saml'))).ok, true)
  const lower = { totalresults: 1, startindex: 1, itemsperpage: 1, resources: [{ id: 'a' }] }
  rehearsal.stub.answer('GET /Users', { status: 200, body: lower }, 1)
  assert.equal((await rehearsal.done('POST', testPath(), rehearsal.form('saml'))).ok, true)
})

test('a server that is not there', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.createApp('saml')
  const form = { ...rehearsal.form('saml'), baseUrl: 'http://127.0.0.1:9/scim' }
  const { ok, message } = await rehearsal.done('POST', testPath(), form)
  assert.equal(ok, false)
  assert.match(
    message,
    /^Error authenticating: Connect to 127\.0\.0\.1:9 \[.*\] failed: Connection/,
  )
})

test('a host that refuses is told with its addresses, and an unknown one by name', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.createApp('saml')
  const said = async (baseUrl: string) =>
    (await rehearsal.done('POST', testPath(), { ...rehearsal.form('saml'), baseUrl })).message
  const of = 'Error authenticating: Connect to '
  const refused = 'failed: Connection refused (Connection refused)'
  assert.equal(await said('http://127.0.0.1:9/scim'), `${of}127.0.0.1:9 [/127.0.0.1] ${refused}`)
  assert.match(
    await said('http://localhost:9/scim'),
    /: Connect to localhost:9 \[localhost\/127\.0\.0\.1(, localhost\/0:0:0:0:0:0:0:1)?\] failed: Connection refused/,
  )
  assert.equal(
    await said('http://nobody.invalid/scim'),
    'Error authenticating: nobody.invalid: Name or service not known',
  )
})

test('the saved connection shows no secret', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.createApp('saml')
  await rehearsal.done('PUT', path(), rehearsal.form('saml'))
  const shown = JSON.stringify(await rehearsal.done('GET', path()))
  assert.ok(!shown.includes('s3cret'), shown)
  const exchanges = JSON.stringify(await rehearsal.done('GET', '/api/v1/scimulate/exchanges'))
  assert.ok(!exchanges.includes('s3cret'), exchanges)
})

test('a redirect is an answer, not a way to somewhere else', async () => {
  rehearsal = await Rehearsal.start()
  await rehearsal.createApp('saml')
  rehearsal.stub.answer('GET /Users', { status: 302, headers: { location: '/elsewhere' } })
  const { ok } = await rehearsal.done('POST', testPath(), rehearsal.form('saml'))
  assert.equal(ok, false)
  assert.deepEqual(rehearsal.stub.take(), [TEST])
})

/** Headers as they came over the wire, none left out. */
function pairs(raw: readonly string[] = []): [string, string][] {
  return raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? '']] : []))
}
