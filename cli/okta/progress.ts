import { ProgressLine } from '../progress-line.ts'

const EVERY_MS = 200

/** How far a roll-out is. */
export class Progress {
  readonly #line: ProgressLine
  readonly #started = performance.now()

  constructor(out: NodeJS.WriteStream = process.stderr) {
    this.#line = new ProgressLine(out, EVERY_MS)
  }

  /** Tells that so many of so many are done; told too often, it shows only some. */
  at(what: string, done: number, of: number): void {
    this.#tell(what, done, of, false)
  }

  /** The last word on one kind of thing. */
  done(what: string, done: number, of: number): void {
    this.#tell(what, done, of, true)
    this.#line.keep()
  }

  #tell(what: string, done: number, of: number, last: boolean): void {
    const share = of === 0 ? 1 : Math.min(done / of, 1)
    const seconds = Math.round((performance.now() - this.#started) / 1_000)
    const percent = Math.floor(share * 100)
    this.#line.tell(() => `${what} ${done} of ${of} (${percent} %), ${seconds} s`, last, share)
  }
}
