const WIDTH = 30
const EVERY_MS = 200
const LINE_EVERY_MS = 5_000

/** How far a search is: a bar on a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #out: NodeJS.WriteStream
  readonly #of: number
  readonly #started = performance.now()
  #shown = performance.now()

  constructor(out: NodeJS.WriteStream, of: number) {
    this.#out = out
    this.#of = of
  }

  at(runs: number, findings: number, requests: number): void {
    const now = performance.now()
    const last = runs === this.#of
    if (now - this.#shown < (this.#out.isTTY ? EVERY_MS : LINE_EVERY_MS) && !last) return
    this.#shown = now
    const seconds = Math.max(1, Math.round((now - this.#started) / 1_000))
    const found = findings === 1 ? '1 finding' : `${findings} findings`
    const text = `${runs} of ${this.#of} histories · ${found} · ${Math.round(requests / seconds)} req/s · ${seconds} s`
    if (!this.#out.isTTY) this.#out.write(`${text}\n`)
    else {
      const full = Math.round((runs / this.#of) * WIDTH)
      const line = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${text}`
      this.#out.write(`\r\x1b[2K${line.slice(0, (this.#out.columns || 80) - 1)}`)
    }
  }

  /** Makes room for something else to be told. */
  end(): void {
    if (this.#out.isTTY) this.#out.write('\r\x1b[2K')
  }
}
