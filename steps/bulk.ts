import { When } from '@cucumber/cucumber'
import { objectIn } from './support/http.ts'
import { valueAt } from './support/table.ts'
import type { ScimWorld } from './world.ts'

const REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'

/** Larger requests than this are not made only to see them refused. */
const LARGEST = 32_000_000

When(
  'the client sends a bulk request of one {word} too many',
  async function (this: ScimWorld, what: string) {
    const config = objectIn(await this.scim.get('/ServiceProviderConfig'))
    const most = Number(
      valueAt(config, `bulk.max${what === 'byte' ? 'PayloadSize' : 'Operations'}`),
    )
    const body = what === 'byte' ? padded(this, most + 1) : many(this, most + 1)
    if (body === undefined) throw new Error(`the limit of ${most} is too large to be tried`)
    this.answer = await this.scim.send('POST', '/Bulk', body)
  },
)

/** One delete of nobody whose bulkId fills the request up. */
function padded(world: ScimWorld, bytes: number): string | undefined {
  const bare = requestOf([{ ...nobody(world), bulkId: '' }])
  return bytes > LARGEST
    ? undefined
    : bare.replace('"bulkId":"', (found) => found.padEnd(bytes - bare.length + found.length, 'x'))
}

/** Deletes of nobody: harmless, should they all be done. */
function many(world: ScimWorld, count: number): string | undefined {
  const operation = nobody(world)
  if (count * JSON.stringify(operation).length > LARGEST) return undefined
  return requestOf(Array.from({ length: count }, () => operation))
}

function nobody({ parameters }: ScimWorld): object {
  return { method: 'DELETE', path: `/Users/${parameters.unused}` }
}

function requestOf(operations: readonly object[]): string {
  return JSON.stringify({ schemas: [REQUEST], Operations: operations })
}
