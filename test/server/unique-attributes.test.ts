import assert from 'node:assert/strict'
import { startServer } from '../../server/app.ts'
import { connect } from './scim-client.ts'
import { onEachStore, testOn } from './stores.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const DEVICE = 'urn:example:params:scim:schemas:2.0:Device'
const BADGE = 'urn:example:params:scim:schemas:extension:badge:2.0:User'

const unique = { type: 'string', uniqueness: 'server' } as const
const scim = {
  schemas: [
    { id: DEVICE, attributes: [{ name: 'serial', ...unique }] },
    { id: BADGE, attributes: [{ name: 'number', ...unique }] },
  ],
  resourceTypes: [
    { name: 'Device', endpoint: '/Devices', schema: DEVICE },
    { name: 'User', schemaExtensions: [{ schema: BADGE }] },
  ],
} as const

onEachStore('a value that another has', (open) => {
  testOn(open, 'is told by its attribute and not repeated, however it comes', async (kept) => {
    const server = await startServer({ ...kept, scim })
    try {
      const client = await connect(server)
      const device = (more: object) => ({ schemas: [DEVICE], ...more })
      const user = (userName: string) => ({
        ...{ schemas: [USER, BADGE], userName },
        [BADGE]: { number: 'b-7' },
      })
      const make = async (path: string, body: object) => {
        const made = await client.request('POST', path, body)
        assert.equal(made.status, 201)
        return `${path}/${((await made.json()) as { id: string }).id}`
      }
      await make('/Devices', device({ serial: 'A1' }))
      const other = await make('/Devices', device({ serial: 'A2' }))
      await make('/Users', user('ada@example.com'))
      const serial = { op: 'replace', path: 'serial', value: 'a1' }
      const clashes: readonly [string, string, object, RegExp][] = [
        ['POST', '/Devices', device({ serial: 'A1' }), /another Device .* serial,/],
        ['PUT', other, device({ serial: 'A1' }), /another Device .* serial,/],
        [
          'PATCH',
          other,
          { schemas: [PATCH_OP], Operations: [serial] },
          /another Device .* serial,/,
        ],
        [
          'POST',
          '/Users',
          user('grace@example.com'),
          new RegExp(`another User .* ${BADGE}:number,`),
        ],
      ]
      for (const [method, path, body, said] of clashes) {
        const refused = await client.request(method, path, body)
        const { scimType, detail } = (await refused.json()) as Record<string, string>
        assert.deepEqual([refused.status, scimType], [409, 'uniqueness'])
        assert.match(detail ?? '', said)
        assert.doesNotMatch(detail ?? '', /A1|b-7/i)
      }
    } finally {
      await server.close()
    }
  })
})
