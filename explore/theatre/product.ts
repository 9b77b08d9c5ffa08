import type { Dispatcher } from 'undici'
import type { ReferenceTarget } from '../../steps/support/run-parameters.ts'
import type { Json } from '../model/json.ts'

/** The product's API of our own server, as a customer's program calls it. */
export class Product {
  readonly #dispatcher: Dispatcher
  readonly #target: ReferenceTarget
  readonly #authorization: string

  constructor(dispatcher: Dispatcher, target: ReferenceTarget) {
    this.#dispatcher = dispatcher
    this.#target = target
    const credentials = Buffer.from(`${target.projectId}:${target.secret}`).toString('base64')
    this.#authorization = `Basic ${credentials}`
  }

  async post(path: string, body: object): Promise<Json> {
    const { statusCode, body: answer } = await this.#dispatcher.request({
      origin: this.#target.url,
      path,
      method: 'POST',
      headers: { authorization: this.#authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (statusCode !== 200) throw new Error(`POST ${path} was answered with ${statusCode}: ${text}`)
    return JSON.parse(text) as Json
  }
}
