import { codeOf } from '../bulk-status.ts'
import type { Exchange } from '../recorder/exchange.ts'
import { type Published, publishedIn, type TypeOf } from './definitions.ts'
import { type Heard, heardIn, isProjected } from './heard.ts'
import { type Json, objectsIn } from './json.ts'

/** One representation of a resource, alone or in a list. */
export interface Representation {
  readonly of: Heard
  readonly body: Json
  readonly type: TypeOf | undefined
  /** Only some attributes were asked for. */
  readonly projected: boolean
  /** The answer is this resource alone. */
  readonly alone: boolean
}

/** All that the target said in a run, sorted by what it is. */
export interface Run {
  readonly heard: readonly Heard[]
  readonly published: Published
  /** Somebody moved the target's clock on purpose. */
  readonly clockMoved: boolean
  /** Answers with an error status whose body SCIM code wrote, or should have. */
  readonly errors: readonly Heard[]
  readonly lists: readonly (Heard & { readonly body: Json })[]
  readonly resources: readonly Representation[]
}

const DISCOVERY = ['ServiceProviderConfig', 'ResourceTypes', 'Schemas']
export const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

export function runOf(exchanges: readonly Exchange[], bases: readonly string[]): Run {
  const heard = heardIn(exchanges, bases)
  const published = publishedIn(heard)
  const served = new Set(
    heard.filter(({ status }) => status < 300).map(({ segments }) => segments[0]),
  )
  return {
    heard,
    published,
    clockMoved: exchanges.some(({ request }) => request.url.endsWith('/_scimulate/clock')),
    errors: heard.filter((one) => isScimError(one, served)),
    lists: heard.filter(isList),
    resources: heard.flatMap((one) => representationsIn(one, published)),
  }
}

/** Refusals that HTTP servers and gateways make before SCIM code runs (RFC7644-2-A01, RFC7644-3.12-A06). */
const BEFORE_SCIM = new Set([401, 405, 406, 408, 411, 413, 414, 415, 417, 421, 426, 429, 431])

const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse'

/** A bulk that ended early may say so in its status; the error is then that of an operation (RFC 7644 §3.7). */
function isEndedBulk({ segments, body = {} }: Heard): boolean {
  const failed = objectsIn(body.Operations).some(({ status }) => Number(codeOf(status)) >= 400)
  return segments[0] === 'Bulk' && namesIn(body).includes(BULK) && failed
}

/** A plain 404 of an endpoint that is not there at all is left to the HTTP stack (RFC7644-3.12-A05). */
function isScimError(heard: Heard, served: ReadonlySet<string | undefined>): boolean {
  const { status, method, segments } = heard
  const refused = status >= 400 && (status < 500 || status === 501)
  if (!refused || method === 'HEAD' || BEFORE_SCIM.has(status)) return false
  if (isEndedBulk(heard)) return false
  return (
    served.has(segments[0]) && segments.length <= 2 && (status !== 404 || segments.length === 2)
  )
}

function isList(heard: Heard): heard is Heard & { body: Json } {
  const { status, body } = heard
  if (status !== 200 || body === undefined) return false
  return 'Resources' in body || 'totalResults' in body || namesIn(body).includes(LIST)
}

export function namesIn({ schemas }: Json): string[] {
  return Array.isArray(schemas) ? schemas.filter((urn) => typeof urn === 'string') : []
}

export function isDiscovery({ segments }: Heard): boolean {
  return DISCOVERY.includes(segments[0] ?? '')
}

function representationsIn(heard: Heard, { types }: Published): Representation[] {
  const { status, body, method } = heard
  if (body === undefined || status < 200 || status > 201 || method === 'DELETE') return []
  if (isDiscovery(heard) || heard.segments[0] === 'Bulk') return []
  const projected = isProjected(heard)
  if (isList(heard)) {
    return objectsIn(body.Resources).map((one) => ({
      of: heard,
      body: one,
      type: typeFor(heard, one, types),
      projected,
      alone: false,
    }))
  }
  if (heard.segments.length === 0) return []
  return [{ of: heard, body, type: typeFor(heard, body, types), projected, alone: true }]
}

/** By the endpoint that was asked; at the root and at /Me by what the resource says itself. */
function typeFor({ segments }: Heard, body: Json, types: readonly TypeOf[]): TypeOf | undefined {
  const meta = body.meta as Json | undefined
  return (
    types.find(({ endpoint }) => endpoint === segments[0]) ??
    types.find(({ name }) => name === meta?.resourceType)
  )
}
