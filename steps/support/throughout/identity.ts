import { type Checks, each, type Fault, type Look } from './check.ts'
import { asObject, type Json, shown } from './json.ts'
import type { Representation, Run } from './run.ts'

const alone = ({ resources }: Run) => resources.filter((one) => one.alone)
const created = (run: Run) => alone(run).filter(({ of }) => of.status === 201)
const withMeta = (name: string) => (run: Run) =>
  run.resources.filter((one) => metaOf(one.body)[name] !== undefined)

/** Ids, addresses, times and versions of resources (RFC 7643 §3.1, RFC 7644 §3.14). */
export const IDENTITY_CHECKS: Checks = {
  'RFC7643-3.1-05': uniqueIds,
  'RFC7643-3.1-06': idsGivenOnce,
  'RFC7643-3.1-08': each(withId, ({ body: { id } }) =>
    /bulkId/i.test(String(id)) ? `id is ${shown(id)}` : undefined,
  ),
  'RFC7643-3.1-21': each(withMeta('resourceType'), ({ body }, { published }) => {
    const { resourceType } = metaOf(body)
    return published.types.some(({ name }) => name === resourceType)
      ? undefined
      : `resourceType is ${shown(resourceType)}`
  }),
  'RFC7643-3.1-22': createdOnce,
  'RFC7643-3.1-23': createdAsModified,
  'RFC7643-3.1-24': each(withMeta('lastModified'), ({ body }) => {
    const { created: from, lastModified: to } = metaOf(body)
    return Date.parse(String(to)) < Date.parse(String(from))
      ? `lastModified ${shown(to)} is before created ${shown(from)}`
      : undefined
  }),
  'RFC7643-3.1-25': each(withMeta('location'), ({ body }) => {
    const { location } = metaOf(body)
    return lastSegment(String(location)) === body.id
      ? undefined
      : `location is ${shown(location)}, id ${shown(body.id)}`
  }),
  'RFC7643-3.1-26': each(withHeader('content-location'), (one) =>
    sameAddress(one, 'content-location'),
  ),
  'RFC7644-3.3-09': each(createdAnswers, ({ headers }) =>
    headers.location ? undefined : 'no Location header',
  ),
  'RFC7644-3.3-10': each(
    (run) => created(run).filter(({ projected }) => !projected),
    (one) => sameAddress(one, 'location'),
  ),
  'RFC7643-3.1-27': each(withBothVersions, sameVersion),
  'RFC7644-3.14-04': each(withBothVersions, sameVersion),
  'RFC7643-3.1-30': each(withMeta('version'), ({ body }) => tagFault(metaOf(body).version)),
  'RFC7644-3.14-02': each(
    (run) => alone(run).filter(({ of }) => of.method === 'GET' && of.segments[0] !== 'Me'),
    ({ of }) => tagFault(of.headers.etag),
  ),
  'RFC7644-3.14-03': each(
    ({ resources }) => resources.filter(({ projected }) => !projected),
    ({ body }) => (metaOf(body).version === undefined ? 'no meta.version' : undefined),
  ),
}

function metaOf({ meta }: Json): Json {
  return asObject(meta) ?? {}
}

/** One without an id has a fault of its own (RFC7643-3.1-04), and is no other's namesake. */
const hasId = ({ body }: Representation) => typeof body.id === 'string'

function withId({ resources }: Run): Representation[] {
  return resources.filter(hasId)
}

/** No id belongs to two resources: not to a user and a group, and not twice to one list. */
function uniqueIds(run: Run): Look[] {
  const owners = new Map<string, string>()
  const inList = new Set<string>()
  return withId(run).map(({ of, body, type, alone }) => {
    const key = `${of.base} ${String(body.id)}`
    const owner = owners.get(key) ?? type?.name ?? ''
    owners.set(key, owner)
    const listed = `${of.place} ${key}`
    const twice = !alone && inList.has(listed)
    inList.add(listed)
    if (twice) return { place: of.place, fault: `the id ${shown(body.id)} twice in one list` }
    return {
      place: of.place,
      fault:
        type === undefined || owner === type.name
          ? undefined
          : `the id ${shown(body.id)} belongs to a ${owner} and to a ${type.name}`,
    }
  })
}

/** A new resource of another name gets an id that no resource of this run had before. */
function idsGivenOnce(run: Run): Look[] {
  const names = new Map<string, string>()
  return created(run)
    .filter(hasId)
    .map(({ of, body }) => {
      const key = `${of.base} ${of.segments[0]} ${String(body.id)}`
      const name = String(body.userName ?? body.displayName ?? '').toLowerCase()
      const before = names.get(key)
      names.set(key, name)
      const again = before !== undefined && before !== name
      return { place: of.place, fault: again ? `the id of ${before} again` : undefined }
    })
}

const TOLERANCE_MS = 5 * 60_000

/** The time of creation is near the clock of the answer that tells it, and never another later. */
/** A create begins anew: the id may be that of somebody deleted (RFC7644-3.6-A02). */
const isCreate = ({ method, status }: Representation['of']) => method === 'POST' && status === 201

function createdOnce(run: Run): Look[] {
  const first = new Map<string, number>()
  return withMeta('created')(run).map((one) => {
    const { of, body } = one
    const text = metaOf(body).created
    const time = Date.parse(String(text))
    const key = `${of.base} ${of.segments[0]} ${String(body.id)}`
    const before = (hasId(one) && !isCreate(of) ? first.get(key) : undefined) ?? time
    first.set(key, before)
    const now = Date.parse(of.headers.date ?? '')
    const far = !run.clockMoved && of.status === 201 && Math.abs(now - time) > TOLERANCE_MS
    if (Number.isNaN(time)) return { place: of.place, fault: `created is ${shown(text)}` }
    if (far)
      return { place: of.place, fault: `created ${shown(text)}, answered ${of.headers.date}` }
    const moved = Math.abs(before - time) >= 1000
    return { place: of.place, fault: moved ? `created moved to ${shown(text)}` : undefined }
  })
}

const ALMOST = {
  requirement: 'RFC7643-3.1-A02',
  observed: 'differ by less than a second',
} as const

function createdAsModified(run: Run): Look[] {
  return created(run)
    .filter(({ body }) => metaOf(body).created && metaOf(body).lastModified)
    .map(({ of, body }) => {
      const { created: from, lastModified: to } = metaOf(body)
      const apart = Math.abs(Date.parse(String(from)) - Date.parse(String(to)))
      if (apart > 0 && apart < 1000) return { place: of.place, observed: ALMOST }
      const fault = apart === 0 ? undefined : `created ${shown(from)}, lastModified ${shown(to)}`
      return { place: of.place, fault }
    })
}

function withHeader(name: string): (run: Run) => Representation[] {
  return (run) =>
    alone(run).filter(
      ({ of, body }) => of.headers[name] !== undefined && metaOf(body).location !== undefined,
    )
}

/** Answers to a create that made something; a search is no create. */
function createdAnswers({ heard }: Run): Run['heard'] {
  return heard.filter(
    ({ method, status, segments }) =>
      method === 'POST' && status === 201 && segments.length === 1 && segments[0] !== 'Bulk',
  )
}

/** Two addresses are one when they resolve to one: a relative one is read from the base URL. */
function sameAddress({ of, body }: Representation, header: string): Fault {
  const { location } = metaOf(body)
  const text = of.headers[header]
  const root = `${of.base.replace(/\/+$/, '')}/`
  const resolved = (one: unknown) =>
    typeof one === 'string' && URL.canParse(one, root) ? new URL(one, root).href : undefined
  return resolved(text) !== undefined && resolved(text) === resolved(location)
    ? undefined
    : `${header} is ${shown(text)}, meta.location ${shown(location)}`
}

function lastSegment(location: string): string {
  const last = location.split(/[?#]/)[0]?.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

function withBothVersions(run: Run): Representation[] {
  return alone(run).filter(
    ({ of, body }) => of.headers.etag !== undefined && metaOf(body).version !== undefined,
  )
}

function sameVersion({ of, body }: Representation): Fault {
  const { version } = metaOf(body)
  return of.headers.etag === version
    ? undefined
    : `ETag is ${shown(of.headers.etag)}, meta.version ${shown(version)}`
}

function tagFault(tag: unknown): Fault {
  return typeof tag === 'string' && /^(W\/)?"[^"]*"$/.test(tag)
    ? undefined
    : `${shown(tag)} is no entity tag`
}
