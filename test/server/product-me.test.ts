import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeAll, Rehearsal, user } from './product-rehearsal.ts'

let product: Rehearsal
before(async () => {
  product = await Rehearsal.open()
})
after(closeAll)

test('a member changes nothing by way of /Me: each way of changing is 403', async () => {
  const { organization_id, connection, scim } = await product.connected('me')
  await scim('POST', '/Users', user('me@example.com'))
  const { member } = await product.stytch.organizations.members.get({
    organization_id,
    email_address: 'me@example.com',
  })
  const { body } = await product.api('POST', '/v1/scimulate/member_sessions', {
    organization_id,
    member_id: member.member_id,
  })
  const ask = (method: string) =>
    fetch(`${connection.base_url}/Me`, {
      method,
      headers: {
        authorization: `Bearer ${String(body.session_token)}`,
        'content-type': 'application/scim+json',
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(user('other@example.com')) }),
    })
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    assert.equal((await ask(method)).status, 403, method)
  }
  const seen = (await (await ask('GET')).json()) as { userName: string }
  assert.equal(seen.userName, 'me@example.com')
})
