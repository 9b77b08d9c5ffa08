import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withMore } from '../../steps/support/new-resource.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const TENANT = 'urn:example:Tenant'

for (const [what, more, schemas] of [
  ['an extension', { title: 'Countess', [TENANT]: { plan: 'gold' } }, [USER, TENANT]],
  ['no extension', { title: 'Countess' }, [USER]],
  ['schemas of its own', { schemas: [TENANT], [TENANT]: { plan: 'gold' } }, [TENANT]],
] as const) {
  test(`a body with ${what} names the schemas of what it holds`, () => {
    const body = withMore({ schemas: [USER], userName: 'ada' }, more)
    assert.deepEqual(body, { userName: 'ada', ...more, schemas })
  })
}
