import { ExpressionError } from './tokens.ts'

type Function = (...values: readonly unknown[]) => unknown

/** A value as text; what is not there is empty. */
export function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}

function before(value: unknown, mark: unknown): string {
  const text = textOf(value)
  const at = text.indexOf(textOf(mark))
  return at < 0 ? text : text.slice(0, at)
}

function after(value: unknown, mark: unknown): string {
  const text = textOf(value)
  const at = text.indexOf(textOf(mark))
  return at < 0 ? text : text.slice(at + textOf(mark).length)
}

/** Words of an expression that are functions: of Okta's Expression Language, those on texts and lists. */
const FUNCTIONS: Readonly<Record<string, Function>> = {
  'String.append': (text, tail) => textOf(text) + textOf(tail),
  'String.join': (mark, ...parts) => parts.map(textOf).join(textOf(mark)),
  'String.len': (text) => textOf(text).length,
  'String.removeSpaces': (text) => textOf(text).replaceAll(/\s/g, ''),
  'String.replace': (text, old, by) => textOf(text).replaceAll(textOf(old), () => textOf(by)),
  'String.replaceFirst': (text, old, by) => textOf(text).replace(textOf(old), () => textOf(by)),
  'String.startsWith': (text, part) => textOf(text).startsWith(textOf(part)),
  'String.stringContains': (text, part) => textOf(text).includes(textOf(part)),
  'String.substring': (text, from, to) => textOf(text).slice(Number(from), Number(to)),
  'String.substringAfter': after,
  'String.substringBefore': before,
  'String.toLowerCase': (text) => textOf(text).toLowerCase(),
  'String.toUpperCase': (text) => textOf(text).toUpperCase(),
  'Arrays.contains': (list, value) => Array.isArray(list) && list.includes(value),
  'Arrays.isEmpty': (list) => !Array.isArray(list) || list.length === 0,
  'Arrays.size': (list) => (Array.isArray(list) ? list.length : 0),
  'Arrays.toCsvString': (list) => (Array.isArray(list) ? list.join(',') : ''),
  'Convert.toInt': (text) => Math.trunc(Number(textOf(text))),
  'Convert.toNum': (text) => Number(textOf(text)),
  'fn:substringAfter': after,
  'fn:substringBefore': before,
  'fn:toLowerCase': (text) => textOf(text).toLowerCase(),
  'fn:toUpperCase': (text) => textOf(text).toUpperCase(),
}

export function functionNamed(name: string): Function {
  const found = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  if (found === undefined) throw new ExpressionError(`${name}: no function that this mock knows`)
  return found
}
