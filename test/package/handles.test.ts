import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'

/** Several mocks and servers at once, each with a push; what is left is closed, or the process stays. */
const PROGRAM = `
const { startMockOkta, startReferenceServer } = require('./index.ts')
async function one(kind) {
  const server = await startReferenceServer()
  const okta = await startMockOkta()
  const post = async (path, body) => {
    const basic = Buffer.from(server.projectId + ':' + server.secret).toString('base64')
    const headers = { authorization: 'Basic ' + basic, 'content-type': 'application/json' }
    const answer = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return answer.json()
  }
  const { organization } = await post('/v1/b2b/organizations', {
    organization_name: 'Example', organization_slug: 'example',
  })
  const path = '/v1/b2b/scim/' + organization.organization_id + '/connection'
  const { connection } = await post(path, { identity_provider: 'okta' })
  const { base_url: baseUrl, bearer_token: token } = connection
  const app = await okta.createApp({
    kind, scim: { baseUrl, token: kind === 'saml' ? token : 'Bearer ' + token },
  })
  const ada = await okta.createUser()
  await app.assign(ada)
  await app.pushGroup(await okta.createGroup('Staff', [ada]))
  await okta.settled()
  app.assertProvisioned(ada)
  okta.assertNoTasks()
  await okta.close()
  await server.close()
}
Promise.all(['saml', 'header-auth', 'saml'].map(one)).then(() => console.log('done'))
`

test('three mocks and three servers at once, closed: no handle keeps the process', () => {
  const args = ['--require', 'ts-node/register', '-e', PROGRAM]
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: 60_000,
  })
  assert.equal(stdout.trim(), 'done', stderr)
  assert.deepEqual([status, signal], [0, null])
})
