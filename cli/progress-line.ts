/** How long between two lines where there is no terminal, in milliseconds. */
const LINE_EVERY_MS = 5_000
const WIDTH = 30

/** How far something long is: one line that is rewritten on a terminal, a line now and then elsewhere. */
export class ProgressLine {
  readonly #out: NodeJS.WriteStream
  readonly #everyMs: number
  #told: number

  /** On a terminal it is told every `everyMs` at most; `told` is when it counts as told before. */
  constructor(out: NodeJS.WriteStream, everyMs: number, told = Number.NEGATIVE_INFINITY) {
    this.#out = out
    this.#everyMs = out.isTTY ? everyMs : LINE_EVERY_MS
    this.#told = told
  }

  /** Tells `text()` when it is time, or when this is the `last` word; `share` of one is drawn as a bar. */
  tell(text: () => string, last: boolean, share?: number): void {
    const now = performance.now()
    if (now - this.#told < this.#everyMs && !last) return
    this.#told = now
    if (this.#out.isTTY) this.#rewrite(share === undefined ? text() : `${bar(share)} ${text()}`)
    else this.#out.write(`${text()}\n`)
  }

  /** Keeps the line that stands there, and begins another. */
  keep(): void {
    if (this.#out.isTTY) this.#out.write('\n')
    this.#told = Number.NEGATIVE_INFINITY
  }

  /** Makes room for something else to be told. */
  clear(): void {
    if (this.#out.isTTY) this.#rewrite('')
  }

  #rewrite(line: string): void {
    this.#out.write(`\r\x1b[2K${line.slice(0, (this.#out.columns || 80) - 1)}`)
  }
}

function bar(share: number): string {
  const full = Math.round(share * WIDTH)
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`
}
