import type { Wanted } from '../scim/projection.ts'
import type { Stored } from '../scim/render.ts'
import type { Json } from '../scim/resource.ts'
import type { ResourceType } from '../scim/schema/resource-type.ts'
import type { Finder } from '../store/sql/query/select.ts'
import type { ConnectionRow } from '../store/tables.ts'

/** The rows of one type of resource, as lists are made of them. */
export type Rows = Pick<
  Finder<Stored>,
  'answers' | 'sorts' | 'keyOf' | 'select' | 'count' | 'byIds'
>

/** One type of resource: what its routes, bulk jobs and searches ask of it. */
export interface Resources {
  readonly type: ResourceType
  /** Largest body that its routes read, in bytes. */
  readonly bodyLimit: number
  /** Whether a PATCH answers 204 unless attributes are asked for: the whole may be very large. */
  readonly patchIsSilent?: boolean
  readonly rows: Rows
  /** The representations of some rows as JSON, with the attributes that are asked for (RFC 7644 §3.9). */
  show(
    connection: ConnectionRow,
    rows: readonly Stored[],
    baseUrl: string,
    wanted: Wanted,
  ): Promise<string[]>
  /** The same rows whole, to look into; an attribute that `wanted` does not name need not be worked out. */
  objects(
    connection: ConnectionRow,
    rows: readonly Stored[],
    baseUrl: string,
    wanted: Wanted,
  ): Promise<Json[]>
  create(connection: ConnectionRow, body: unknown): Promise<Stored>
  read(connection: ConnectionRow, id: string): Promise<Stored>
  replace(connection: ConnectionRow, id: string, body: unknown, ifMatch?: string): Promise<Stored>
  patch(connection: ConnectionRow, id: string, body: unknown, ifMatch?: string): Promise<Stored>
  delete(connection: ConnectionRow, id: string, ifMatch?: string): Promise<void>
}
