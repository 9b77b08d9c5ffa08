const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Chance that a seed repeats: ids, passwords and whatever else looks random. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  get state(): number {
    return this.#state
  }

  /** Goes on where an earlier run stopped, so that no id comes twice. */
  set state(state: number) {
    this.#state = state >>> 0
  }

  /** From 0 up to 1 (the mulberry32 generator). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  letters(length: number): string {
    let text = ''
    while (text.length < length) text += LETTERS[Math.floor(this.next() * LETTERS.length)]
    return text
  }

  /** An id as Okta makes them: its prefix, 20 characters in all. */
  id(prefix: string): string {
    return prefix + this.letters(20 - prefix.length)
  }
}
