import type { AppValue } from '../applications/app-profile.ts'
import { USER } from '../applications/attributes.ts'
import type { Behaviour } from '../applications/behaviour.ts'
import type { Person } from '../directory/person.ts'
import { erase, isObject, write } from './attribute-path.ts'

type Json = Record<string, unknown>
type Cleared = Behaviour['clearedAttributes']

/** The body that creates a person: what is mapped and has a value, in Okta's order. */
export function createBody(
  person: Person,
  userName: string,
  values: readonly AppValue[],
  password: string | undefined,
): Json {
  const mapped: Json = { userName }
  for (const one of values) put(mapped, one)
  return {
    schemas: [USER, ...extensionsOf(values)],
    ...mapped,
    externalId: person.id,
    groups: [],
    ...(password === undefined ? {} : { password }),
    active: true,
  }
}

/** What a profile push says: the name, the attributes that are kept up to date, and how to clear them. */
export interface ProfilePush {
  readonly userName: string
  readonly values: readonly AppValue[]
  readonly cleared: Cleared
}

/** The fetched resource with the mapped attributes laid over it: what else it holds goes back as it came. */
export function replaceBody(fetched: Json, person: Person, push: ProfilePush): Json {
  const body: Json = { ...fetched, userName: push.userName }
  const values = push.values.filter(({ onUpdate }) => onUpdate)
  for (const one of values) {
    if (one.value === undefined) clear(body, one, push.cleared)
    else put(body, one)
  }
  body.schemas = withExtensions(fetched.schemas, extensionsOf(values))
  body.externalId = person.id
  body.groups = Array.isArray(fetched.groups) ? fetched.groups : []
  body.active = fetched.active ?? true
  return body
}

/** The fetched resource with nothing changed but whether it is active. */
export function statusBody(fetched: Json, person: Person, active: boolean): Json {
  return { ...echo(fetched, person), active }
}

/** The fetched resource with nothing changed but the password. */
export function passwordBody(fetched: Json, person: Person, password: string): Json {
  return { ...echo(fetched, person), password }
}

function echo(fetched: Json, person: Person): Json {
  const groups = Array.isArray(fetched.groups) ? fetched.groups : []
  return { ...fetched, externalId: person.id, groups }
}

/** What a profile push would say, to tell whether a change in Okta changes anything for the app. */
export function pushedProfile(userName: string, values: readonly AppValue[]): string {
  const kept = values.filter(({ onUpdate }) => onUpdate)
  return JSON.stringify([userName, kept.map(({ value }) => value ?? null)])
}

/** Okta sends an attribute only when it knows the schema that it belongs to. */
function isSent({ externalName, externalNamespace }: AppValue['attribute']): boolean {
  return externalName !== '' && externalNamespace !== ''
}

function put(resource: Json, { attribute, value }: AppValue): void {
  if (value === undefined || !isSent(attribute)) return
  within(resource, attribute.externalNamespace, (part) =>
    write(part, attribute.externalName, value),
  )
}

function clear(resource: Json, { attribute }: AppValue, cleared: Cleared): void {
  const { externalName, externalNamespace } = attribute
  if (cleared === 'keep' || !isSent(attribute)) return
  const before = externalNamespace === USER ? resource : resource[externalNamespace]
  if (!isObject(before)) return
  within(resource, externalNamespace, (part) => {
    // Only what was there is cleared: an element that the server never had is not made up for it.
    const without = structuredClone(part)
    erase(without, externalName)
    if (JSON.stringify(without) === JSON.stringify(part)) return
    if (cleared === 'absent') erase(part, externalName)
    else write(part, externalName, cleared === 'null' ? null : '')
  })
}

/** Attributes of an extension stand in an object under its URN. */
function within(resource: Json, namespace: string, change: (part: Json) => void): void {
  if (namespace === USER) {
    change(resource)
    return
  }
  const before = resource[namespace]
  const part = isObject(before) ? { ...before } : {}
  change(part)
  resource[namespace] = part
}

/** The URNs of extensions that something is sent of. */
function extensionsOf(values: readonly AppValue[]): Set<string> {
  const sent = values.filter(({ attribute, value }) => value !== undefined && isSent(attribute))
  const urns = new Set(sent.map(({ attribute }) => attribute.externalNamespace))
  urns.delete(USER)
  return urns
}

function withExtensions(schemas: unknown, urns: ReadonlySet<string>): unknown {
  const list: unknown[] = Array.isArray(schemas) ? schemas : [USER]
  const missing = [...urns].filter((urn) => !list.includes(urn))
  return missing.length > 0 ? [...list, ...missing] : schemas
}
