import { AsyncLocalStorage } from 'node:async_hooks'
import { type Cause, type LogEvent, type LogTarget, logEvent, SYSTEM } from './log-event.ts'

/** How many events the System Log keeps unless told otherwise. */
const LOG_EVENTS_KEPT = 20_000

interface JobSteps<F> {
  run(): Promise<void>
  failed(failure: F): void
}

/** The System Log: what happened last, in order, each with who caused it. */
export class SystemLog {
  readonly events: LogEvent[] = []
  readonly #kept: number
  #dropped = 0
  readonly #causes = new AsyncLocalStorage<Cause>()

  constructor(kept = LOG_EVENTS_KEPT) {
    this.#kept = kept
  }

  /** How many events came before the first that is kept: the number of that one. */
  get dropped(): number {
    return this.#dropped
  }

  /** Puts an event of an earlier run back, under its number. */
  restore(number: number, event: LogEvent): void {
    if (this.events.length === 0) this.#dropped = number
    this.#keep(event)
  }

  /** Runs something whose events are all of this cause. */
  causedBy<T>(cause: Cause, run: () => T): T {
    return this.#causes.run(cause, run)
  }

  /** A job runs later than it was asked for: its events still name who asked. */
  job<F>(id: string, { run, failed }: JobSteps<F>): JobSteps<F> {
    const asked = this.#causes.getStore()
    const transaction = { type: 'JOB', id } as const
    const cause = { actor: asked?.actor ?? SYSTEM, transaction, debugData: {} }
    return {
      run: () => this.causedBy(cause, run),
      failed: (failure) => this.causedBy(cause, () => failed(failure)),
    }
  }

  record(
    at: Date,
    eventType: string,
    target: readonly LogTarget[],
    failure: string | null = null,
    debugData: Readonly<Record<string, string>> = {},
  ): void {
    this.#keep(logEvent(at, eventType, target, failure, debugData, this.#causes.getStore()))
  }

  /** The oldest go a tenth at a time, so that most events move nothing. */
  #keep(event: LogEvent): void {
    this.events.push(event)
    const most = this.#kept + Math.ceil(this.#kept / 10)
    if (this.events.length <= most) return
    this.#dropped += this.events.splice(0, this.events.length - this.#kept).length
  }
}
