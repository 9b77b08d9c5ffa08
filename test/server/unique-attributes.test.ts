import assert from 'node:assert/strict'
import { startServer } from '../../server/app.ts'
import { connect } from './scim-client.ts'
import { onEachStore, testOn } from './stores.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const DEVICE = 'urn:example:params:scim:schemas:2.0:Device'
const BADGE = 'urn:example:params:scim:schemas:extension:badge:2.0:User'
const POSIX = 'urn:example:params:scim:schemas:extension:posix:2.0:Group'

const unique = { type: 'string', uniqueness: 'server' } as const
const scim = {
  schemas: [
    { id: DEVICE, attributes: [{ name: 'serial', ...unique }] },
    { id: BADGE, attributes: [{ name: 'number', ...unique }] },
    { id: POSIX, attributes: [{ name: 'gid', ...unique }] },
  ],
  resourceTypes: [
    { name: 'Device', endpoint: '/Devices', schema: DEVICE },
    { name: 'User', schemaExtensions: [{ schema: BADGE }] },
    { name: 'Group', schemaExtensions: [{ schema: POSIX }] },
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

onEachStore('a value that another group has in an extension', (open) => {
  testOn(open, 'is refused, however it comes, and free again later', async (kept) => {
    const server = await startServer({ ...kept, scim })
    try {
      const client = await connect(server)
      const group = (displayName: string, gid: string) => ({
        schemas: [GROUP, POSIX],
        displayName,
        [POSIX]: { gid },
      })
      const patch = (op: string, path: string, value?: string) => ({
        schemas: [PATCH_OP],
        Operations: [value === undefined ? { op, path } : { op, path, value }],
      })
      const send = async (method: string, path: string, body?: object) => {
        const answer = await client.request(method, path, body)
        const text = await answer.text()
        const { id = '' } = (text === '' ? {} : JSON.parse(text)) as { id?: string }
        return { status: answer.status, id }
      }
      const [one, other] = [
        await send('POST', '/Groups', group('one', '1')),
        await send('POST', '/Groups', group('other', '2')),
      ]
      const clash = [
        await send('POST', '/Groups', group('third', '1')),
        await send('PUT', `/Groups/${other.id}`, group('other', '1')),
        await send('PATCH', `/Groups/${other.id}`, patch('replace', `${POSIX}:gid`, '1')),
      ]
      assert.deepEqual(
        clash.map(({ status }) => status),
        [409, 409, 409],
      )
      await send('PATCH', `/Groups/${one.id}`, patch('remove', `${POSIX}:gid`))
      const freed = await send('PUT', `/Groups/${other.id}`, group('other', '1'))
      await send('DELETE', `/Groups/${other.id}`)
      const again = await send('POST', '/Groups', group('again', '1'))
      assert.deepEqual([freed.status, again.status], [200, 201])
    } finally {
      await server.close()
    }
  })
})
