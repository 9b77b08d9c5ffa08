import type { Dispatcher } from 'undici'
import { joinUrl } from '../support/recorder/scim-path.ts'
import type { Capability } from '../support/run-parameters.ts'

/** The target cannot be checked at all: nothing listens there, or it refuses our credentials. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

interface Access {
  readonly baseUrl: string
  /** None for a request without authorization. */
  readonly token?: string
}

interface Probed {
  readonly status: number
  readonly body: Record<string, unknown>
}

/** Flags of ServiceProviderConfig, each `{supported: boolean}` there. */
const ADVERTISED = ['patch', 'bulk', 'filter', 'sort', 'etag', 'changePassword'] as const

/**
 * Finds out what a target can do before the first scenario.
 * Throws `Unreachable` when it does not answer as a SCIM service that knows us.
 */
export async function probe(dispatcher: Dispatcher, access: Access): Promise<Capability[]> {
  const config = await get(dispatcher, access, '/ServiceProviderConfig')
  const users = await get(dispatcher, access, '/Users?startIndex=1&count=1')
  if (users.status === 401 || users.status === 403) {
    throw new Unreachable(`the target refused the token: GET /Users answered ${users.status}`)
  }
  if (users.status === 404 && config.status === 404) {
    throw new Unreachable(
      `no SCIM service at ${access.baseUrl}: /Users and /ServiceProviderConfig both answered 404`,
    )
  }
  const types = await get(dispatcher, access, '/ResourceTypes')
  const anonymous = await get(
    dispatcher,
    { baseUrl: access.baseUrl },
    '/Users?startIndex=1&count=1',
  )
  return [
    {
      flag: 'auth-required',
      value: anonymous.status === 401 || anonymous.status === 403,
      source: `GET /Users without a token answered ${anonymous.status}`,
    },
    indexPaging(config),
    ...ADVERTISED.map((flag) => advertised(flag, config)),
    ...(await Promise.all([
      offered(dispatcher, access, 'users', 'User', '/Users', types),
      offered(dispatcher, access, 'groups', 'Group', '/Groups', types),
    ])),
  ]
}

function advertised(flag: string, { status, body }: Probed): Capability {
  if (status !== 200) {
    const source = `GET /ServiceProviderConfig answered ${status}: taken as supported`
    return { flag, value: true, source }
  }
  const value = (body[flag] as { supported?: unknown } | undefined)?.supported
  return {
    flag,
    value: value === true,
    source: `ServiceProviderConfig: ${flag}.supported is ${value}`,
  }
}

/** Paging by index is there unless the target says that it is not (RFC 9865). */
function indexPaging({ body }: Probed): Capability {
  const value = (body.pagination as { index?: unknown } | undefined)?.index !== false
  const source = value
    ? 'the default: pagination.index is not false'
    : 'ServiceProviderConfig: pagination.index is false'
  return { flag: 'index', value, source }
}

/** A type is there when ResourceTypes lists it or, failing that, when its endpoint answers. */
async function offered(
  dispatcher: Dispatcher,
  access: Access,
  flag: string,
  name: string,
  endpoint: string,
  types: Probed,
): Promise<Capability> {
  const listed = Array.isArray(types.body.Resources) ? types.body.Resources : []
  const found = listed.some((type: { name?: unknown } | null) => type?.name === name)
  if (found) return { flag, value: true, source: `ResourceTypes lists ${name}` }
  const { status } = await get(dispatcher, access, `${endpoint}?startIndex=1&count=1`)
  return { flag, value: status === 200, source: `GET ${endpoint} answered ${status}` }
}

async function get(dispatcher: Dispatcher, access: Access, path: string): Promise<Probed> {
  const url = new URL(joinUrl(access.baseUrl, path))
  try {
    const { statusCode, body } = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: {
        accept: 'application/scim+json',
        ...(access.token === undefined ? {} : { authorization: `Bearer ${access.token}` }),
      },
      headersTimeout: 30_000,
    })
    return { status: statusCode, body: objectIn(await body.text()) }
  } catch (error) {
    throw new Unreachable(`cannot reach ${url.origin}: ${reasonOf(error)}`)
  }
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused; is the server running?',
  ENOTFOUND: 'the name does not resolve',
  UND_ERR_CONNECT_TIMEOUT: 'no connection within 10 seconds',
  UND_ERR_HEADERS_TIMEOUT: 'no answer within 30 seconds',
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  return REASONS[code ?? ''] ?? message ?? String(error)
}
