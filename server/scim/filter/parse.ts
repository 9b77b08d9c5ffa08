import { wordsOf } from '../attribute-path.ts'
import { invalidFilter } from '../error.ts'
import { LONGEST_NOTATION } from '../limits.ts'
import type { Comparison, Filter, Literal } from './ast.ts'
import { lex, type Token } from './lex.ts'

const COMPARISONS: ReadonlySet<string> = new Set([
  'eq',
  'ne',
  'co',
  'sw',
  'ew',
  'gt',
  'ge',
  'lt',
  'le',
])

const LITERALS: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** Deepest nesting of brackets that is looked at. */
const DEEPEST = 64

/** Parses a filter; `and` binds closer than `or`, `not` closer than both. */
export function parseFilter(text: string): Filter {
  if (text.length > LONGEST_NOTATION) {
    throw invalidFilter(`the filter is longer than ${LONGEST_NOTATION} characters`)
  }
  const parser = new Parser(lex(text))
  const filter = parser.or(0)
  parser.end()
  return filter
}

class Parser {
  readonly #tokens: readonly Token[]
  #next = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  or(depth: number, insideValue = false): Filter {
    let left = this.#and(depth, insideValue)
    while (this.#takeWord('or')) {
      left = { kind: 'or', left, right: this.#and(depth, insideValue) }
    }
    return left
  }

  end(): void {
    const token = this.#tokens[this.#next]
    if (token !== undefined) throw unexpected(token, 'the end of the filter')
  }

  #and(depth: number, insideValue: boolean): Filter {
    let left = this.#term(depth, insideValue)
    while (this.#takeWord('and')) {
      left = { kind: 'and', left, right: this.#term(depth, insideValue) }
    }
    return left
  }

  #term(depth: number, insideValue: boolean): Filter {
    if (depth > DEEPEST) throw invalidFilter(`the filter nests deeper than ${DEEPEST} brackets`)
    if (this.#take('(')) return this.#grouped(depth, insideValue)
    const word = this.#word()
    if (word.text.toLowerCase() === 'not' && this.#take('(')) {
      return { kind: 'not', filter: this.#grouped(depth, insideValue) }
    }
    return this.#expression(word.text, depth, insideValue)
  }

  #grouped(depth: number, insideValue: boolean): Filter {
    const filter = this.or(depth + 1, insideValue)
    this.#expect(')')
    return filter
  }

  #expression(path: string, depth: number, insideValue: boolean): Filter {
    if (wordsOf(path) === undefined) throw invalidFilter(`"${path}" is not an attribute name`)
    if (this.#take('[')) {
      if (insideValue) throw invalidFilter('a value filter cannot stand inside another one')
      const filter = this.or(depth + 1, true)
      this.#expect(']')
      return { kind: 'value', path, filter }
    }
    const operator = this.#word()
    const op = operator.text.toLowerCase()
    if (op === 'pr') return { kind: 'present', path }
    if (!COMPARISONS.has(op)) throw unexpected(operator, 'an operator such as eq')
    return { kind: 'compare', path, op: op as Comparison, value: this.#literal() }
  }

  #literal(): Literal {
    const token = this.#tokens[this.#next]
    if (token?.kind === 'literal') {
      this.#next += 1
      return token.value
    }
    const value = token?.kind === 'word' ? LITERALS.get(token.text.toLowerCase()) : undefined
    if (value === undefined)
      throw unexpected(token, 'a value: a string in quotes, a number, true, false or null')
    this.#next += 1
    return value
  }

  #word(): { readonly text: string; readonly kind: 'word'; readonly at: number } {
    const token = this.#tokens[this.#next]
    if (token?.kind !== 'word') throw unexpected(token, 'an attribute name or an operator')
    this.#next += 1
    return token
  }

  #take(kind: Token['kind']): boolean {
    if (this.#tokens[this.#next]?.kind !== kind) return false
    this.#next += 1
    return true
  }

  #takeWord(text: string): boolean {
    const token = this.#tokens[this.#next]
    if (token?.kind !== 'word' || token.text.toLowerCase() !== text) return false
    this.#next += 1
    return true
  }

  #expect(kind: ')' | ']'): void {
    if (!this.#take(kind)) throw unexpected(this.#tokens[this.#next], `"${kind}"`)
  }
}

function unexpected(token: Token | undefined, wanted: string): Error {
  if (token === undefined) return invalidFilter(`the filter ends where ${wanted} is expected`)
  const found =
    token.kind === 'word' ? token.text : 'value' in token ? JSON.stringify(token.value) : token.kind
  return invalidFilter(`found ${found} at character ${token.at + 1}, expected ${wanted}`)
}
