import type { Http } from '../http.ts'
import type { TargetAttribute, TargetSchema } from '../target-schema.ts'

/** A type of resources as discovery tells of it, with the schemas that say what it is made of. */
export interface Kind {
  readonly name: string
  readonly endpoint: string
  readonly base: TargetSchema
  readonly extensions: readonly TargetSchema[]
}

type Json = Readonly<Record<string, unknown>>

/** Every type that discovery lists but groups, whose one attribute is who is in them. */
export async function kindsOf(scim: Http): Promise<Kind[]> {
  const types = listIn((await scim.get('/ResourceTypes')).body)
  const schemas = new Map(
    listIn((await scim.get('/Schemas')).body).map((one) => [String(one.id), schemaFrom(one)]),
  )
  return types.flatMap(({ name, endpoint, schema, schemaExtensions }) => {
    const base = schemas.get(String(schema))
    if (base === undefined || name === 'Group') return []
    const extensions = objectsIn(schemaExtensions).flatMap(
      (one) => schemas.get(String(one.schema)) ?? [],
    )
    const path = String(endpoint).replace(/^.*\/(?=[^/]+\/?$)/, '/')
    return [{ name: String(name), endpoint: path, base, extensions }]
  })
}

function schemaFrom({ id, attributes }: Json): TargetSchema {
  const named = objectsIn(attributes).filter(({ name }) => typeof name === 'string')
  return { id: String(id), attributes: named as unknown as readonly TargetAttribute[] }
}

function listIn(body: unknown): Json[] {
  const { Resources = [] } = (body ?? {}) as { Resources?: unknown }
  return objectsIn(Resources)
}

function objectsIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : []
}
