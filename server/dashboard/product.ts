import { Refused } from '../../web/refused.ts'

/** A call of the product API. */
export type Call = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
) => Promise<{ readonly status: number; readonly body: unknown }>

/** The product API as the dashboard uses it: what it refuses is told in its own words. */
export class Product {
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

  async delete(path: string): Promise<void> {
    await this.#done('DELETE', path, {})
  }

  async #done(method: Parameters<Call>[0], path: string, body?: object): Promise<unknown> {
    const answer = await this.#call(method, path, body)
    if (answer.status < 400) return answer.body
    const { error_message: message } = (answer.body ?? {}) as { error_message?: string }
    throw new Refused(message ?? 'The product refused it.', answer.status)
  }
}
