import type { ResourceType } from './schema/resource-type.ts'
import type { Schema } from './schema/schema.ts'

const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema'
const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType'

/** A schema as /Schemas tells it: the very definition that validation obeys. */
export function toSchemaResource(schema: Schema, baseUrl: string): object {
  return {
    schemas: [SCHEMA],
    ...schema,
    meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${schema.id}` },
  }
}

export function toResourceTypeResource(type: ResourceType, baseUrl: string): object {
  return {
    schemas: [RESOURCE_TYPE],
    id: type.name,
    name: type.name,
    endpoint: type.endpoint,
    description: type.description,
    schema: type.schema.id,
    schemaExtensions: type.extensions.map(({ schema, required }) => ({
      schema: schema.id,
      required,
    })),
    meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/${type.name}` },
  }
}
