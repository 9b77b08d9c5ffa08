import { Refused } from './refused.ts'

/** A call of the API behind a site; `host` is what the visitor knows it by, where the answer depends on that. */
export type Call = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  host?: string,
) => Promise<{ readonly status: number; readonly body: unknown }>

/** The API as a site uses it: what it refuses is thrown, in its own words. */
export class ApiClient {
  protected readonly call: Call
  readonly #reasonIn: (body: unknown) => string

  /** `reasonIn` finds the words in the body of a refusal. */
  constructor(call: Call, reasonIn: (body: unknown) => string) {
    this.call = call
    this.#reasonIn = reasonIn
  }

  async get<T>(path: string): Promise<T> {
    return (await this.#done('GET', path)) as T
  }

  async post<T = unknown>(path: string, body: object = {}): Promise<T> {
    return (await this.#done('POST', path, body)) as T
  }

  async put<T = unknown>(path: string, body: object = {}, host?: string): Promise<T> {
    return (await this.#done('PUT', path, body, host)) as T
  }

  async patch<T = unknown>(path: string, body: object): Promise<T> {
    return (await this.#done('PATCH', path, body)) as T
  }

  async delete(path: string): Promise<void> {
    await this.#done('DELETE', path)
  }

  async #done(...[method, path, given, host]: Parameters<Call>): Promise<unknown> {
    const { status, body } = await this.call(method, path, given, host)
    if (status < 400) return body
    throw new Refused(this.#reasonIn(body), status)
  }
}
