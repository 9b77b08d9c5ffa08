import type { Dispatcher } from 'undici'
import { joinUrl } from '../support/recorder/scim-path.ts'
import type { Findings, Probed } from './published.ts'

/** The target cannot be checked at all: nothing listens there, or it refuses our credentials. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

export interface Access {
  readonly baseUrl: string
  readonly token: string
}

export interface HowWeCome {
  readonly bearer: boolean
  readonly secondToken: boolean
  /** Tenants have addresses of their own. */
  readonly tenants?: boolean
  /** Nothing but GET may be sent. */
  readonly readOnly: boolean
  /** An id that names nobody. */
  readonly unused: string
}

const NOT_ASKED: Probed = { status: 0, body: {} }
const TIMEOUT_MS = 30_000

/**
 * Asks a target what it is before the first scenario; nothing is created.
 * Throws `Unreachable` when it does not answer as a SCIM service that knows us.
 */
export async function probe(
  dispatcher: Dispatcher,
  access: Access,
  { bearer, secondToken, tenants = false, readOnly, unused }: HowWeCome,
): Promise<Findings> {
  const ask = (path: string, options?: Partial<Question>) =>
    send(dispatcher, access, { path, method: 'GET', ...options })
  const config = await ask('/ServiceProviderConfig')
  const users = await ask('/Users?startIndex=1&count=1')
  requireService(access, config, users)
  const filter = encodeURIComponent('emails[type eq "work"]')
  return {
    baseUrl: access.baseUrl,
    config,
    users,
    everybody: await ask('/Users'),
    types: await ask('/ResourceTypes'),
    schemas: await ask('/Schemas'),
    groups: await ask('/Groups?startIndex=1&count=1'),
    anonymous: await ask('/Users?startIndex=1&count=1', { anonymous: true }),
    me: await ask('/Me'),
    root: await ask('?startIndex=1&count=1'),
    valuePath: await ask(`/Users?filter=${filter}&count=1`),
    secret: await ask(`/Users?filter=${encodeURIComponent('password eq "scimulate"')}&count=1`),
    search: readOnly ? NOT_ASKED : await ask('/Users/.search', { method: 'POST', body: SEARCH }),
    patch: readOnly ? NOT_ASKED : await ask(`/Users/${unused}`, { method: 'PATCH', body: PATCH }),
    bearer,
    secondToken,
    tenants,
  }
}

/** Sent to an id that names nobody: 404 says that PATCH is there, 501 or 405 that it is not. */
const PATCH = JSON.stringify({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [{ op: 'replace', value: { active: true } }],
})

const SEARCH = JSON.stringify({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
  startIndex: 1,
  count: 1,
})

function requireService({ baseUrl }: Access, config: Probed, users: Probed): void {
  if (users.status === 401 || users.status === 403) {
    throw new Unreachable(`the target refused the token: GET /Users answered ${users.status}`)
  }
  if (users.status === 404 && config.status === 404) {
    throw new Unreachable(
      `no SCIM service at ${baseUrl}: /Users and /ServiceProviderConfig below it both answered 404`,
    )
  }
}

interface Question {
  readonly path: string
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly body?: string
  readonly anonymous?: boolean
}

async function send(dispatcher: Dispatcher, access: Access, question: Question): Promise<Probed> {
  const url = new URL(joinUrl(access.baseUrl, question.path))
  try {
    const { statusCode, body } = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: question.method,
      headers: {
        accept: 'application/scim+json',
        ...(question.body === undefined ? {} : { 'content-type': 'application/scim+json' }),
        ...(question.anonymous ? {} : { authorization: `Bearer ${access.token}` }),
      },
      body: question.body ?? null,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
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
  UND_ERR_BODY_TIMEOUT: 'no whole answer within 30 seconds',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed: give --ca, or --insecure',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not signed by a known authority: give --ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not signed by a known authority: give --ca',
  CERT_HAS_EXPIRED: 'its certificate has expired',
}

/** Why a connection failed, in words that say what to do where there is something. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  return REASONS[code ?? ''] ?? message ?? String(error)
}
