/** The clock that was passed in, which a test may move forward. */
export class Clock {
  readonly #base: () => Date
  #ahead = 0

  constructor(base: () => Date) {
    this.#base = base
  }

  readonly now = (): Date => new Date(this.#base().getTime() + this.#ahead)

  advance(milliseconds: number): void {
    this.#ahead += milliseconds
  }
}
