import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { ProductClient } from '../../steps/support/product-client.ts'
import { closeDoor, openDoor } from '../../steps/support/recorder/control.ts'
import type { Recorder } from '../../steps/support/recorder/recorder.ts'
import type { RunParameters } from '../../steps/support/run-parameters.ts'
import { type Asking, tenantFor } from '../../steps/support/tenants.ts'

const GATEWAY = 'http://gateway.example'
const recorder = { redactor: { learn() {} }, addTarget() {}, stopped: false }
openDoor(GATEWAY, recorder as unknown as Recorder)
after(() => closeDoor(GATEWAY))

/** A product that counts the organizations it makes; the first ones may fail. */
function run(failing = 0): (...tags: string[]) => Promise<string> {
  let made = 0
  const product = {
    async createOrganization() {
      made += 1
      if (made <= failing) throw new Error('no organization')
      return String(made)
    },
    async createScimConnection(organizationId: string) {
      return { organizationId, baseUrl: `http://${made}.example`, token: `token-${made}` }
    },
  }
  const parameters = { gateway: GATEWAY } as RunParameters
  const asking: Omit<Asking, 'tags'> = {
    parameters,
    scenario: 'one',
    productAs: () => product as unknown as ProductClient,
    unique: (name) => name,
  }
  return async (...tags) => (await tenantFor({ ...asking, tags })).organizationId
}

test('scenarios that speak only SCIM share a tenant, and not for ever', async () => {
  const tenant = run()
  const first = await tenant('scim', 'MUST')
  assert.equal(await tenant('entra'), first)
  const later = []
  for (let i = 0; i < 100; i += 1) later.push(await tenant('scim'))
  assert.ok(new Set(later).size > 1)
})

test('a scenario that looks beyond SCIM has a tenant to itself, and each run its own', async () => {
  const tenant = run()
  assert.equal(await tenant('scim'), '1')
  assert.equal(await tenant('okta'), '2')
  assert.equal(await tenant('product', 'needs-product'), '3')
  assert.equal(await tenant('scim'), '1')
  assert.equal(await run()('scim'), '1')
})

test('a tenant that could not be made is made for the next scenario', async () => {
  const tenant = run(1)
  await assert.rejects(tenant('scim'), /no organization/)
  assert.equal(await tenant('scim'), '2')
})
