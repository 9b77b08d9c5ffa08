import { invalidSyntax } from '../scim/error.ts'

/** Deepest nesting, and most members of one object, that a body may have: no resource needs more. */
const DEEPEST = 64
const MOST_MEMBERS = 1_000

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a]
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/**
 * Refuses JSON that is nested without end or has objects of endless members before anything is built of it:
 * both cost a parser far more than their size. What is no JSON may pass.
 */
export class JsonShape {
  /** How many members each open bracket holds so far. */
  readonly #open: number[] = []
  #inString = false
  /** A backslash was the last byte of the piece before. */
  #escaped = false

  /** Looks at the next piece of the body: UTF-8, as it came. Throws invalidSyntax. */
  read(piece: Uint8Array): void {
    let i = 0
    if (this.#escaped && piece.length > 0) {
      this.#escaped = false
      i = 1
    }
    while (i < piece.length) {
      if (this.#inString) i = this.#skipString(piece, i)
      else {
        this.#look(piece[i] as number)
        i += 1
      }
    }
  }

  #look(byte: number): void {
    if (byte === QUOTE) this.#inString = true
    else if (byte === COLON) this.#countMember()
    else if (OPENING.has(byte)) {
      this.#open.push(0)
      if (this.#open.length > DEEPEST) {
        throw invalidSyntax(`the body nests deeper than ${DEEPEST} brackets`)
      }
    } else if (CLOSING.has(byte)) this.#open.pop()
  }

  #countMember(): void {
    const last = this.#open.length - 1
    const count = (this.#open[last] ?? 0) + 1
    if (count > MOST_MEMBERS) {
      throw invalidSyntax(`an object of the body has more than ${MOST_MEMBERS} members`)
    }
    if (last >= 0) this.#open[last] = count
  }

  /** Where the string that is under way ends in this piece, or the piece does. */
  #skipString(piece: Uint8Array, start: number): number {
    let i = start
    while (i < piece.length && piece[i] !== QUOTE) {
      if (piece[i] === BACKSLASH) i += 1
      i += 1
    }
    this.#inString = i >= piece.length
    this.#escaped = i > piece.length
    return i + 1
  }
}
