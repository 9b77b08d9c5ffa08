import { invalidFilter } from '../error.ts'
import type { Literal } from './ast.ts'

export type Token =
  | { readonly kind: '(' | ')' | '[' | ']'; readonly at: number }
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'literal'; readonly value: Literal; readonly at: number }

const PUNCTUATION = '()[]'
// A sticky expression per kind of token: the text is walked once, whatever it holds.
const SPACE = /\s+/y
const STRING = /"(?:[^"\\]|\\.)*"/y
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?=[\s()[\]]|$)/y
const WORD = /[A-Za-z$][\w$:.-]*/y

/** Cuts a filter into tokens, in time linear in its length. */
export function lex(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found !== undefined) at += found.length
    return found
  }
  while (at < text.length) {
    if (take(SPACE) !== undefined) continue
    tokens.push(token(text, at, take))
    if (PUNCTUATION.includes(text[at] ?? ' ') && tokens.at(-1)?.at === at) at += 1
  }
  return tokens
}

function token(text: string, at: number, take: (pattern: RegExp) => string | undefined): Token {
  const char = text[at] ?? ''
  if (PUNCTUATION.includes(char)) return { kind: char as '(', at }
  const string = take(STRING)
  if (string !== undefined) return { kind: 'literal', value: decode(string, at), at }
  const number = take(NUMBER)
  if (number !== undefined) return { kind: 'literal', value: Number(number), at }
  const word = take(WORD)
  if (word !== undefined) return { kind: 'word', text: word, at }
  throw invalidFilter(
    char === '"'
      ? `the string that begins at character ${at + 1} has no closing quote`
      : `unexpected "${char}" at character ${at + 1}`,
  )
}

/** The value of a JSON string literal. */
function decode(string: string, at: number): string {
  try {
    return JSON.parse(string) as string
  } catch {
    throw invalidFilter(`the string at character ${at + 1} is not a JSON string`)
  }
}
