import type { Envelope, Pickle, TestCase, TestCaseStarted } from '@cucumber/messages'
import { ProgressLine } from '../progress-line.ts'

const EVERY_MS = 80
const REQUIREMENT = /^@(RFC\d{4}|OKTA|ENTRA|STYTCH|DRAFT)-/

interface Scenario {
  /** Where it stands: the same when it is tried again. */
  readonly place: string
  readonly about: string
}

/** Tells how far the run is. A scenario counts once, also when it is tried again, and by its last try. */
export class Progress {
  readonly #line: ProgressLine
  readonly #started = performance.now()
  readonly #pickles = new Map<string, Scenario>()
  readonly #cases = new Map<string, Scenario>()
  /** The scenario of each attempt that is under way. */
  readonly #running = new Map<string, Scenario>()
  readonly #planned = new Set<string>()
  readonly #done = new Set<string>()
  readonly #failed = new Set<string>()
  #requests = () => 0
  #current = ''
  #finished = 0

  constructor(out: NodeJS.WriteStream) {
    this.#line = new ProgressLine(out, EVERY_MS, 0)
  }

  /** Where the number of requests so far is found. */
  counts(requests: () => number): void {
    this.#requests = requests
  }

  see({ pickle, testCase, testCaseStarted, testStepFinished, testCaseFinished }: Envelope): void {
    if (pickle) this.#pickles.set(pickle.id, scenarioOf(pickle))
    if (testCase) this.#plan(testCase)
    if (testCaseStarted) this.#begin(testCaseStarted)
    if (testStepFinished?.testStepResult.status === 'FAILED') {
      const failed = this.#running.get(testStepFinished.testCaseStartedId)
      if (failed) this.#failed.add(failed.place)
    }
    if (testCaseFinished) this.#end(testCaseFinished.testCaseStartedId)
  }

  #plan({ id, pickleId }: TestCase): void {
    const scenario = this.#pickles.get(pickleId)
    if (scenario === undefined) return
    this.#cases.set(id, scenario)
    this.#planned.add(scenario.place)
  }

  #begin({ id, testCaseId }: TestCaseStarted): void {
    const scenario = this.#cases.get(testCaseId)
    if (scenario === undefined) return
    this.#running.set(id, scenario)
    this.#current = scenario.about
    this.#failed.delete(scenario.place)
  }

  #end(attempt: string): void {
    const scenario = this.#running.get(attempt)
    if (scenario === undefined) return
    this.#running.delete(attempt)
    this.#done.add(scenario.place)
    this.#finished += 1
    this.#tell()
  }

  end(): void {
    this.#line.clear()
  }

  #tell(): void {
    const text = () => this.#text((performance.now() - this.#started) / 1000)
    this.#line.tell(text, this.#finished === this.#cases.size)
  }

  #text(seconds: number): string {
    const planned = this.#planned.size
    const left = Math.ceil((seconds / this.#finished) * (this.#cases.size - this.#finished))
    const parts = [
      `${this.#done.size}/${planned} scenarios`,
      ...(this.#failed.size === 0 ? [] : [`${this.#failed.size} failed`]),
      `${Math.round(this.#requests() / seconds)} req/s`,
      `about ${left} s left`,
      this.#current,
    ]
    return parts.join(' · ')
  }
}

function scenarioOf({ uri, location, name, tags }: Pickle): Scenario {
  return { place: `${uri}:${location?.line ?? name}`, about: requirementIn(tags) ?? name }
}

function requirementIn(tags: readonly { readonly name: string }[]): string | undefined {
  return tags
    .map(({ name }) => name)
    .find((name) => REQUIREMENT.test(name))
    ?.slice(1)
}
