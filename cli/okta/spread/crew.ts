import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Step } from './plan.ts'
import type { ToWorker, WorkerSettings } from './settings.ts'

/** One that ends by itself is followed by another one after this long. */
const PAUSE_MS = 500
/** So many ends with nothing done between them are no accidents. */
const MOST_DEATHS = 20

/** The worker processes; whatever ends one of them, there is soon another in its place. */
export class Crew {
  readonly #settings: WorkerSettings
  readonly #workers = new Set<ChildProcess>()
  #step: Step | undefined
  #stopping = false
  #deaths = 0

  constructor(count: number, settings: WorkerSettings) {
    this.#settings = settings
    for (let i = 0; i < count; i += 1) this.#add()
  }

  get size(): number {
    return this.#workers.size
  }

  /** Whether workers die and die, and no job gets done. */
  get hopeless(): boolean {
    return this.#deaths >= MOST_DEATHS
  }

  /** A job was done: whoever died before did so by accident. */
  progressed(): void {
    this.#deaths = 0
  }

  turnTo(step: Step): void {
    this.#step = step
    for (const worker of this.#workers) tell(worker, { kind: 'step', step })
  }

  async stop(): Promise<void> {
    this.#stopping = true
    const ends = [...this.#workers].map((worker) => once(worker, 'exit'))
    for (const worker of this.#workers) tell(worker, { kind: 'stop' })
    await Promise.all(ends)
  }

  #add(): void {
    // Found as source and as built.
    const worker = fork(require.resolve('./worker'), [], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#workers.add(worker)
    tell(worker, { kind: 'begin', settings: this.#settings })
    if (this.#step !== undefined) tell(worker, { kind: 'step', step: this.#step })
    worker.once('exit', () => {
      this.#workers.delete(worker)
      if (this.#stopping) return
      this.#deaths += 1
      setTimeout(() => {
        if (!this.#stopping && !this.hopeless) this.#add()
      }, PAUSE_MS)
    })
  }
}

/** One that is dying hears nothing any more. */
function tell(worker: ChildProcess, told: ToWorker): void {
  worker.send(told, () => {})
}
