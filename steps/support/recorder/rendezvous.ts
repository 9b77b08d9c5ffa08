/** Longest time that a create waits for the others. */
const PATIENCE_MS = 5_000

/**
 * Holds creates back until `count` of them wait, then lets all go at once: the race in which two
 * clients have each looked, found nothing, and now both create.
 */
export class Rendezvous {
  readonly #count: number
  #waiting: (() => void)[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(count: number) {
    this.#count = count
  }

  /** Whether all that were waited for have gone. */
  get over(): boolean {
    return this.#waiting.length >= this.#count
  }

  arrive(go: () => void): void {
    this.#waiting.push(go)
    this.#timer ??= setTimeout(() => this.#release(), PATIENCE_MS)
    if (this.over) this.#release()
  }

  #release(): void {
    clearTimeout(this.#timer)
    for (const go of this.#waiting) go()
    this.#waiting = Array.from({ length: this.#count }, () => () => undefined)
  }
}
