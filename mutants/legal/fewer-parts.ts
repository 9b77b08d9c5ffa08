import { items, on, part, tellEach, without } from '../alter.ts'
import type { Json } from '../altered-server.ts'
import type { Variant } from './variant.ts'

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** What such a server does not have, by the schema and, below it, the attribute. */
const UNKNOWN: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  [CORE]: {
    emails: ['type', 'primary', 'display'],
    phoneNumbers: ['type', 'primary', 'display'],
    addresses: ['type', 'country', 'primary'],
    name: ['middleName'],
  },
  [ENTERPRISE]: { '': ['manager', 'costCenter', 'employeeNumber'] },
}

/** The standard leaves a service free in what its users are made of, down to the parts (RFC 7643 §2.4, §8.7). */
export const FEWER_PARTS: readonly Variant[] = [
  {
    name: 'lists without types and an extension without managers, as its schemas say',
    alteration: tellEach(on('GET POST PUT PATCH', /^\/(Schemas|Users)/), (one) =>
      Array.isArray(one.attributes) ? published(one) : kept(one),
    ),
  },
]

function published(schema: Json): Json {
  const unknown = UNKNOWN[String(schema.id)] ?? {}
  const named = (attributes: unknown, names: readonly string[] = []) =>
    items(attributes).filter(({ name }) => !names.includes(String(name)))
  const attributes = named(schema.attributes, unknown['']).map((one) =>
    'subAttributes' in one
      ? { ...one, subAttributes: named(one.subAttributes, unknown[String(one.name)]) }
      : one,
  )
  return { ...schema, attributes }
}

function kept(user: Json): Json {
  const own = Object.entries(UNKNOWN[CORE] ?? {}).flatMap(([name, parts]) => {
    const value = user[name]
    if (value === undefined) return []
    const less = (one: unknown) => without(part(one), ...parts)
    return [[name, Array.isArray(value) ? value.map(less) : less(value)] as const]
  })
  const extension = ENTERPRISE in user
  const rest = without(part(user[ENTERPRISE]), ...(UNKNOWN[ENTERPRISE]?.[''] ?? []))
  return { ...user, ...Object.fromEntries(own), ...(extension ? { [ENTERPRISE]: rest } : {}) }
}
