import type { TargetAttribute, TargetSchema } from '../support/target-schema.ts'

/** An answer of the target as far as a probe looks at it; status 0 means that it was not asked. */
export interface Probed {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** What was asked of the target before the first scenario. */
export interface Findings {
  readonly baseUrl: string
  readonly config: Probed
  readonly types: Probed
  readonly schemas: Probed
  readonly users: Probed
  /** The users without a filter or a count. */
  readonly everybody: Probed
  readonly groups: Probed
  readonly anonymous: Probed
  readonly me: Probed
  readonly root: Probed
  readonly search: Probed
  readonly valuePath: Probed
  readonly secret: Probed
  readonly patch: Probed
  /** How we authenticate, and whether a second credential was given. */
  readonly bearer: boolean
  readonly secondToken: boolean
  /** Whether tenants are known to have addresses of their own. */
  readonly tenants: boolean
}

export function typesIn({ types }: Findings): Readonly<Record<string, unknown>>[] {
  return resourcesOf(types)
}

export function extensionsOf(
  findings: Findings,
  type: string,
): Readonly<Record<string, unknown>>[] {
  const found = typesIn(findings).find(({ name }) => name === type)
  return Array.isArray(found?.schemaExtensions) ? found.schemaExtensions.filter(isObject) : []
}

export function schemasIn({ schemas }: Findings): TargetSchema[] {
  return resourcesOf(schemas).flatMap(({ id, attributes }) =>
    typeof id === 'string' && Array.isArray(attributes)
      ? [{ id, attributes: attributes.filter(isAttribute) }]
      : [],
  )
}

/** The resources of a list, or of a bare array, as some targets answer discovery. */
function resourcesOf({ status, body }: Probed): Readonly<Record<string, unknown>>[] {
  const list = Array.isArray(body) ? (body as unknown[]) : body.Resources
  return status === 200 && Array.isArray(list) ? list.filter(isObject) : []
}

export function everyAttribute(attributes: readonly TargetAttribute[]): TargetAttribute[] {
  return attributes.flatMap((one) => [
    one,
    ...everyAttribute((one.subAttributes ?? []).filter(isAttribute)),
  ])
}

function isAttribute(value: unknown): value is TargetAttribute {
  return isObject(value) && typeof value.name === 'string'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

export function memberOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined
}
