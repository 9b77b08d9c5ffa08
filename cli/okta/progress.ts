const WIDTH = 30
const EVERY_MS = 200
const LINE_EVERY_MS = 5_000

/** How far a long job is: a bar on a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #out: NodeJS.WriteStream
  readonly #started = performance.now()
  #shown = Number.NEGATIVE_INFINITY

  constructor(out: NodeJS.WriteStream = process.stderr) {
    this.#out = out
  }

  /** Tells that so many of so many are done; told too often, it shows only some. */
  at(what: string, done: number, of: number): void {
    const now = performance.now()
    if (now - this.#shown < (this.#out.isTTY ? EVERY_MS : LINE_EVERY_MS)) return
    this.#shown = now
    this.#write(what, done, of)
  }

  /** The last word on one kind of thing. */
  done(what: string, done: number, of: number): void {
    this.#write(what, done, of)
    if (this.#out.isTTY) this.#out.write('\n')
    this.#shown = Number.NEGATIVE_INFINITY
  }

  #write(what: string, done: number, of: number): void {
    const share = of === 0 ? 1 : Math.min(done / of, 1)
    const seconds = Math.round((performance.now() - this.#started) / 1_000)
    const text = `${what} ${done} of ${of} (${Math.floor(share * 100)} %), ${seconds} s`
    if (!this.#out.isTTY) {
      this.#out.write(`${text}\n`)
      return
    }
    const full = Math.round(share * WIDTH)
    const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`
    this.#out.write(`\r\x1b[2K${bar} ${text}`)
  }
}
