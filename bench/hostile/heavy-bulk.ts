import { BULK, GROUP, PATCH_OP, USER } from '../urns.ts'
import { filled, type Heavy, post, type Victims } from './heavy.ts'

/** As many operations as ServiceProviderConfig allows. */
const OPERATIONS = 1_000

export function bulks(tag: string, { userId, members }: Victims): Heavy[] {
  const nickName = (n: number) => ({
    schemas: [PATCH_OP],
    Operations: [{ op: 'replace', path: 'nickName', value: `${n}` }],
  })
  const group = (displayName: string, values: readonly string[]) => ({
    schemas: [GROUP],
    displayName,
    members: values.map((value) => ({ value })),
  })
  const create = (path: string, bulkId: string, data: object) => ({
    method: 'POST',
    path,
    bulkId,
    data,
  })
  return [
    bulk('of a thousand creates', (n) =>
      create('/Users', `b${n}`, { schemas: [USER], userName: `${tag}.${n}` }),
    ),
    bulk('of a thousand changes of one user', (n) => ({
      method: 'PATCH',
      path: `/Users/${userId}`,
      data: nickName(n),
    })),
    bulk('that adds members', () => create('/Groups', 'g', group(`${tag}g`, members)), 1),
    bulk('of references in a chain', (n) =>
      create('/Groups', `c${n}`, group(`${tag}c${n}`, [`bulkId:c${n + 1}`])),
    ),
    post('a bulk of one reference many times', '/Bulk', {
      schemas: [BULK],
      Operations: [
        create('/Users', 'u', { schemas: [USER], userName: `${tag}u` }),
        create('/Groups', 'm', {
          ...group(`${tag}m`, []),
          members: filled(() => ({ value: 'bulkId:u' })),
        }),
      ],
    }),
    post('a bulk of too many operations', '/Bulk', {
      schemas: [BULK],
      Operations: filled((n) => ({ method: 'DELETE', path: `/Users/${n}` })),
    }),
  ]
}

function bulk(name: string, operation: (n: number) => object, count = OPERATIONS): Heavy {
  const Operations = Array.from({ length: count }, (_, n) => operation(n))
  return post(`a bulk ${name}`, '/Bulk', { schemas: [BULK], Operations })
}
