import {
  type Cause,
  type LogEvent,
  type LogTarget,
  logEvent,
  NO_DEBUG,
  SYSTEM,
} from './log-event.ts'

/** How many events the System Log keeps unless told otherwise. */
const LOG_EVENTS_KEPT = 20_000

/** The System Log: what happened last, in order, each with who caused it. */
export class SystemLog {
  readonly events: LogEvent[] = []
  readonly #kept: number
  #dropped = 0
  #cause: Cause | undefined

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

  /**
   * Runs something whose events are all of this cause, until it returns: what it does after an `await` is
   * not. A store that follows asynchronous calls would, and it costs a quarter of all CPU on Node 20.
   */
  causedBy<T>(cause: Cause, run: () => T): T {
    const before = this.#cause
    this.#cause = cause
    try {
      return run()
    } finally {
      this.#cause = before
    }
  }

  /** The cause of a job: it runs later than it was asked for, and its events still name who asked. */
  jobCause(id: string, asked = this.#cause): Cause {
    const transaction = { type: 'JOB', id } as const
    return { actor: asked?.actor ?? SYSTEM, transaction, debugData: NO_DEBUG }
  }

  record(
    at: Date,
    eventType: string,
    target: readonly LogTarget[],
    failure: string | null = null,
    debugData: Readonly<Record<string, string>> = {},
    cause = this.#cause,
  ): void {
    this.#keep(logEvent(at, eventType, target, failure, debugData, cause))
  }

  /** The oldest go a tenth at a time, so that most events move nothing. */
  #keep(event: LogEvent): void {
    this.events.push(event)
    const most = this.#kept + Math.ceil(this.#kept / 10)
    if (this.events.length <= most) return
    this.#dropped += this.events.splice(0, this.events.length - this.#kept).length
  }
}
