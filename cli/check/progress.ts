import type { Envelope } from '@cucumber/messages'
import { ProgressLine } from '../progress-line.ts'

const EVERY_MS = 80
const REQUIREMENT = /^@(RFC\d{4}|OKTA|ENTRA|STYTCH|DRAFT)-/

/** Tells how far the run is. */
export class Progress {
  readonly #line: ProgressLine
  readonly #started = performance.now()
  readonly #pickles = new Map<string, string>()
  readonly #cases = new Map<string, string>()
  #requests = () => 0
  #current = ''
  #done = 0
  #failed = 0

  constructor(out: NodeJS.WriteStream) {
    this.#line = new ProgressLine(out, EVERY_MS, 0)
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
    this.#line.clear()
  }

  #tell(): void {
    const text = () => this.#text((performance.now() - this.#started) / 1000)
    this.#line.tell(text, this.#done === this.#cases.size)
  }

  #text(seconds: number): string {
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
