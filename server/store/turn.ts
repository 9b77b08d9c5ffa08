/** How long queries may follow each other before others get their turn, in milliseconds. */
const LONGEST = 10

/** Knows for how long the event loop has been in its present turn. */
export class Turn {
  #began: number | undefined

  isOver(): boolean {
    const now = performance.now()
    if (this.#began === undefined) {
      this.#began = now
      setImmediate(() => {
        this.#began = undefined
      })
      return false
    }
    return now - this.#began > LONGEST
  }
}
