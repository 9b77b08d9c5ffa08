import { cleanUp } from '../../steps/support/clean-up.ts'
import type { Ledger } from '../../steps/support/recorder/ledger.ts'
import type { RemoteTarget } from '../../steps/support/run-parameters.ts'
import type { Theatre } from '../explore.ts'
import type { History } from '../histories/action.ts'
import { Oktas } from '../rehearse/oktas.ts'
import type { Stage } from '../rehearse/rehearse.ts'
import type { House } from './reference-theatre.ts'

/** Somebody's server: histories are told apart by their names, and what each made is removed behind it. */
export class RemoteTheatre implements Theatre {
  readonly #house: House
  readonly #oktas: Oktas
  readonly #target: RemoteTarget
  readonly #ledger: Ledger
  #histories = 0
  #removes = true

  constructor(house: House, target: RemoteTarget, ledger: Ledger) {
    this.#house = house
    this.#target = target
    this.#ledger = ledger
    this.#oktas = new Oktas(house.recorder.dispatcher, house.seed)
  }

  async open(history: History): Promise<Stage> {
    this.#histories += 1
    const { recorder, troubles, log, runId } = this.#house
    return {
      access: this.#target,
      mark: `h${this.#histories}-${runId}`,
      okta: await this.#oktas.for(history),
      dispatcher: recorder.dispatcher,
      troubles,
      log,
    }
  }

  /** Where something cannot be removed, nothing is tried any more until the end, and told then. */
  async close(): Promise<void> {
    if (!this.#removes) return
    const { dispatcher } = this.#house.recorder
    const left = await cleanUp(dispatcher, this.#ledger, this.#target.token)
    this.#removes = left.length === 0
  }

  async end(): Promise<void> {
    await this.#oktas.close()
  }
}
