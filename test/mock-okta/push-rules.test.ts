import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { group } from './group-fixtures.ts'
import { lookUpGroup, Rehearsal } from './rehearsal.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

const creates = () =>
  rehearsal.stub
    .take()
    .filter((line) => line.startsWith('POST'))
    .map((line) => /"displayName":"([^"]*)"/.exec(line)?.[1])

for (const kind of ['saml', 'header-auth'] as const) {
  test(`${kind}: a rule pushes the groups that fit, those that come later and those renamed so`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    await rehearsal.group('App Sales')
    const other = await rehearsal.group('Other')
    await rehearsal.act('push-rules', { operator: 'STARTS_WITH', value: 'app ' })
    assert.deepEqual(creates(), ['App Sales'])
    await rehearsal.group('App Legal')
    await rehearsal.settled()
    const [look, post] = rehearsal.stub.take()
    assert.deepEqual([look, post], [lookUpGroup('App Legal'), `POST /Groups ${group('App Legal')}`])
    await rehearsal.done('PUT', `/api/v1/groups/${other}`, { profile: { name: 'App Other' } })
    await rehearsal.settled()
    assert.deepEqual(creates(), ['App Other'])
  })
}

test('the two test apps that authenticate otherwise: a bearer token, and Basic', async () => {
  rehearsal = await Rehearsal.start()
  const { baseUrl } = rehearsal.stub
  const shown: unknown[] = []
  for (const [name, form] of [
    ['scim2testapp', { token: 's3cret' }],
    ['scim2testapp_basic', { username: 'u', password: 'p' }],
  ] as const) {
    const app = await rehearsal.done('POST', '/api/v1/apps', {
      name,
      label: name,
      signOnMode: 'AUTO_LOGIN',
    })
    await rehearsal.done('PUT', `/api/v1/scimulate/apps/${app.id}/connection`, { baseUrl, ...form })
    const headers = rehearsal.stub.requests.at(-1)?.headers ?? []
    shown.push(headers[headers.indexOf('Authorization') + 1])
  }
  assert.deepEqual(shown, ['Bearer s3cret', 'Basic dTpw'])
})
