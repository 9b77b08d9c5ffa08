import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** The least memory that reaches back over an event; a larger window is costlier to set up. */
const OPTIONS = { level: 3, memLevel: 5, windowBits: 13 }
const WINDOW_BYTES = 8_192
/** Longer texts are rare and stay as they are: packing them would hold the event loop. */
const MOST_PACKED = 32_768

/** A text as it stands in a column: packed, or as it is. */
export type Packed = string | Uint8Array

/**
 * Texts that are very much alike, kept in little room: each is stored as what it differs in from the first
 * one of its kind. For a store that ends with the process, since that first one is kept nowhere else.
 */
export class Packing {
  readonly #first = new Map<string, Buffer>()

  pack(kind: string, text: string): Packed {
    if (text.length > MOST_PACKED) return text
    const dictionary = this.#first.get(kind)
    if (dictionary !== undefined) return deflateRawSync(text, { ...OPTIONS, dictionary })
    this.#first.set(kind, Buffer.from(text).subarray(0, WINDOW_BYTES))
    return text
  }

  unpack(kind: string, packed: Packed): string {
    if (typeof packed === 'string') return packed
    const dictionary = this.#first.get(kind)
    if (dictionary === undefined) throw new Error(`no ${kind} has been packed here`)
    return inflateRawSync(packed, { ...OPTIONS, dictionary }).toString()
  }
}
