import type { Checks } from './check.ts'
import type { Definition } from './definitions.ts'
import { isObject, type Json, objectsIn } from './json.ts'
import type { Run } from './run.ts'
import { COMMON } from './standard-attributes.ts'

/** What a resource of ours shows that neither its schemas nor a client know. */
export const UNDECLARED_CHECKS: Checks = {
  'RFC7643-3-11': (run) => {
    const sent = namesSent(run)
    const own = new Set(
      run.resources.filter(({ of }) => of.status === 201).map(({ body }) => String(body.id)),
    )
    return run.resources.flatMap(({ of, body, type }) => {
      const definitions = run.published.schemas.get(type?.schema.toLowerCase() ?? '')
      if (definitions === undefined || !own.has(String(body.id))) return []
      const odd = strangersIn(body, [...COMMON, SCHEMAS, ...definitions], sent)
      const fault = odd.length > 0 ? `${odd.join(', ')}: in no schema, and never sent` : undefined
      return [{ place: of.place, fault }]
    })
  },
}

const SCHEMAS: Definition = {
  name: 'schemas',
  type: 'string',
  multiValued: true,
  returned: 'always',
  mutability: 'readWrite',
  required: false,
  subAttributes: [],
}

/** Parts that any list of values may have (RFC 7643 §2.4). */
const OF_VALUES = ['value', 'display', 'type', 'primary', '$ref']

function strangersIn(
  body: Json,
  definitions: readonly Definition[],
  sent: ReadonlySet<string>,
): string[] {
  const known = new Map(definitions.map((one) => [one.name.toLowerCase(), one]))
  return Object.entries(body).flatMap(([name, value]) => {
    const lower = name.toLowerCase()
    if (lower.startsWith('urn:') || value === null) return []
    const definition = known.get(lower)
    if (definition === undefined) return sent.has(lower) ? [] : [name]
    return partsOf(value, definition)
      .filter((part) => !sent.has(part.toLowerCase()))
      .map((part) => `${name}.${part}`)
  })
}

/** Names of parts that the definition of an attribute does not list, each once. */
function partsOf(value: unknown, definition: Definition): string[] {
  if (definition.subAttributes.length === 0) return []
  const parts = Array.isArray(value) ? objectsIn(value) : isObject(value) ? [value] : []
  const names = parts.flatMap((part) => Object.keys(part))
  return [...new Set(names.filter((part) => !isPart(part, definition)))]
}

function isPart(name: string, { subAttributes }: Definition): boolean {
  return (
    OF_VALUES.includes(name) ||
    subAttributes.some((one) => one.name.toLowerCase() === name.toLowerCase())
  )
}

/** Every name that anybody sent in a body, at any depth: it may come back. */
function namesSent({ heard }: Run): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { sent } of heard) collect(sent, names)
  return names
}

/** No attribute is deeper than this; a body may be, on purpose. */
const DEEPEST = 8

function collect(value: unknown, names: Set<string>, depth = 0): void {
  if (depth > DEEPEST) return
  if (Array.isArray(value)) for (const one of value) collect(one, names, depth + 1)
  else if (isObject(value)) {
    for (const [name, part] of Object.entries(value)) {
      names.add(name.toLowerCase())
      collect(part, names, depth + 1)
    }
  }
}
