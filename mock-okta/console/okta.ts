import { Refused } from '../../web/refused.ts'

/** A call of the management API. */
export type Call = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
) => Promise<{ readonly status: number; readonly body: unknown }>

/** The management API as the console uses it: what it refuses is told in Okta's words. */
export class Okta {
  readonly #call: Call

  constructor(call: Call) {
    this.#call = call
  }

  async get<T>(path: string): Promise<T> {
    return (await this.#done('GET', path)) as T
  }

  async post<T = unknown>(path: string, body: object = {}): Promise<T> {
    return (await this.#done('POST', path, body)) as T
  }

  async put<T = unknown>(path: string, body: object = {}): Promise<T> {
    return (await this.#done('PUT', path, body)) as T
  }

  async patch<T = unknown>(path: string, body: object): Promise<T> {
    return (await this.#done('PATCH', path, body)) as T
  }

  async delete(path: string): Promise<void> {
    await this.#done('DELETE', path)
  }

  /** Whether the API has such a path; asked with a request that it refuses. */
  async has(method: 'POST', path: string): Promise<boolean> {
    return (await this.#call(method, path, {})).status !== 404
  }

  async #done(method: Parameters<Call>[0], path: string, body?: object): Promise<unknown> {
    const answer = await this.#call(method, path, body)
    if (answer.status < 400) return answer.body
    throw new Refused(reasonIn(answer.body), answer.status)
  }
}

/** Okta says the cause in a list below its summary. */
function reasonIn(body: unknown): string {
  const { errorSummary, errorCauses, error } = (body ?? {}) as {
    errorSummary?: string
    errorCauses?: readonly { errorSummary?: string }[]
    error?: string
  }
  return errorCauses?.[0]?.errorSummary ?? errorSummary ?? error ?? 'Okta refused it.'
}
