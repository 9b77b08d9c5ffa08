import { OktaError } from '../okta-error.ts'

export type Matches = (candidate: object) => boolean

const TOKEN = /\s*(?:([()])|"((?:[^"\\]|\\.)*)"|([^\s()"]+))/gy
const OPERATORS = new Set(['eq', 'ne', 'sw', 'ew', 'co', 'gt', 'ge', 'lt', 'le'])

interface Token {
  readonly kind: 'paren' | 'text' | 'word'
  readonly value: string
}

/**
 * Reads an Okta `filter` or `search`: comparisons of dotted paths with quoted values, joined by `and`,
 * `or` and `not`. Only the attributes that a resource offers may be named; text compares without case.
 */
export function expression(text: string, offered: (path: string) => boolean): Matches {
  const parser = new Parser(tokensOf(text), offered)
  return parser.whole()
}

class Parser {
  readonly #tokens: readonly Token[]
  readonly #offered: (path: string) => boolean
  #at = 0

  constructor(tokens: readonly Token[], offered: (path: string) => boolean) {
    this.#tokens = tokens
    this.#offered = offered
  }

  whole(): Matches {
    const matches = this.#any()
    if (this.#at < this.#tokens.length) throw invalidSearch()
    return matches
  }

  #any(): Matches {
    const options = [this.#all()]
    while (this.#take('or')) options.push(this.#all())
    return (candidate) => options.some((matches) => matches(candidate))
  }

  #all(): Matches {
    const parts = [this.#one()]
    while (this.#take('and')) parts.push(this.#one())
    return (candidate) => parts.every((matches) => matches(candidate))
  }

  #one(): Matches {
    if (this.#take('not')) {
      const matches = this.#one()
      return (candidate) => !matches(candidate)
    }
    if (!this.#take('(')) return this.#comparison()
    const inner = this.#any()
    if (!this.#take(')')) throw invalidSearch()
    return inner
  }

  #comparison(): Matches {
    const path = this.#next('word')
    const operator = this.#next('word').toLowerCase()
    if (!this.#offered(path)) throw invalidSearch()
    if (operator === 'pr') return (candidate) => valuesAt(candidate, path).length > 0
    if (!OPERATORS.has(operator)) throw invalidSearch()
    const wanted = this.#next().toLowerCase()
    const holds = (candidate: object) =>
      valuesAt(candidate, path).some((value) => compare(operator, String(value), wanted))
    return operator === 'ne'
      ? (candidate) => valuesAt(candidate, path).every((value) => !same(value, wanted))
      : holds
  }

  #take(value: string): boolean {
    const token = this.#tokens[this.#at]
    if (token === undefined || token.kind === 'text' || token.value.toLowerCase() !== value) {
      return false
    }
    this.#at += 1
    return true
  }

  #next(kind?: Token['kind']): string {
    const token = this.#tokens[this.#at]
    if (token === undefined || (kind !== undefined && token.kind !== kind)) throw invalidSearch()
    this.#at += 1
    return token.value
  }
}

function tokensOf(text: string): Token[] {
  const found: Token[] = []
  TOKEN.lastIndex = 0
  let end = 0
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [, paren, quoted, word] = match
    end = TOKEN.lastIndex
    if (paren !== undefined) found.push({ kind: 'paren', value: paren })
    else if (quoted !== undefined) found.push({ kind: 'text', value: unescaped(quoted) })
    else if (word !== undefined) found.push({ kind: 'word', value: word })
  }
  if (text.slice(end).trim() !== '') throw invalidSearch()
  return found
}

function unescaped(quoted: string): string {
  return quoted.replace(/\\(.)/g, '$1')
}

/** What stands at a dotted path; every element of a list on the way counts. */
function valuesAt(candidate: unknown, path: string): unknown[] {
  let reached: unknown[] = [candidate]
  for (const name of path.split('.')) {
    reached = reached.flatMap((one) => {
      if (typeof one !== 'object' || one === null || !Object.hasOwn(one, name)) return []
      const value: unknown = (one as Record<string, unknown>)[name]
      return Array.isArray(value) ? value : [value]
    })
  }
  return reached.filter((value) => value !== null && value !== undefined && value !== '')
}

function same(value: unknown, wanted: string): boolean {
  return compare('eq', String(value), wanted)
}

/** Dates compare as moments, anything else as text. */
function compare(operator: string, held: string, wanted: string): boolean {
  const value = held.toLowerCase()
  if (operator === 'sw') return value.startsWith(wanted)
  if (operator === 'ew') return value.endsWith(wanted)
  if (operator === 'co') return value.includes(wanted)
  const order = ordered(value, wanted)
  const holds: Record<string, boolean> = {
    eq: order === 0,
    gt: order > 0,
    ge: order >= 0,
    lt: order < 0,
    le: order <= 0,
  }
  return holds[operator] ?? false
}

const MOMENT = /^\d{4}-\d\d-\d\dt/

function ordered(value: string, wanted: string): number {
  if (MOMENT.test(value) && MOMENT.test(wanted)) return Date.parse(value) - Date.parse(wanted)
  return value < wanted ? -1 : value > wanted ? 1 : 0
}

export function invalidSearch(): OktaError {
  return new OktaError(400, 'E0000031', 'Invalid search criteria.')
}
