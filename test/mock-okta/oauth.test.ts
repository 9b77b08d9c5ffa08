import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import Database from 'libsql'
import { type MockOktaOptions, startMockOkta } from '../../mock-okta/app.ts'
import { AuthorizationServer } from './authorization-server.ts'
import { Rehearsal } from './rehearsal.ts'
import { client } from './sdk/org.ts'

let rehearsal: Rehearsal
let server: AuthorizationServer
beforeEach(async () => {
  server = await AuthorizationServer.start()
})
afterEach(async () => {
  await rehearsal.close()
  await server.close()
})

const LOGIN = 'ada@okta.local'
const TEST = 'GET /Users?startIndex=1&count=2'
const path = () => `/api/v1/scimulate/apps/${rehearsal.appId}/connection`
const callback = (name: string) => `${rehearsal.okta.url}/admin/app/cpc/${name}/oauth/callback`

function form(more: object = {}): object {
  return {
    ...rehearsal.form('saml'),
    token: undefined,
    authenticationMode: 'OAUTH2',
    authorizeUrl: `${server.url}/authorize?scope=offline_access`,
    tokenUrl: `${server.url}/token`,
    clientId: 'okta',
    clientSecret: 'client-s3cret',
    ...more,
  }
}

/** The app's page with OAuth 2, not yet authorized; the name of the app, which the redirect names. */
async function asking(options: MockOktaOptions = {}): Promise<string> {
  rehearsal = await Rehearsal.start(options)
  await rehearsal.createApp('saml')
  return (await rehearsal.done('GET', `/api/v1/apps/${rehearsal.appId}`)).name
}

/** The same, authorized as by the admin's browser. */
async function authorized(options: MockOktaOptions = {}): Promise<void> {
  await asking(options)
  const { authorize } = await rehearsal.done('PUT', path(), form())
  rehearsal.stub.authorization = 'Bearer access-1'
  const answer = await fetch(authorize)
  assert.equal(answer.status, 200, await answer.text())
  await rehearsal.tick({ create: true, update: true, deactivate: true })
  rehearsal.stub.take()
}

test('the grant: the browser goes to the server and back, the code becomes a token, the test runs', async () => {
  const name = await asking()
  const { status, authorize } = await rehearsal.done('PUT', path(), form())
  assert.equal(status, 'DISABLED')
  assert.deepEqual(rehearsal.stub.take(), [])
  const answer = await fetch(authorize)
  assert.match(await answer.text(), /Payroll was authorized/)
  const { state = '', ...asked } = Object.fromEntries(server.asked[0] ?? [])
  assert.ok(state.length >= 32)
  assert.deepEqual(asked, {
    scope: 'offline_access',
    response_type: 'code',
    client_id: 'okta',
    redirect_uri: callback(name),
  })
  assert.deepEqual(server.forms, [
    {
      grant_type: 'authorization_code',
      code: 'the-code',
      redirect_uri: callback(name),
      client_id: 'okta',
      client_secret: 'client-s3cret',
    },
  ])
  rehearsal.stub.authorization = 'Bearer access-1'
  assert.deepEqual(rehearsal.stub.take(), [TEST])
  assert.equal((await rehearsal.done('GET', path())).status, 'ENABLED')
  const again = await fetch(`${callback(name)}?state=${state}&code=the-code`)
  assert.equal(again.status, 400, 'a state is good once')
})

test('a token that has ended is renewed before the next request, by the refresh token', async () => {
  const at = new Date('2026-11-25T10:00:00Z')
  await authorized({ testControls: true, now: () => at })
  await rehearsal.done('POST', '/_scimulate/clock', { advance: 'PT59M' })
  const id = await rehearsal.provisioned(LOGIN)
  assert.equal(server.forms.length, 1)
  await rehearsal.done('POST', '/_scimulate/clock', { advance: 'PT1M' })
  await rehearsal.change(id, { lastName: 'Other' })
  rehearsal.stub.authorization = 'Bearer access-2'
  assert.equal(rehearsal.stub.take().length, 2)
  assert.deepEqual(server.forms.slice(1), [
    {
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
      client_id: 'okta',
      client_secret: 'client-s3cret',
    },
  ])
})

test('a token that is refused is renewed once, and the request sent once more', async () => {
  await authorized()
  rehearsal.stub.answer('GET /Users?filter', { status: 401, body: { detail: 'ended' } }, 1)
  await rehearsal.assign(await rehearsal.person(LOGIN))
  const sent = rehearsal.stub.requests
    .splice(0)
    .map(({ line, headers }) => [line.split('?')[0], headers[headers.indexOf('Authorization') + 1]])
  assert.deepEqual(sent, [
    ['GET /Users', 'Bearer access-1'],
    ['GET /Users', 'Bearer access-2'],
    ['POST /Users', 'Bearer access-2'],
  ])
  assert.deepEqual(await rehearsal.tasks(), [])
})

test('a refresh token that is refused fails the job, with what the server said', async () => {
  await authorized()
  server.answer = { status: 400, body: { error: 'invalid_grant' } }
  rehearsal.stub.answer('GET /Users?filter', { status: 401, body: { detail: 'ended' } })
  await rehearsal.assign(await rehearsal.person(LOGIN))
  assert.match((await rehearsal.task()).message, /invalid_grant/)
})

test('several requests at once renew the token once', async () => {
  await authorized({ concurrency: 4 })
  const ids = []
  for (let at = 0; at < 8; at += 1) ids.push(await rehearsal.person(`p${at}@okta.local`))
  rehearsal.stub.answer('GET /Users?filter', { status: 401, body: { detail: 'ended' } }, 4)
  const group = await rehearsal.group('All', ids)
  await rehearsal.done('PUT', `/api/v1/apps/${rehearsal.appId}/groups/${group}`, {})
  await rehearsal.settled()
  assert.deepEqual(await rehearsal.tasks(), [])
  assert.equal(server.forms.length, 2)
})

test('what the server refuses is told, and nothing is saved', async () => {
  const name = await asking()
  server.answer = { status: 400, body: { error: 'invalid_client', error_description: 'Who?' } }
  const { authorize } = await rehearsal.done('PUT', path(), form())
  const answer = await fetch(authorize)
  assert.equal(answer.status, 400)
  assert.match(await answer.text(), /Error authenticating: Who\?/)
  const state = new URL(authorize).searchParams.get('state')
  const denied = await fetch(`${callback(name)}?state=${state}&error=access_denied`)
  assert.match(await denied.text(), /Error authenticating: access_denied/)
  assert.equal((await fetch(`${callback(name)}?state=guessed&code=x`)).status, 400)
  assert.equal((await rehearsal.done('GET', path())).status, 'DISABLED')
  const { length } = await rehearsal.done(
    'GET',
    `/api/v1/logs?filter=${encodeURIComponent('eventType eq "application.integration.authentication_failure"')}`,
  )
  assert.equal(length, 1)
})

test('a refresh token in the form spares the browser', async () => {
  await asking()
  const saved = await rehearsal.done('PUT', path(), form({ refreshToken: 'given' }))
  assert.equal(saved.status, 'ENABLED')
  assert.equal(server.forms[0]?.refresh_token, 'given')
  rehearsal.stub.authorization = 'Bearer access-1'
  assert.deepEqual(rehearsal.stub.take(), [TEST])
})

for (const [name, value] of [
  ['authorizeUrl', 'not a URL'],
  ['tokenUrl', undefined],
  ['clientId', ''],
  ['clientSecret', ' '],
] as const) {
  test(`a page without ${name} is refused`, async () => {
    await asking()
    const { status, json } = await rehearsal.call('PUT', path(), form({ [name]: value }))
    assert.equal(status, 400)
    assert.match(json.errorCauses[0].errorSummary, new RegExp(`^${name}: `))
  })
}

test('the management API: OAUTH2 with an authorize link, verified by the SDK with code and state', async () => {
  const name = await asking()
  const { json } = await rehearsal.call(
    'POST',
    `/api/v1/apps/${rehearsal.appId}/connections/default?activate=TRUE`,
    {
      baseUrl: rehearsal.stub.baseUrl,
      profile: { authScheme: 'OAUTH2', ...form() },
    },
  )
  assert.equal(json.authScheme, 'OAUTH2')
  assert.equal(json.status, 'DISABLED')
  assert.deepEqual(json._links.authorize.hints, { allow: ['GET'] })
  assert.ok(!JSON.stringify(json).includes('client-s3cret'))
  const sdk = client(rehearsal.okta, rehearsal.okta.apiToken)
  const { appId } = rehearsal
  const early = sdk.applicationApi.activateDefaultProvisioningConnectionForApplication({ appId })
  await assert.rejects(early, /authorized/)
  const state = new URL(json._links.authorize.href).searchParams.get('state') ?? ''
  await sdk.applicationApi.verifyProvisioningConnectionForApplication({
    // The SDK's type names Okta's own apps; what goes over the wire is the app's name.
    appName: name as 'google',
    appId,
    code: 'by-hand',
    state,
  })
  assert.equal(server.forms[0]?.code, 'by-hand')
  const connection = await sdk.applicationApi.getDefaultProvisioningConnectionForApplication({
    appId,
  })
  assert.equal(connection.status, 'ENABLED')
  assert.equal(connection.profile?.authScheme, 'OAUTH2')
})

test('tokens outlive a restart, in a record of their own; a seed file names variables in their place', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mock-okta-'))
  const dataFile = join(folder, 'okta.db')
  await authorized({ dataFile })
  const exported = JSON.stringify(await rehearsal.done('GET', '/api/v1/scimulate/seed'))
  await rehearsal.okta.close()
  const database = new Database(dataFile)
  const rows = database
    .prepare("select kind, body from records where body like '%refresh-1%'")
    .all()
  database.close()
  assert.deepEqual(
    (rows as { kind: string }[]).map(({ kind }) => kind),
    ['secret'],
  )
  Object.assign(rehearsal, { okta: await startMockOkta({ seed: 7, dataFile }) })
  await rehearsal.assign(await rehearsal.person(LOGIN))
  assert.equal(rehearsal.stub.take().length, 2)
  assert.match(exported, /"refreshToken":"\$SCIM_REFRESH_TOKEN"/)
  assert.doesNotMatch(exported, /client-s3cret|access-1|refresh-1/)
  assert.ok(readFileSync(dataFile).length > 0)
  rmSync(folder, { recursive: true })
})
