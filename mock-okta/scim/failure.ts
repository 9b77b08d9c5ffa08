import { lookup } from 'node:dns/promises'
import { STATUS_CODES } from 'node:http'
import { isIP, isIPv6 } from 'node:net'

/** A SCIM request that did not do what Okta wanted, with the text that an admin gets to see. */
export class Failure extends Error {
  override readonly name = 'Failure'
  /** The status of the answer; undefined when there was none. */
  readonly status: number | undefined
  /** Seconds that a 429 asked to wait, when it said so in whole seconds. */
  readonly retryAfter: number | undefined

  constructor(message: string, status?: number, retryAfter?: number) {
    super(message)
    this.status = status
    this.retryAfter = retryAfter
  }

  /** The same failure, told as part of a larger operation; the mark stands between the two. */
  within(operation: string, mark = ': '): Failure {
    return new Failure(`${operation}${mark}${this.message}`, this.status, this.retryAfter)
  }
}

/** A group that is to be changed could not be read. */
export class UnreadGroup extends Failure {
  readonly id: string

  constructor({ message, status, retryAfter }: Failure, id: string) {
    super(message, status, retryAfter)
    this.id = id
  }
}

/** `<reason phrase>. Errors reported by remote server: <detail>` */
export function refusalText(status: number, body: string): string {
  const reason = STATUS_CODES[status] ?? `HTTP ${status}`
  return `${reason}. Errors reported by remote server: ${detailIn(body)}`
}

/** The SCIM error's detail; of a body that is no JSON, what Okta's JSON reader says of it. */
function detailIn(body: string): string {
  if (body.trim() === '') return ''
  try {
    const value: unknown = JSON.parse(body)
    const detail = (value as { detail?: unknown } | null)?.detail
    return typeof detail === 'string' ? detail : ''
  } catch {
    return `Invalid JSON: ${complaint(body.trimStart())}`
  }
}

function complaint(body: string): string {
  const word = /^[A-Za-z]+/.exec(body)?.[0]
  if (word !== undefined) {
    return `Unrecognized token '${word}': was expecting ('true', 'false' or 'null') at [Source: java.io.StringReader@4c76ba04; line: 1, column: ${word.length + 1}]`
  }
  const char = body[0] ?? ''
  return `Unexpected character ('${char}' (code ${char.charCodeAt(0)})): expected a valid value (number, String, array, object, 'true', 'false' or 'null') at [Source: java.io.StringReader@4c76ba04; line: 1, column: 2]`
}

/** What Okta's HTTP client says of a connection that did not come about. */
export async function connectionText(url: URL, error: unknown): Promise<string> {
  const { code } = error as { code?: string }
  switch (code) {
    case 'ECONNREFUSED':
      return `${await placeOf(url)}: Connection refused (Connection refused)`
    case 'UND_ERR_CONNECT_TIMEOUT':
      return `${await placeOf(url)}: Connect timed out`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${url.hostname}: Name or service not known`
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return 'Read timed out'
    default:
      return String((error as Error).message ?? error)
  }
}

/** Where somebody tried to connect: the host, and each of its addresses as Java writes them. */
async function placeOf({ hostname, port, protocol }: URL): Promise<string> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const found = await lookup(host, { all: true, order: 'ipv4first' }).catch(() => [])
  // An address that was typed has no name before its slash.
  const name = isIP(host) === 0 ? host : ''
  const addresses = found.map(
    ({ address }) => `${name}/${isIPv6(address) ? long(address) : address}`,
  )
  const at = port || (protocol === 'https:' ? '443' : '80')
  return `Connect to ${hostname}:${at} [${addresses.join(', ')}] failed`
}

/** An IPv6 address with all of its groups: `0:0:0:0:0:0:0:1`. */
function long(address: string): string {
  const [before = '', after] = address.split('::').map((part) => part.split(':').filter(Boolean))
  if (after === undefined) return address
  const zeros = Array<string>(8 - before.length - after.length).fill('0')
  return [...before, ...zeros, ...after].join(':')
}
