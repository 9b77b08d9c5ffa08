import type { Envelope } from '@cucumber/messages'

/** Tells how far the run is: one line that is rewritten on a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #out: NodeJS.WriteStream
  readonly #started = performance.now()
  #planned = 0
  #done = 0
  #failed = 0
  #told = 0

  constructor(out: NodeJS.WriteStream) {
    this.#out = out
  }

  see(envelope: Envelope): void {
    if (envelope.testCase) this.#planned += 1
    if (envelope.testStepFinished?.testStepResult.status === 'FAILED') this.#failed += 1
    if (!envelope.testCaseFinished) return
    this.#done += 1
    this.#tell()
  }

  end(): void {
    if (this.#out.isTTY) this.#out.write('\r\x1b[2K')
  }

  #tell(): void {
    const now = performance.now()
    const last = this.#done === this.#planned
    if (now - this.#told < (this.#out.isTTY ? 80 : 5_000) && !last) return
    this.#told = now
    const seconds = (now - this.#started) / 1000
    const left = (seconds / this.#done) * (this.#planned - this.#done)
    const failures = this.#failed === 0 ? '' : `, ${this.#failed} failed`
    const text = `${this.#done}/${this.#planned} scenarios${failures}, about ${Math.ceil(left)} s left`
    this.#out.write(this.#out.isTTY ? `\r\x1b[2K${text}` : `${text}\n`)
  }
}
