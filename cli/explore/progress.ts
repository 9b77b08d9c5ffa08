import { ProgressLine } from '../progress-line.ts'

const EVERY_MS = 200

/** How far a search is. */
export class Progress {
  readonly #line: ProgressLine
  readonly #of: number
  readonly #started = performance.now()

  constructor(out: NodeJS.WriteStream, of: number) {
    this.#line = new ProgressLine(out, EVERY_MS, this.#started)
    this.#of = of
  }

  at(runs: number, findings: number, requests: number): void {
    const text = () => {
      const seconds = Math.max(1, Math.round((performance.now() - this.#started) / 1_000))
      const found = findings === 1 ? '1 finding' : `${findings} findings`
      return `${runs} of ${this.#of} histories · ${found} · ${Math.round(requests / seconds)} req/s · ${seconds} s`
    }
    this.#line.tell(text, runs === this.#of, runs / this.#of)
  }

  /** Makes room for something else to be told. */
  end(): void {
    this.#line.clear()
  }
}
