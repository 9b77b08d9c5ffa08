import { type Check, type Checks, each, type Fault } from './check.ts'
import { typeDocuments as types } from './documents.ts'
import { asObject, type Json, listOf, objectsIn, shown } from './json.ts'
import type { Run } from './run.ts'

const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType'
/** The types whose endpoints RFC 7644 names itself: `/ServiceProviderConfig` is singular. */
const NAMED_BY_THE_RFC = new Set([
  'User',
  'Group',
  'ServiceProviderConfig',
  'ResourceType',
  'Schema',
])

/** What the service says of its types of resources (RFC 7643 §6). */
export const TYPE_CHECKS: Checks = {
  'RFC7644-3.2-01': each(
    (run) => types(run).filter(({ body: { name } }) => !NAMED_BY_THE_RFC.has(String(name))),
    ({ body: { name, endpoint } }) =>
      /s$/.test(String(endpoint)) ? undefined : `${name} is at ${shown(endpoint)}`,
  ),
  'RFC7643-6-01': each(types, ({ body }) =>
    listOf(body.schemas).includes(RESOURCE_TYPE) ? undefined : `schemas is ${shown(body.schemas)}`,
  ),
  'RFC7643-6-04': (run) => (run.published.ownTypes ? namesOfResources(run) : []),
  'RFC7643-6-05': each(types, ({ body }) => noText(body.name, 'name')),
  'RFC7643-6-06': each(types, ({ body: { description } }) =>
    description === undefined || typeof description === 'string'
      ? undefined
      : `description is ${shown(description)}`,
  ),
  'RFC7643-6-07': (run) =>
    types(run).map(({ place, body: { endpoint } }) => {
      const absolute = /^https?:/i.test(String(endpoint))
      const observed = absolute
        ? { requirement: 'RFC7643-6-A01', observed: 'absolute URL under the base' }
        : undefined
      return { place, fault: noText(endpoint, 'endpoint'), observed }
    }),
  'RFC7643-6-08': each(types, ({ body }) => noText(body.schema, 'schema')),
  'RFC7643-6-09': published(({ schema }) => [schema]),
  'RFC7643-6-11': published(({ schemaExtensions }) =>
    objectsIn(schemaExtensions).map(({ schema }) => schema),
  ),
  'RFC7643-6-12': (run) =>
    types(run).flatMap(({ place, body }) =>
      objectsIn(body.schemaExtensions).map(({ schema, required }) => ({
        place,
        fault:
          noText(schema, 'schema') ??
          (typeof required === 'boolean' ? undefined : `required is ${shown(required)}`),
      })),
    ),
}

function namesOfResources({ resources }: Run): ReturnType<Check> {
  return resources.flatMap(({ of, body, type }) => {
    const { resourceType } = asObject(body.meta) ?? {}
    if (type === undefined || resourceType === undefined) return []
    const fault = resourceType === type.name ? undefined : `${shown(resourceType)} at ${type.name}`
    return [{ place: of.place, fault }]
  })
}

/** Where schemas are published at all, those that a type names are among them. */
function published(schemasOf: (type: Json) => readonly unknown[]): Check {
  return (run) => {
    const { schemas } = run.published
    if (schemas.size === 0) return []
    return types(run).flatMap(({ place, body }) =>
      schemasOf(body).map((urn) => ({
        place,
        fault: schemas.has(String(urn).toLowerCase()) ? undefined : `${urn} is not at /Schemas`,
      })),
    )
  }
}

function noText(value: unknown, name: string): Fault {
  return typeof value === 'string' && value !== '' ? undefined : `${name} is ${shown(value)}`
}
