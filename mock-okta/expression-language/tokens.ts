export type Token =
  | { readonly kind: 'text' | 'word' | 'sign'; readonly text: string; readonly at: number }
  | { readonly kind: 'number'; readonly text: string; readonly at: number; readonly value: number }
  | { readonly kind: 'end'; readonly text: ''; readonly at: number }

/** An expression that cannot be read or worked out, with the place. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError'
}

const PATTERN =
  /\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(\d+(?:\.\d+)?)|([A-Za-z_$][\w$]*(?:[.:][A-Za-z_$][\w$]*)*)|(==|!=|<=|>=|&&|\|\||[-+*<>!?:(),{}]))/y

/** Cuts an expression into its words; a dotted name such as `user.email` is one. */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = []
  const end = expression.trimEnd().length
  PATTERN.lastIndex = 0
  while (PATTERN.lastIndex < end) {
    const at = PATTERN.lastIndex
    const found = PATTERN.exec(expression)
    if (found === null)
      throw new ExpressionError(`character ${at + 1}: ${expression.slice(at, at + 10)}`)
    tokens.push(token(found, at))
  }
  tokens.push({ kind: 'end', text: '', at: end })
  return tokens
}

function token([, quoted, number, word, sign]: RegExpExecArray, at: number): Token {
  if (quoted !== undefined) {
    return { kind: 'text', text: quoted.slice(1, -1).replace(/\\(.)/g, '$1'), at }
  }
  if (number !== undefined) return { kind: 'number', text: number, at, value: Number(number) }
  if (word !== undefined) return { kind: 'word', text: word, at }
  return { kind: 'sign', text: sign ?? '', at }
}
