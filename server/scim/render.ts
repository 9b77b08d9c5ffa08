import type { Json } from './resource.ts'
import type { ResourceType } from './schema/resource-type.ts'
import { versionOf } from './version.ts'

/** What a stored resource needs beside its attributes to be shown. */
export interface Stored {
  readonly id: string
  readonly version: number
  readonly created: string
  readonly modified: string
  /** Its attributes, without id and meta. */
  readonly attributes: Json
  /** Attributes that are worked out when it is shown. */
  readonly computed: Json
}

/** The representation of a resource: schemas first, meta last, extensions named where they hold data. */
export function render(type: ResourceType, stored: Stored, location: string): Json {
  const { id, version, created, modified, attributes, computed } = stored
  const extensions = type.extensions.map((schema) => schema.id).filter((urn) => urn in attributes)
  return {
    schemas: [type.schema.id, ...extensions],
    id,
    ...attributes,
    ...computed,
    meta: {
      resourceType: type.name,
      created,
      lastModified: modified,
      location,
      version: versionOf(version),
    },
  }
}
