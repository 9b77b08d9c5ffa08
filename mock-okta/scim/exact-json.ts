/** Before the digits of a number that JavaScript would have altered. */
const MARK = '\u0000number:'
/** An integer past what is held exactly, or a number with a fraction or an exponent; of a text, perhaps. */
const DOUBTFUL = /[:[,]\s*-?\d+(?:\d{15}|[.eE])/
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const MARKED = /"\\u0000number:(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"/g

/**
 * Reads what is to go back to whoever sent it. A number that would come out otherwise than it went in, such as
 * 9007199254740993 or 1.0, is kept as a marked text, which `writtenExactly` turns into that number again.
 */
export function readExactly(text: string): unknown {
  if (!DOUBTFUL.test(text)) return JSON.parse(text)
  // What is no JSON must be refused as it is, and not as what it is turned into.
  JSON.parse(text)
  return JSON.parse(
    text.replace(TOKEN, (token) =>
      token.startsWith('"') || String(Number(token)) === token
        ? token
        : JSON.stringify(MARK + token),
    ),
  )
}

export function writtenExactly(value: object): string {
  const text = JSON.stringify(value)
  return text.includes('\\u0000number:') ? text.replace(MARKED, '$1') : text
}
