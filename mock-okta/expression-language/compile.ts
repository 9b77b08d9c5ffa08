import { functionNamed, textOf } from './functions.ts'
import { membershipTest, refuseUnfit } from './membership.ts'
import { ExpressionError, type Token, tokensOf } from './tokens.ts'

/** What the names of an expression stand for: `{ user: { email: … } }`. */
export type Scope = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** A compiled expression. A name that stands for nothing is null. */
export type Evaluate = (scope: Scope) => unknown

/**
 * Compiles an expression of Okta's language: texts, numbers, `user.attribute`, `+ == != < > <= >= && || !`
 * with their words AND, OR and NOT, `condition ? one : other`, lists in braces, and functions on texts
 * and lists. Throws an `ExpressionError` that names the place.
 */
function compile(expression: string): Evaluate {
  const reader = new Reader(tokensOf(expression))
  const compiled = choice(reader)
  reader.expectEnd()
  return compiled
}

const MOST_REMEMBERED = 1_000
const remembered = new Map<string, Evaluate>()

/** The same, remembered: a mapping is worked out for every person. Compiling is pure, so all may share it. */
export function compiled(expression: string): Evaluate {
  const known = remembered.get(expression)
  if (known !== undefined) return known
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  const made = expression.includes('${') ? template(expression) : compile(expression)
  remembered.set(expression, made)
  return made
}

/** In a template `${…}` holds an expression, and the rest stands for itself. */
function template(text: string): Evaluate {
  const parts = text.split(/(\$\{[^}]*\})/).map((part) => {
    const expression = /^\$\{(.*)\}$/s.exec(part)?.[1]
    return expression === undefined ? () => part : compile(expression)
  })
  return (scope) => parts.map((part) => textOf(part(scope))).join('')
}

class Reader {
  readonly #tokens: readonly Token[]
  #next = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get here(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 0 }
  }

  take(): Token {
    const { here } = this
    this.#next += 1
    return here
  }

  /** Takes the sign or operator word that comes, when it is one of these. */
  takeOne(...texts: readonly string[]): string | undefined {
    const { kind, text } = this.here
    if (kind === 'text' || !texts.includes(text)) return undefined
    return this.take().text
  }

  expect(text: string): void {
    if (this.takeOne(text) === undefined) throw this.unexpected(`"${text}"`)
  }

  expectEnd(): void {
    if (this.here.kind !== 'end') throw this.unexpected('the end')
  }

  unexpected(wanted: string): ExpressionError {
    const { text, at } = this.here
    return new ExpressionError(`character ${at + 1}: "${text}" where ${wanted} was expected`)
  }
}

function choice(reader: Reader): Evaluate {
  const condition = either(reader)
  if (reader.takeOne('?') === undefined) return condition
  const yes = choice(reader)
  reader.expect(':')
  const no = choice(reader)
  return (scope) => (condition(scope) === true ? yes(scope) : no(scope))
}

function either(reader: Reader): Evaluate {
  let left = both(reader)
  while (reader.takeOne('||', 'OR', 'or') !== undefined) {
    const [one, other] = [left, both(reader)]
    left = (scope) => one(scope) === true || other(scope) === true
  }
  return left
}

function both(reader: Reader): Evaluate {
  let left = comparison(reader)
  while (reader.takeOne('&&', 'AND', 'and') !== undefined) {
    const [one, other] = [left, comparison(reader)]
    left = (scope) => one(scope) === true && other(scope) === true
  }
  return left
}

const COMPARISONS: Readonly<Record<string, (a: unknown, b: unknown) => boolean>> = {
  '==': (a, b) => (a ?? null) === (b ?? null),
  '!=': (a, b) => (a ?? null) !== (b ?? null),
  '<': (a, b) => Number(a) < Number(b),
  '>': (a, b) => Number(a) > Number(b),
  '<=': (a, b) => Number(a) <= Number(b),
  '>=': (a, b) => Number(a) >= Number(b),
}

function comparison(reader: Reader): Evaluate {
  const left = sum(reader)
  const compare = COMPARISONS[reader.takeOne(...Object.keys(COMPARISONS)) ?? '']
  if (compare === undefined) return left
  const right = sum(reader)
  return (scope) => compare(left(scope), right(scope))
}

function sum(reader: Reader): Evaluate {
  let left = unary(reader)
  for (;;) {
    const sign = reader.takeOne('+', '-')
    if (sign === undefined) return left
    const [one, other] = [left, unary(reader)]
    left =
      sign === '+'
        ? (scope) => added(one(scope), other(scope))
        : (scope) => Number(one(scope)) - Number(other(scope))
  }
}

/** Numbers are added, everything else is joined as text. */
function added(a: unknown, b: unknown): unknown {
  return typeof a === 'number' && typeof b === 'number' ? a + b : textOf(a) + textOf(b)
}

function unary(reader: Reader): Evaluate {
  if (reader.takeOne('!', 'NOT', 'not') === undefined) return primary(reader)
  const inner = unary(reader)
  return (scope) => inner(scope) !== true
}

function primary(reader: Reader): Evaluate {
  const token = reader.take()
  if (token.kind === 'text') return () => token.text
  if (token.kind === 'number') return () => token.value
  if (token.kind === 'word') return word(reader, token.text)
  if (token.text === '(') {
    const inner = choice(reader)
    reader.expect(')')
    return inner
  }
  if (token.text === '{') return list(reader)
  throw new ExpressionError(`character ${token.at + 1}: "${token.text}" where a value was expected`)
}

const CONSTANTS = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
])

function word(reader: Reader, name: string): Evaluate {
  if (CONSTANTS.has(name)) return () => CONSTANTS.get(name)
  if (reader.takeOne('(') !== undefined) {
    const values = listed(reader, ')')
    const test = membershipTest(name)
    if (test !== undefined) {
      // Evaluated without a person, a pattern that is written out is what it is.
      refuseUnfit(
        name,
        values.map((value) => value({})),
      )
      return (scope) => test(scope.groups ?? {}, ...values.map((value) => value(scope)))
    }
    const run = functionNamed(name)
    return (scope) => run(...values.map((value) => value(scope)))
  }
  const [object = '', attribute, deeper] = name.split('.')
  if (attribute === undefined || deeper !== undefined) {
    throw new ExpressionError(`${name}: a name such as user.email was expected`)
  }
  return (scope) => {
    const values = scope[object]
    return values !== undefined && Object.hasOwn(values, attribute) ? values[attribute] : null
  }
}

function list(reader: Reader): Evaluate {
  const values = listed(reader, '}')
  return (scope) => values.map((value) => value(scope))
}

function listed(reader: Reader, end: string): Evaluate[] {
  const values: Evaluate[] = []
  if (reader.takeOne(end) !== undefined) return values
  do values.push(choice(reader))
  while (reader.takeOne(',') !== undefined)
  reader.expect(end)
  return values
}
