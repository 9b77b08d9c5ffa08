import { requireSmall } from './limits.ts'
import type { Json } from './resource.ts'
import type { ResourceType } from './schema/resource-type.ts'
import { versionOf } from './version.ts'

/** What is kept of a resource: its text as it is sent, all but the parts that are worked out. */
export interface Stored {
  readonly id: string
  readonly version: number
  readonly created: string
  readonly modified: string
  /** JSON of schemas, id and attributes, in this order. */
  readonly resource_json: string
}

/**
 * The text under which a resource is kept: an answer is this text with meta behind it, not a rebuilt object.
 * Throws 413 for a resource that is too large.
 */
export function storedText(type: ResourceType, id: string, attributes: Json): string {
  const extensions = type.extensions
    .map(({ schema }) => schema.id)
    .filter((urn) => Object.hasOwn(attributes, urn))
  // What the resource is made of says which schemas it has; a client that patches them changes nothing.
  const { schemas: _schemas, ...kept } = attributes
  const text = JSON.stringify({ schemas: [type.schema.id, ...extensions], id, ...kept })
  requireSmall(text)
  return text
}

/** The attributes that a client can change, out of the text. */
export function attributesOf({ resource_json }: Pick<Stored, 'resource_json'>): Json {
  const { schemas: _schemas, id: _id, ...attributes } = JSON.parse(resource_json) as Json
  return attributes
}

/** The representation of a resource; `computed` holds the JSON of members that are worked out, by name. */
export function render(
  type: ResourceType,
  stored: Stored,
  location: string,
  computed: Readonly<Record<string, string>> = {},
): string {
  let text = stored.resource_json.slice(0, -1)
  for (const [name, value] of Object.entries(computed)) text += `,"${name}":${value}`
  const { created, modified, version } = stored
  return `${text},"meta":{"resourceType":"${type.name}","created":"${created}","lastModified":"${modified}","location":${JSON.stringify(location)},"version":${JSON.stringify(versionOf(version))}}}`
}
