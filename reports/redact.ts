import type { Explored } from './explored.ts'
import type { Exchange, RunRecord } from './run-record.ts'
import { neverReturned } from './secret-attributes.ts'
import type { Judgement } from './verdicts/judgement.ts'
import type { MemberField } from './verdicts/member-changes.ts'

/** Shorter values would blank out innocent text. */
const SHORTEST = 4
const MASK = '***'

const HEADERS = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'x-auth-token',
  'svix-signature',
  'webhook-signature',
])

const MEMBERS = [
  'password',
  'passwd',
  'secret',
  'token',
  'apiToken',
  'api_key',
  'apiKey',
  'bearer_token',
  'next_bearer_token',
  'client_secret',
  'clientSecret',
  'access_token',
  'refresh_token',
  'private_key',
  'privateKey',
]

/** Four letters as one number, the newest in its lowest eight bits. */
function withNext(four: number, text: string, i: number): number {
  return (four << 8) | (text.charCodeAt(i) & 0xff)
}

/** A table of 2 to the power of that has a place for any four letters. */
const PLACES_BITS = 18

/** Few letters share a place by chance. */
function placeOf(four: number): number {
  return Math.imul(four, 0x9e3779b1) >>> (32 - PLACES_BITS)
}

function lettersOf(start: string): number {
  let four = 0
  for (let i = 0; i < start.length; i += 1) four = withNext(four, start, i)
  return four
}

/** Replaces every known secret, in any form it is likely to be written in, by stars. */
export class Mask {
  readonly #byStart = new Map<string, string[]>()
  /** Which beginnings there are at all: most letters of a text are passed over by one look here. */
  readonly #starts = new Uint8Array(2 ** PLACES_BITS)
  readonly #members: RegExp
  readonly #headers: ReadonlySet<string>
  readonly #hidden: ReadonlySet<string>

  constructor(secrets: Iterable<string>, names: readonly string[] = []) {
    for (const form of formsOf(secrets)) {
      const start = form.slice(0, SHORTEST)
      this.#starts[placeOf(lettersOf(start))] = 1
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), form])
    }
    for (const forms of this.#byStart.values()) forms.sort((a, b) => b.length - a.length)
    const members = [...MEMBERS, ...names].map(escapeExpression).join('|')
    this.#members = new RegExp(
      `("(?:${members})"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*"?|-?\\d[\\d.eE+-]*)`,
      'gi',
    )
    this.#hidden = new Set([...MEMBERS, ...names].map((name) => name.toLowerCase()))
    this.#headers = new Set([...HEADERS, ...names.map((name) => name.toLowerCase())])
  }

  /** Text with every secret value masked. */
  text(text: string): string {
    if (this.#byStart.size === 0) return text
    let out = ''
    let copied = 0
    let four = 0
    for (let i = 0; i < text.length; i += 1) {
      four = withNext(four, text, i)
      if (this.#starts[placeOf(four)] === 0) continue
      const start = i - SHORTEST + 1
      if (start < copied) continue
      const found = this.#formAt(text, start)
      if (found === undefined) continue
      out += text.slice(copied, start) + MASK
      copied = start + found.length
    }
    return copied === 0 ? text : out + text.slice(copied)
  }

  #formAt(text: string, start: number): string | undefined {
    const forms = this.#byStart.get(text.slice(start, start + SHORTEST))
    return forms?.find((form) => text.startsWith(form, start))
  }

  /** A body: secret values, and the values of members that are secret by their name. */
  body(text: string): string {
    // A member has a name in quotes: most texts of a run have none, and there are a million of them.
    return this.text(text.includes('"') ? text.replace(this.#members, `$1"${MASK}"`) : text)
  }

  headers(headers: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, this.#header(name, String(value))]),
    )
  }

  exchange(exchange: Exchange): Exchange {
    const { request, response, error } = exchange
    return {
      ...exchange,
      request: {
        ...request,
        url: this.text(request.url),
        headers: this.headers(request.headers),
        body: request.body === null ? null : this.body(request.body),
      },
      response: response && {
        ...response,
        headers: this.headers(response.headers),
        body: this.body(response.body),
      },
      error: error === null ? null : this.text(error),
    }
  }

  /** A value found at this path, as JSON text: masked when any name on the way there is a secret's. */
  at(path: string, value: string | null): string | null {
    const hidden = path.split('.').some((name) => this.#hidden.has(name.toLowerCase()))
    return value !== null && hidden ? MASK : value
  }

  /** Plain data with every string in it masked; keys are left, and what holds no secret is not copied. */
  deep<T>(value: T): T {
    return this.#walk(value) as T
  }

  #walk(value: unknown): unknown {
    if (typeof value === 'string') return this.body(value)
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return this.#walkAll(value)
    const from = value as Record<string, unknown>
    let copy: Record<string, unknown> | undefined
    for (const key of Object.keys(from)) {
      const item = from[key]
      const masked = this.#walk(item)
      if (masked === item) continue
      copy ??= { ...from }
      copy[key] = masked
    }
    return copy ?? value
  }

  #walkAll(items: readonly unknown[]): readonly unknown[] {
    let copy: unknown[] | undefined
    for (const [i, item] of items.entries()) {
      const masked = this.#walk(item)
      if (masked === item) continue
      copy ??= [...items]
      copy[i] = masked
    }
    return copy ?? items
  }

  /** What stands for the token in an authorization header stays: it says which scheme was used. */
  #header(name: string, value: string): string {
    const lower = name.toLowerCase()
    if (!this.#headers.has(lower)) return this.text(value)
    if (lower !== 'authorization') return MASK
    if (/^(?:\w+ )?\$SCIM_TOKEN$/.test(value)) return value
    const scheme = /^(Bearer|Basic|SSWS|Digest) /i.exec(value)?.[1]
    return scheme === undefined ? '$SCIM_TOKEN' : `${scheme} $SCIM_TOKEN`
  }
}

/** The record with nothing secret left in it: the last gate before anything is written. */
export function redactRecord(record: RunRecord): RunRecord {
  const names = [...(record.secretNames ?? []), ...neverReturned(record.exchanges)]
  const mask = new Mask(record.secrets ?? [], names)
  return {
    ...record,
    judgement: withoutHidden(mask.deep(record.judgement), mask),
    envelopes: mask.deep(record.envelopes),
    exchanges: record.exchanges.map((exchange) => mask.exchange(exchange)),
    run: mask.deep(record.run),
    target: mask.deep(record.target),
    leftovers: mask.deep(record.leftovers),
    ...(record.explored === undefined ? {} : { explored: exploredWithout(record.explored, mask) }),
    secrets: [],
  }
}

/** Exchanges have headers and members that are secret by their name; the rest is text. */
function exploredWithout({ findings, ...rest }: Explored, mask: Mask): Explored {
  return {
    ...rest,
    command: mask.text(rest.command),
    findings: findings.map(({ steps, ...finding }) => ({
      ...mask.deep(finding),
      steps: steps.map(({ text, exchanges }) => ({
        text: mask.text(text),
        exchanges: exchanges.map((exchange) => mask.exchange(exchange)),
      })),
    })),
  }
}

/** Members of a product are told leaf by leaf: there the name of a secret stands apart from its value. */
function withoutHidden(judgement: Judgement, mask: Mask): Judgement {
  const cleaned = (field: MemberField): MemberField => ({
    path: field.path,
    was: mask.at(field.path, field.was),
    is: mask.at(field.path, field.is),
  })
  const scenarios = judgement.scenarios.map((scenario) => ({
    ...scenario,
    steps: scenario.steps.map((step) => ({
      ...step,
      members: step.members.map((one) => ({ ...one, fields: one.fields.map(cleaned) })),
    })),
  }))
  return { ...judgement, scenarios }
}

/** As it is, in a URL, inside JSON, and in base64, where the place in a longer text shifts it. */
function formsOf(secrets: Iterable<string>): Set<string> {
  const forms = new Set<string>()
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue
    forms.add(secret)
    forms.add(encodeURIComponent(secret))
    forms.add(JSON.stringify(secret).slice(1, -1))
    for (const form of base64Forms(secret)) if (form.length >= 8) forms.add(form)
  }
  return forms
}

/** Base64 of a text that holds the secret: the whole groups of four that only the secret decides. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2].map((shift) => {
    const bytes = Buffer.from('\0'.repeat(shift) + secret)
    const text = bytes.toString('base64')
    return text.slice(shift === 0 ? 0 : 4, Math.floor(bytes.length / 3) * 4)
  })
}

function escapeExpression(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
