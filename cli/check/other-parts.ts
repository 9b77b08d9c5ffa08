import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Envelope } from '@cucumber/messages'
import { CommandError, EXIT } from '../exit-code.ts'
import type { CheckOptions } from './options.ts'
import type { FromPart, Part, ToPart } from './part.ts'
import { partProcesses } from './part-processes.ts'

/** All that the other processes saw. */
export interface Rest extends Part {
  readonly envelopes: readonly Envelope[]
}

/**
 * The parts of a run that other processes take, each with a server, a mock Okta and a clock of its own;
 * the first part stays with whoever shares out. A run of one process has no others.
 */
export class OtherParts {
  /** Which part is left: `1/3`, or nothing when it is all. */
  readonly shard: string
  readonly #children: readonly ChildProcess[]
  readonly #ends: Promise<Part>[]
  readonly #requests = new Map<ChildProcess, number>()
  readonly #envelopes: Envelope[] = []
  readonly #sees: (envelope: Envelope) => void

  /** `children` are the processes, which wait to be told; as many are started when there are none yet. */
  constructor(
    options: CheckOptions,
    sees: (envelope: Envelope) => void,
    children: readonly ChildProcess[] = partProcesses(options),
  ) {
    const { workers, shard } = options
    this.#sees = sees
    this.shard = workers === 1 ? shard : `1/${workers}`
    this.#children = children
    this.#ends = this.#children.map((child, i) =>
      this.#hear(child, { ...options, shard: `${i + 2}/${workers}`, workers: 1 }),
    )
    // Whoever waits hears of a failure; until then it is not one that nobody cares for.
    for (const end of this.#ends) end.catch(() => undefined)
  }

  /** Requests of all of them so far. */
  get requests(): number {
    return [...this.#requests.values()].reduce((sum, one) => sum + one, 0)
  }

  /** Waits for all; a process that ends before it has told throws. */
  async rest(): Promise<Rest> {
    const parts = await Promise.all(this.#ends)
    return {
      envelopes: this.#envelopes,
      exchanges: parts.flatMap(({ exchanges }) => exchanges),
      targets: parts.flatMap(({ targets }) => targets),
      secrets: parts.flatMap(({ secrets }) => secrets),
    }
  }

  /** The run was interrupted: what they do ends early, but in order. */
  stop(): void {
    for (const child of this.#children) tell(child, { kind: 'stop' })
  }

  /** Ends those that still go on. */
  async close(): Promise<void> {
    const left = this.#children.filter((one) => one.exitCode === null && one.signalCode === null)
    const ends = left.map((child) => once(child, 'exit'))
    for (const child of left) child.kill('SIGKILL')
    await Promise.all(ends)
  }

  async #hear(child: ChildProcess, options: CheckOptions): Promise<Part> {
    tell(child, { kind: 'begin', options })
    return new Promise((resolve, reject) => {
      const gone = () => reject(failure(`it ended with ${child.signalCode ?? child.exitCode}`))
      // It may have been started, and have ended, long before.
      if (child.signalCode !== null || child.exitCode !== null) gone()
      child.on('message', (told: FromPart) => {
        if (told.kind === 'done') resolve(told.part)
        else if (told.kind === 'failed') reject(failure(told.message))
        else this.#note(child, told)
      })
      child.once('exit', gone)
    })
  }

  #note(child: ChildProcess, { envelopes, requests }: FromPart & { kind: 'seen' }): void {
    this.#requests.set(child, requests)
    for (const envelope of envelopes) {
      this.#envelopes.push(envelope)
      this.#sees(envelope)
    }
  }
}

/** One that is dying hears nothing any more. */
function tell(child: ChildProcess, told: ToPart): void {
  child.send(told, () => {})
}

function failure(message: string): CommandError {
  return new CommandError(EXIT.ownError, `a process with a part of the run: ${message}`)
}
