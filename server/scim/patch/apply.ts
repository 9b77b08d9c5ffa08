import { invalidValue } from '../error.ts'
import { requirePresent } from '../required.ts'
import { copy, isObject, isUnassigned, type Json } from '../resource.ts'
import type { ResourceType } from '../schema/resource-type.ts'
import { filtered, onPart } from './elements.ts'
import type { Operation } from './operation.ts'
import { type ExtensionTarget, type Target, targetOf } from './target.ts'
import { onAttribute } from './whole.ts'

/**
 * The resource after all operations, in order; the one given stays as it is, also when one fails.
 * Between operations `pause` may let others have their turn.
 */
export async function applyPatch(
  type: ResourceType,
  resource: Json,
  operations: readonly Operation[],
  pause: () => Promise<void> | undefined = () => undefined,
): Promise<Json> {
  const patched = copy(resource)
  for (const operation of operations) {
    const pausing = pause()
    if (pausing) await pausing
    if (operation.path === undefined) applyAll(type, patched, operation)
    else applyAt(type, patched, operation, targetOf(type, operation.path, operation.place))
  }
  dropEmpty(type, patched)
  requirePresent(type, patched)
  return patched
}

/** Without a path the value is an object whose members are the paths (RFC 7644 §3.5.2.1, §3.5.2.3). */
function applyAll(type: ResourceType, resource: Json, operation: Operation): void {
  const { op, value, place } = operation
  if (!isObject(value)) {
    throw invalidValue(`operation ${place}: without a path the value must be an object`)
  }
  for (const [name, member] of Object.entries(value)) {
    const key = name.toLowerCase()
    // Okta sends the id inside, and schemas come along: neither is to be changed here.
    if (key === 'schemas' || key === 'id' || key === 'meta') continue
    const extension = type.extensionAttributes.get(key)
    if (extension !== undefined) {
      applyExtension(type, resource, { ...operation, value: member }, extension.urn)
      continue
    }
    applyAt(type, resource, { op, path: name, value: member, place }, targetOf(type, name, place))
  }
}

function applyExtension(
  type: ResourceType,
  resource: Json,
  operation: Operation,
  urn: string,
): void {
  const { op, value, place } = operation
  if (op === 'remove' || isUnassigned(value)) {
    delete resource[urn]
    return
  }
  if (!isObject(value)) throw invalidValue(`operation ${place}: ${urn} takes an object`)
  for (const [name, member] of Object.entries(value)) {
    // Client libraries that see an extension as a resource of its own send its schemas along.
    if (name.toLowerCase() === 'schemas') continue
    const path = `${urn}:${name}`
    applyAt(type, resource, { op, path, value: member, place }, targetOf(type, path, place))
  }
}

function applyAt(
  type: ResourceType,
  resource: Json,
  operation: Operation,
  target: Target | ExtensionTarget,
): void {
  if ('wholeExtension' in target) {
    applyExtension(type, resource, operation, target.wholeExtension)
    return
  }
  const holder = holderOf(resource, target.extension)
  if (target.filter !== undefined) filtered(holder, operation, target, target.filter)
  else if (target.sub !== undefined) onPart(holder, operation, target.attribute, target.sub)
  else onAttribute(holder, operation, target.attribute)
}

/** The object that holds the attribute: the resource, or its extension's container. */
function holderOf(resource: Json, extension: string | undefined): Json {
  if (extension === undefined) return resource
  const container = resource[extension]
  if (isObject(container)) return container
  const made: Json = {}
  resource[extension] = made
  return made
}

/** Takes away what the operations left without content: empty lists, objects and containers. */
function dropEmpty(type: ResourceType, resource: Json): void {
  for (const { urn } of type.extensionAttributes.values()) {
    const container = resource[urn]
    if (isObject(container)) dropEmptyIn(container)
  }
  dropEmptyIn(resource)
}

function dropEmptyIn(object: Json): void {
  for (const [name, value] of Object.entries(object)) {
    if (isUnassigned(value) || (isObject(value) && Object.keys(value).length === 0)) {
      delete object[name]
    }
  }
}
