import { type Check, type Checks, each, type Fault } from './check.ts'
import { documentsIn } from './definitions.ts'
import { type Heard, isProjected, parameterOf } from './heard.ts'
import { isObject, type Json, listOf, shown } from './json.ts'
import { isDiscovery, LIST, namesIn, type Run } from './run.ts'

const MESSAGE = 'urn:ietf:params:scim:api:messages:2.0:'
const REGISTERED = [
  'ListResponse',
  'SearchRequest',
  'PatchOp',
  'BulkRequest',
  'BulkResponse',
  'Error',
]
/** Names that later documents add to the six of RFC 7644. */
const LATER = ['AsyncRequest', 'AsyncResponse', 'Event']

/** What holds of every answer with a body (RFC 7644 §3.1 and §3.4.2). */
export const MESSAGE_CHECKS: Checks = {
  'RFC7644-3.1-01': each(bodies, mediaType),
  'RFC7644-8.1-01': each(bodies, mediaType),
  'RFC7644-3.1-02': each(wholeBodies, ({ body, text }) =>
    body === undefined ? `no JSON object: ${text.slice(0, 80)}` : schemasFault(body),
  ),
  'RFC7643-2.1-02': each(named, ({ body }) => schemasFault(body)),
  'RFC7643-3-01': each(named, ({ body }) => schemasFault(body)),
  'RFC7643-3-02': each(withSchemas, ({ body }) => {
    const odd = listOf(body.schemas).find((urn) => typeof urn !== 'string' || !isUri(urn))
    return odd === undefined ? undefined : `schemas holds ${shown(odd)}, no URI`
  }),
  'RFC7643-3-03': each(withSchemas, ({ body }) =>
    listOf(body.schemas).length === 0 ? 'schemas is empty' : undefined,
  ),
  'RFC7643-3-05': each(withSchemas, ({ body }) => {
    const urns = listOf(body.schemas).map((urn) => String(urn).toLowerCase())
    return new Set(urns).size === urns.length ? undefined : `twice in ${shown(body.schemas)}`
  }),
  'RFC7644-3.1-03': each(messages, ({ body }) => {
    const other = namesIn(body).find((urn) => !urn.startsWith('urn:ietf:params:scim:api:'))
    return other === undefined ? undefined : `a message names ${other}`
  }),
  'RFC7644-8.2-01': each(messages, ({ body }) => messageName(body)),
  'RFC7644-3.4.2-05': each(indexed, ({ body }) =>
    isCount(body.totalResults) ? undefined : `totalResults is ${shown(body.totalResults)}`,
  ),
  'RFC7644-3.4.2-07': each(filled, ({ body }) =>
    listOf(body.Resources).length > 0
      ? undefined
      : `totalResults is ${shown(body.totalResults)}, Resources is ${shown(body.Resources)}`,
  ),
  'RFC7643-2.3.4-01': each(withCounts, ({ text }) => {
    const odd = COUNT_WITH_FRACTION.exec(text)
    return odd === null ? undefined : `an integer written as ${odd[0]}`
  }),
  'RFC7643-1.1-01': each(documents, ({ body }) => quoted(body)),
  'RFC7643-10.2.1-01': scimUrns,
  'RFC9865-2-02': each(withCursor, ({ body }) => {
    const odd = cursorsIn(body).find((cursor) => !/^[A-Za-z0-9._~-]+$/.test(String(cursor)))
    return odd === undefined ? undefined : `cursor ${shown(odd)}`
  }),
}

interface Placed {
  readonly place: string
  readonly body: Json
}

/** Every answer with content that SCIM code wrote, or should have. */
function bodies({ heard, errors }: Run): Heard[] {
  const refusals = new Set(errors)
  return heard.filter(
    (one) =>
      one.text !== '' && one.method !== 'HEAD' && (isSuccess(one.status) || refusals.has(one)),
  )
}

/** Without those of which only some attributes were asked for (RFC7644-3.9-A03). */
function wholeBodies(run: Run): Heard[] {
  return bodies(run).filter((one) => !isProjected(one))
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

function mediaType({ headers, accept }: Heard): Fault {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (type === 'application/scim+json') return undefined
  const asked = accept.includes('application/json') && !accept.includes('scim+json')
  return asked && type === 'application/json' ? undefined : `content-type is ${type || 'absent'}`
}

/** Answers and resources that must name their schemas: with attributes chosen some may lack them. */
function named(run: Run): Placed[] {
  const listed = run.resources.filter(({ projected }) => !projected)
  const whole = wholeBodies(run).filter(({ method }) => method !== 'DELETE')
  return once([...whole, ...listed.map(placed), ...documents(run)])
}

function placed({ of, body }: Run['resources'][number]): Placed {
  return { place: of.place, body }
}

/** Those with a body, each once: a resource that is the whole answer was met as such. */
function once(all: readonly { place: string; body: Json | undefined }[]): Placed[] {
  const bodies = new Map<Json, Placed>()
  for (const { place, body } of all) if (body !== undefined) bodies.set(body, { place, body })
  return [...bodies.values()]
}

function schemasFault({ schemas }: Json): Fault {
  const good = Array.isArray(schemas) && schemas.length > 0
  return good && schemas.every((urn) => typeof urn === 'string')
    ? undefined
    : `schemas is ${shown(schemas)}`
}

function withSchemas(run: Run): Placed[] {
  const all = once([...run.heard, ...run.resources.map(placed), ...documents(run)])
  return all.filter(({ body }) => Array.isArray(body.schemas))
}

function messages({ lists, errors }: Run): Placed[] {
  return [...lists, ...errors].flatMap(({ place, body }) =>
    body !== undefined && namesIn(body).length > 0 ? [{ place, body }] : [],
  )
}

function messageName(body: Json): Fault {
  const names = namesIn(body)
  const known = [...REGISTERED, ...LATER].map((name) => MESSAGE + name)
  const odd = names.find((urn) => urn.startsWith(MESSAGE) && !known.includes(urn))
  if (odd !== undefined) return `${odd} is no message`
  const wanted = 'Resources' in body || 'totalResults' in body ? LIST : undefined
  return wanted === undefined || names.includes(wanted) ? undefined : `a list names ${names.join()}`
}

/** A query with a cursor may go without a total (RFC 9865 §2). */
function indexed({ lists }: Run): (Heard & Placed)[] {
  return lists.filter((one) => parameterOf(one, 'cursor') === undefined && !hasCursor(one.body))
}

function hasCursor(body: Json): boolean {
  return cursorsIn(body).length > 0
}

function cursorsIn({ nextCursor, previousCursor }: Json): unknown[] {
  return [nextCursor, previousCursor].filter((one) => one !== undefined && one !== null)
}

function withCursor({ lists }: Run): Placed[] {
  return lists.filter(({ body }) => hasCursor(body))
}

/** Pages that must hold something: there are results, and the page is neither beyond them nor of size 0. */
function filled(run: Run): Placed[] {
  return indexed(run).filter((one) => {
    const total = Number(one.body.totalResults)
    const start = Number(parameterOf(one, 'startIndex') ?? 1)
    const count = Number(parameterOf(one, 'count') ?? 1)
    return total > 0 && count > 0 && start <= total
  })
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0
}

const COUNTS = 'totalResults|itemsPerPage|startIndex|maxOperations|maxPayloadSize|maxResults'
const COUNT_WITH_FRACTION = new RegExp(`(?<!\\\\)"(?:${COUNTS})"\\s*:\\s*-?\\d+[.eE][\\deE+-]*`)
const COUNT = new RegExp(`(?<!\\\\)"(?:${COUNTS})"\\s*:\\s*-?\\d`)

function withCounts({ heard }: Run): Heard[] {
  return heard.filter(({ status, text }) => isSuccess(status) && COUNT.test(text))
}

function documents({ heard }: Run): Placed[] {
  return heard
    .filter((one) => isDiscovery(one) && one.status === 200)
    .flatMap((one) => documentsIn(one).map((body) => ({ place: one.place, body })))
}

/** The keyword inside quotation marks of its own, as the RFC prints it. */
function quoted(value: unknown): Fault {
  if (typeof value === 'string') return /^".*"$/s.test(value) ? `the value ${value}` : undefined
  const parts = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []
  return parts.map(quoted).find((fault) => fault !== undefined)
}

const SCIM_URN = /^urn:ietf:params:scim:(schemas|api|param|event):[^:]+(:.+)?$/i

function scimUrns(run: Run): ReturnType<Check> {
  return withSchemas(run).flatMap(({ place, body }) => {
    const urns = [...namesIn(body), ...Object.keys(body), String(body.id)]
    return urns
      .filter((urn) => /^urn:ietf:params:scim/i.test(urn))
      .map((urn) => ({ place, fault: SCIM_URN.test(urn) ? undefined : `${urn} has no such form` }))
  })
}

function isUri(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text)
}
