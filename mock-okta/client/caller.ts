import { AssertionError } from 'node:assert'
import type { ScimExchange } from '../scim/exchange.ts'

export type Json = Record<string, unknown>

export type Call = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
) => Promise<{ readonly status: number; readonly body: unknown }>

/** Calls the management API in-process; what is refused is thrown in Okta's words. */
export class Caller {
  readonly #call: Call

  constructor(call: Call) {
    this.#call = call
  }

  async do(...[method, path, given]: Parameters<Call>): Promise<Json> {
    const { status, body } = await this.#call(method, path, given)
    const fields = typeof body === 'object' && body !== null ? (body as Json) : {}
    if (status >= 300) throw new Error(refusal(`${method} ${path}`, status, fields))
    return fields
  }
}

function refusal(what: string, status: number, body: Json): string {
  const causes = Array.isArray(body.errorCauses) ? (body.errorCauses as Json[]) : []
  const why = causes.map(({ errorSummary }) => String(errorSummary)).join('; ')
  const summary = `${String(body.errorCode)} ${String(body.errorSummary)}`
  return `Okta refused ${what}: ${status} ${summary}${why === '' ? '' : ` (${why})`}`
}

/** Fails a test with a sentence, and with what was sent beneath it. */
export function fail(sentence: string, sent: readonly ScimExchange[]): never {
  const lines = sent.slice(-20).map((exchange) => `  ${shown(exchange)}`)
  const list = lines.length === 0 ? 'Nothing was sent.' : `Sent:\n${lines.join('\n')}`
  throw new AssertionError({ message: `${sentence}\n${list}`, stackStartFn: fail })
}

function shown({ request, response, error }: ScimExchange): string {
  const { pathname, search } = new URL(request.url)
  const answer = response === null ? (error ?? 'no answer') : String(response.status)
  const body = request.body === null ? '' : ` ${request.body}`
  return `${request.method} ${pathname}${decodeURIComponent(search)} → ${answer}${body}`
}
