import assert from 'node:assert/strict'
import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import type { RunningMockOkta } from '../../mock-okta/app.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there.
type Json = any

async function send(okta: RunningMockOkta, method: string, path: string, body?: unknown) {
  const answer = await fetch(okta.url + path, {
    method,
    headers: { authorization: `SSWS ${okta.apiToken}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as Json) }
}

/** Makes calls, each with what the description says of it. */
export class DescribedCaller {
  readonly made = new Set<string>()
  /** What is told of each operation, by method and path. */
  readonly operations: Map<string, Json>
  readonly #okta: RunningMockOkta
  readonly #ajv = addFormats(new Ajv2020({ strict: false }))

  private constructor(okta: RunningMockOkta, document: Json) {
    this.#okta = okta
    this.#ajv.addSchema(document, 'api')
    this.operations = new Map(
      Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
        Object.entries<Json>(methods).map(([method, told]): [string, Json] => [
          `${method.toUpperCase()} ${path}`,
          told,
        ]),
      ),
    )
  }

  static async of(okta: RunningMockOkta): Promise<DescribedCaller> {
    const { body } = await send(okta, 'GET', '/api/v1/scimulate/openapi.json')
    return new DescribedCaller(okta, body)
  }

  /** `ids` stand for the parameters of the path, one after the other. */
  async call(operation: string, ids: readonly string[] = [], body?: unknown, query = '') {
    const told = this.operations.get(operation)
    assert.ok(told, `${operation} is not described`)
    const [method = '', path = ''] = operation.split(' ')
    const left = [...ids]
    const url = path.replace(/\{\w+\}/g, () => left.shift() ?? 'missing') + query
    const [status = ''] = Object.keys(told.responses)
    const takes = told.requestBody?.content['application/json'].schema
    if (body !== undefined && takes !== undefined) this.#fits(operation, takes, body)
    const answer = await send(this.#okta, method, url, body)
    assert.equal(answer.status, Number(status), `${operation}: ${JSON.stringify(answer.body)}`)
    const gives = told.responses[status].content?.['application/json'].schema
    if (gives === undefined) assert.equal(answer.body, undefined, operation)
    else this.#fits(operation, gives, answer.body)
    for (const [name] of new URLSearchParams(query)) {
      const known = (told.parameters ?? []).some(
        (one: Json) => one.in === 'query' && one.name === name,
      )
      assert.ok(known, `${operation} does not tell of ${name}`)
    }
    this.made.add(operation)
    return answer.body
  }

  #fits(operation: string, schema: object, body: unknown): void {
    const validate = this.#ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')),
    )
    assert.ok(validate(body), `${operation}: ${JSON.stringify(validate.errors)}`)
  }
}
