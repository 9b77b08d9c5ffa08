import assert from 'node:assert/strict'
import { Agent } from 'node:http'
import supertest, { type Response } from 'supertest'
import { GATEWAY } from './recorder/gateway.ts'

/** The target did not answer, or not in a way that can be read: an ERROR of the run, not a finding. */
export class TargetError extends Error {
  override readonly name = 'TargetError'
}

export interface Answer {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly text: string
  /** The parsed JSON body; undefined when there is none. */
  readonly body: unknown
}

export interface HttpOptions {
  readonly gateway: string
  readonly baseUrl: string
  readonly scenario: string
  readonly headers: Readonly<Record<string, string>>
}

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'

const TIMEOUT = { response: 30_000, deadline: 60_000 }
const LARGEST_ANSWER = 32_000_000

/** The way to the gateway stays open; superagent would take a new connection for each request. */
const KEPT = new Agent({ keepAlive: true })

/** One conversation over HTTP: a base URL, the headers every request carries, and nothing followed. */
export class Http {
  readonly #options: HttpOptions

  constructor(options: HttpOptions) {
    this.#options = options
  }

  /** The same conversation with other headers, or elsewhere; `undefined` leaves a header out. */
  with(headers: Readonly<Record<string, string | undefined>>, baseUrl?: string): Http {
    const merged = Object.entries({ ...this.#options.headers, ...headers })
    return new Http({
      ...this.#options,
      ...(baseUrl === undefined ? {} : { baseUrl }),
      headers: Object.fromEntries(
        merged.filter((pair): pair is [string, string] => pair[1] !== undefined),
      ),
    })
  }

  async send(method: Method, path: string, body?: unknown): Promise<Answer> {
    const { gateway, baseUrl, scenario, headers } = this.#options
    const verb = method.toLowerCase() as Lowercase<Method>
    const pending = supertest(gateway)
      [verb](path)
      .set({ [GATEWAY.base]: baseUrl, [GATEWAY.scenario]: scenario, ...headers })
      .agent(KEPT)
      .redirects(0)
      .timeout(TIMEOUT)
      .maxResponseSize(LARGEST_ANSWER)
      .buffer(true)
      .serialize(asItIs)
      .parse(asText)
      .ok(() => true)
    const response = await (body === undefined ? pending : pending.send(serialised(body))).catch(
      (error: Error) => {
        throw new TargetError(`${method} ${path}: ${error.message}`)
      },
    )
    return answerOf(method, path, response)
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path)
  }
}

/** As bytes, so that nobody invents a Content-Type for a text without one. */
function serialised(body: unknown): Buffer {
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
}

/** The bytes are made already. */
const asItIs = (body: unknown): string => body as string

type Parser = Parameters<supertest.Test['parse']>[0]

/** Every body arrives as text, whatever its media type, so that a wrong one can be judged. */
const asText: Parser = (response, done) => {
  const chunks: Buffer[] = []
  response.on('data', (chunk: Buffer | string) => chunks.push(Buffer.from(chunk)))
  response.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')))
}

function answerOf(method: string, path: string, response: Response): Answer {
  const failure = response.headers[GATEWAY.error]
  if (failure !== undefined)
    throw new TargetError(`${method} ${path}: ${decodeURIComponent(failure)}`)
  const text = typeof response.body === 'string' ? response.body : ''
  return {
    method,
    path,
    status: response.status,
    headers: response.headers as Record<string, string | undefined>,
    text,
    body: jsonOf(text),
  }
}

function jsonOf(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}

/** The body as an object; a body that is none fails the step with what came instead. */
export function objectIn(answer: Answer): Record<string, unknown> {
  const { method, path, status, text, body } = answer
  assert.ok(
    typeof body === 'object' && body !== null && !Array.isArray(body),
    `${method} ${path} answered ${status} without a JSON object: ${text.slice(0, 300) || '(empty)'}`,
  )
  return body as Record<string, unknown>
}

/** Fails unless the status is the one expected, and then shows what the server said. */
export function expectStatus(answer: Answer, ...expected: number[]): void {
  assert.ok(
    expected.includes(answer.status),
    `${answer.method} ${answer.path}: expected ${expected.join(' or ')}, got ${answer.status} ${answer.text.slice(0, 500)}`,
  )
}
