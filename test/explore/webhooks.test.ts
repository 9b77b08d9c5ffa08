import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Agent } from 'undici'
import { Breach } from '../../explore/model/breach.ts'
import { objectOf } from '../../explore/model/json.ts'
import { NOTHING, type State } from '../../explore/model/state.ts'
import { Product } from '../../explore/theatre/product.ts'
import { Webhooks } from '../../explore/theatre/webhooks.ts'
import { WebhookReceiver } from '../../steps/support/webhook-receiver.ts'
import { type StartedReference, startReference } from '../../steps/targets/reference-server.ts'

let server: StartedReference
let receiver: WebhookReceiver
const agent = new Agent()

before(async () => {
  server = await startReference()
  receiver = await WebhookReceiver.open()
})
after(async () => {
  await receiver.close()
  await server.close()
  await agent.close()
})

/** An organization of its own whose receiver has been told of one new user. */
async function toldOfOne(mark: string): Promise<Webhooks> {
  const product = new Product(agent, server.target)
  const { organization } = await product.post('/v1/b2b/organizations', {
    organization_name: mark,
    organization_slug: mark,
  })
  const id = String(objectOf(organization).organization_id)
  const { connection } = await product.post(`/v1/b2b/scim/${id}/connection`, {
    identity_provider: 'okta',
  })
  const webhooks = await Webhooks.open(receiver, product, id, mark)
  const { base_url, bearer_token } = objectOf(connection)
  const made = await fetch(`${String(base_url)}/Users`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${String(bearer_token)}`,
      'content-type': 'application/scim+json',
    },
    body: JSON.stringify({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: `ada@${mark}.example.com`,
      emails: [{ value: `ada@${mark}.example.com`, primary: true }],
    }),
  })
  assert.equal(made.status, 201, await made.text())
  return webhooks
}

const expecting = (users: number): State => ({
  ...NOTHING,
  told: new Map([['scim.member.create', users]]),
})

test('webhooks that a history calls for, no more and no fewer, are no finding', async () => {
  const webhooks = await toldOfOne('as-many')
  await webhooks.finish([expecting(1)])
})

test('where the model allows several states, one that fits is enough', async () => {
  const webhooks = await toldOfOne('one-of-two')
  await webhooks.finish([expecting(2), expecting(1)])
})

for (const [name, wanted, rule] of [
  ['a webhook that did not come', 2, 'webhook: scim.member.create missing'],
  ['a webhook too many', 0, 'webhook: scim.member.create too often'],
] as const) {
  test(`${name} is a finding`, async () => {
    const webhooks = await toldOfOne(`wants-${wanted}`)
    await assert.rejects(webhooks.finish([expecting(wanted)]), (error) => {
      assert.ok(error instanceof Breach, String(error))
      assert.equal(error.facts.rule, rule)
      assert.equal(error.facts.requirement, 'STYTCH-4.2-01')
      return true
    })
  })
}
