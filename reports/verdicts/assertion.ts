const HEADING = '+ actual - expected'
const GENERIC = /^Expected values to be (strictly |loosely )?(deep-)?equal:$/
/** What node adds to a message when both values are short. */
const COMPARISON = /\n\n[^\n]* !== [^\n]*\s*$/

/**
 * What an assertion says, with both values: an assertion with a message of its own does not carry them
 * in it, but cucumber's text of the error does.
 *
 * @param message the error's own message
 * @param formatted cucumber's text of it: the message, a diff, the stack
 */
export function explained(message: string, formatted: string): string {
  if (message.includes(HEADING)) return withoutGeneric(message.trim())
  const diff = diffIn(formatted)
  const [first = ''] = message.split('\n')
  const said = GENERIC.test(first) ? '' : message.replace(COMPARISON, '').trim()
  if (diff === undefined) return said || message.trim()
  if (said !== '' && isTruth(diff)) return said
  const { actual, expected } = diff
  if (isShort(diff)) {
    const sentence = `expected ${expected[0] ?? 'nothing'}, got ${actual[0] ?? 'nothing'}`
    return said === '' ? sentence : `${said}: ${sentence}`
  }
  return `${said || 'not what was expected'}\n${HEADING}\n\n${diff.lines.join('\n')}`
}

/** Node's own heading says nothing that the difference does not. */
function withoutGeneric(message: string): string {
  const [first = '', ...rest] = message.split('\n')
  return GENERIC.test(first) ? ['not what was expected', ...rest].join('\n') : message
}

function isShort({ actual, expected, other }: Diff): boolean {
  return other === 0 && actual.length <= 1 && expected.length <= 1
}

/** Of a check that something holds at all, the message tells more than "expected true, got false". */
function isTruth({ actual, expected, other }: Diff): boolean {
  return other === 0 && actual.join() === 'false' && expected.join() === 'true'
}

interface Diff {
  readonly lines: readonly string[]
  readonly actual: readonly string[]
  readonly expected: readonly string[]
  readonly other: number
}

/** cucumber writes `-` for what was there and `+` for what was expected; node's own texts the other way. */
function diffIn(formatted: string): Diff | undefined {
  const [, block] = /\n\s*\+ expected - actual\n([\s\S]*?)(?:\n\n\s+at |$)/.exec(formatted) ?? []
  if (block === undefined) return undefined
  const lines = block
    .split('\n')
    .map((line) => line.replace(/^ {4}/, ''))
    .filter((line) => line.trim() !== '')
    .map((line) => line.replace(/^[+-]/, (sign) => (sign === '+' ? '- ' : '+ ')))
  const marked = (sign: string) =>
    lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(2).trim())
  const actual = marked('+ ')
  const expected = marked('- ')
  return { lines, actual, expected, other: lines.length - actual.length - expected.length }
}
