import type { Envelope } from '@cucumber/messages'

const REQUIREMENT = /^@(RFC\d{4}|OKTA|ENTRA|STYTCH|DRAFT)-/

/** Tells how far the run is: one line that is rewritten on a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #out: NodeJS.WriteStream
  readonly #started = performance.now()
  readonly #pickles = new Map<string, string>()
  readonly #cases = new Map<string, string>()
  #requests = () => 0
  #current = ''
  #done = 0
  #failed = 0
  #told = 0

  constructor(out: NodeJS.WriteStream) {
    this.#out = out
  }

  /** Where the number of requests so far is found. */
  counts(requests: () => number): void {
    this.#requests = requests
  }

  see({ pickle, testCase, testCaseStarted, testStepFinished, testCaseFinished }: Envelope): void {
    if (pickle) this.#pickles.set(pickle.id, requirementIn(pickle.tags) ?? pickle.name)
    if (testCase) this.#cases.set(testCase.id, this.#pickles.get(testCase.pickleId) ?? '')
    if (testCaseStarted) this.#current = this.#cases.get(testCaseStarted.testCaseId) ?? ''
    if (testStepFinished?.testStepResult.status === 'FAILED') this.#failed += 1
    if (!testCaseFinished) return
    this.#done += 1
    this.#tell()
  }

  end(): void {
    if (this.#out.isTTY) this.#out.write('\r\x1b[2K')
  }

  #tell(): void {
    const now = performance.now()
    const last = this.#done === this.#cases.size
    if (now - this.#told < (this.#out.isTTY ? 80 : 5_000) && !last) return
    this.#told = now
    const text = this.#line((now - this.#started) / 1000)
    if (!this.#out.isTTY) this.#out.write(`${text}\n`)
    else this.#out.write(`\r\x1b[2K${text.slice(0, (this.#out.columns || 80) - 1)}`)
  }

  #line(seconds: number): string {
    const planned = this.#cases.size
    const left = Math.ceil((seconds / this.#done) * (planned - this.#done))
    const parts = [
      `${this.#done}/${planned} scenarios`,
      ...(this.#failed === 0 ? [] : [`${this.#failed} failed`]),
      `${Math.round(this.#requests() / seconds)} req/s`,
      `about ${left} s left`,
      this.#current,
    ]
    return parts.join(' · ')
  }
}

function requirementIn(tags: readonly { readonly name: string }[]): string | undefined {
  return tags
    .map(({ name }) => name)
    .find((name) => REQUIREMENT.test(name))
    ?.slice(1)
}
