import type { Heard } from './heard.ts'
import { type Json, objectsIn } from './json.ts'

/** An attribute as far as its values are judged. */
export interface Definition {
  readonly name: string
  readonly type: string
  readonly multiValued: boolean
  readonly returned: string
  readonly mutability: string
  readonly required: boolean
  readonly subAttributes: readonly Definition[]
}

/** A resource type as the target publishes it, or as the standard has it. */
export interface TypeOf {
  readonly name: string
  readonly endpoint: string
  readonly schema: string
  readonly extensions: readonly { readonly urn: string; readonly required: boolean }[]
}

/** What the target says of itself, gathered from every discovery answer of the run. */
export interface Published {
  readonly types: readonly TypeOf[]
  /** Whether it published types at all, or the standard's are taken. */
  readonly ownTypes: boolean
  /** By lower-case URN. */
  readonly schemas: ReadonlyMap<string, readonly Definition[]>
  readonly filterMaxResults: number | undefined
}

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:'
const STANDARD: readonly TypeOf[] = [
  { name: 'User', endpoint: 'Users', schema: `${CORE}User`, extensions: [] },
  { name: 'Group', endpoint: 'Groups', schema: `${CORE}Group`, extensions: [] },
]

export function publishedIn(heard: readonly Heard[]): Published {
  const answers = heard.filter(({ status, method }) => status === 200 && method === 'GET')
  const of = (endpoint: string) =>
    answers.filter(({ segments }) => segments[0] === endpoint).flatMap(documentsIn)
  const types = of('ResourceTypes').flatMap(typeFrom)
  const filter = of('ServiceProviderConfig').map(({ filter }) => filter as Json | undefined)[0]
  return {
    types: types.length > 0 ? types : STANDARD,
    ownTypes: types.length > 0,
    schemas: new Map(
      of('Schemas').flatMap(({ id, attributes }) =>
        typeof id === 'string'
          ? [[id.toLowerCase(), objectsIn(attributes).map(definitionFrom)]]
          : [],
      ),
    ),
    filterMaxResults:
      filter?.supported === true && typeof filter.maxResults === 'number'
        ? filter.maxResults
        : undefined,
  }
}

/** The documents of a discovery answer, listed or alone; a list of nothing may come without `Resources`. */
export function documentsIn({ body }: Heard): Json[] {
  if (body === undefined) return []
  return 'Resources' in body || 'totalResults' in body ? objectsIn(body.Resources) : [body]
}

function typeFrom({ name, endpoint, schema, schemaExtensions }: Json): TypeOf[] {
  if (typeof name !== 'string' || typeof endpoint !== 'string' || typeof schema !== 'string')
    return []
  return [
    {
      name,
      endpoint: endpoint.split('/').filter(Boolean).at(-1) ?? '',
      schema,
      extensions: objectsIn(schemaExtensions).map((one) => ({
        urn: String(one.schema),
        required: one.required === true,
      })),
    },
  ]
}

/** What a definition leaves out has the defaults of RFC 7643 §2.2. */
function definitionFrom(given: Json): Definition {
  return {
    name: String(given.name),
    type: typeof given.type === 'string' ? given.type : 'string',
    multiValued: given.multiValued === true,
    returned: String(given.returned ?? 'default'),
    mutability: String(given.mutability ?? 'readWrite'),
    required: given.required === true,
    subAttributes: objectsIn(given.subAttributes).map(definitionFrom),
  }
}
