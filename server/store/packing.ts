/** Longer texts are rare and stay as they are: packing them would hold the event loop. */
const MOST_PACKED = 32_768
/** Texts that others are compared with; each is there for those of its kind that have as many pieces. */
const MOST_FIRST = 256
/** What texts are cut at, JSON into its keys and values: no piece has one. */
const CUT = '"'
/** Stands before the number of a piece that was said already; no JSON has one. */
const AGAIN = '\0'

/** A text as it stands in a column: packed, or as it is. */
export type Packed = string | Uint8Array

/**
 * Texts that are very much alike, kept in little room: each is stored as the pieces that it differs in from
 * the first one of its kind. For a store that ends with the process, since that one is kept nowhere else.
 */
export class Packing {
  readonly #first = new Map<string, readonly string[]>()

  pack(kind: string, text: string): Packed {
    if (text.length > MOST_PACKED || text.includes(AGAIN)) return text
    const pieces = text.split(CUT)
    const key = keyOf(kind, pieces.length)
    const first = this.#first.get(key)
    if (first !== undefined) return Buffer.from(difference(first, pieces))
    if (this.#first.size < MOST_FIRST) this.#first.set(key, pieces)
    return text
  }

  unpack(kind: string, packed: Packed): string {
    if (typeof packed === 'string') return packed
    const [length = '', ...said] = Buffer.from(packed).toString().split(CUT)
    const first = this.#first.get(keyOf(kind, Number(length)))
    if (first === undefined) throw new Error(`no ${kind} has been packed here`)
    return applied(first, said)
  }
}

function keyOf(kind: string, length: number): string {
  return `${length} ${kind}`
}

/** How many pieces there are; then, of each that is another one, how far on it stands, and itself. */
function difference(first: readonly string[], pieces: readonly string[]): string {
  const numbers = new Map<string, number>()
  let text = String(pieces.length)
  let at = 0
  for (const [i, piece] of pieces.entries()) {
    if (piece === first[i]) continue
    const known = numbers.get(piece)
    if (known === undefined) numbers.set(piece, numbers.size)
    text += CUT + (i - at) + CUT + (known === undefined ? piece : AGAIN + known)
    at = i
  }
  return text
}

function applied(first: readonly string[], said: readonly string[]): string {
  const pieces = [...first]
  const once: string[] = []
  let at = 0
  for (let i = 0; i < said.length; i += 2) {
    const piece = said[i + 1] ?? ''
    const again = piece.startsWith(AGAIN)
    if (!again) once.push(piece)
    at += Number(said[i])
    pieces[at] = again ? (once[Number(piece.slice(AGAIN.length))] ?? '') : piece
  }
  return pieces.join(CUT)
}
