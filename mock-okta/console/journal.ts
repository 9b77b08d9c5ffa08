import type { Okta } from './okta.ts'
import type { Click } from './recording/click.ts'
import type { Exchange } from './shapes.ts'

/** Something that an admin did here, and the requests that followed. */
export interface Action {
  readonly number: number
  readonly title: string
  readonly at: string
  /** The exchanges that came after this one belong to it, or to a later action. */
  readonly after: number
  /** What it was, for a feature that repeats it. */
  click: Click | undefined
}

const KEPT = 200
/** Long enough for a server at hand; the traffic goes on beside the page all the same. */
const PATIENCE_MS = 1_500

/** What was done in the console since it was started, in its order. */
export class Journal {
  readonly #okta: Okta
  readonly #actions: Action[] = []
  #count = 0
  /** No action began before this exchange. */
  #last = 0

  constructor(okta: Okta) {
    this.#okta = okta
  }

  get actions(): readonly Action[] {
    return this.#actions
  }

  /** Does something and waits for a moment until Okta has sent what follows. */
  async act<T>(
    title: string,
    click: Click | undefined,
    run: () => Promise<T>,
    patienceMs = PATIENCE_MS,
  ): Promise<T> {
    this.#last = (await this.exchanges(this.#last)).at(-1)?.id ?? this.#last
    this.#count += 1
    const at = new Date().toISOString()
    const action: Action = { number: this.#count, title, at, after: this.#last, click }
    this.#actions.push(action)
    if (this.#actions.length > KEPT) this.#actions.shift()
    try {
      const done = await run()
      await this.#okta.get(`/api/v1/scimulate/settled?timeoutMs=${patienceMs}`)
      return done
    } catch (error) {
      // What Okta refused did not happen: a feature must not repeat it.
      action.click = undefined
      throw error
    }
  }

  async exchanges(after: number): Promise<Exchange[]> {
    return this.#okta.get(`/api/v1/scimulate/exchanges?after=${after}`)
  }

  /** The action that an exchange belongs to. */
  actionOf(exchangeId: number): Action | undefined {
    return this.#actions.findLast(({ after }) => after < exchangeId)
  }

  /** Starts a recording anew: what was done so far is no part of it. */
  forget(): void {
    this.#actions.length = 0
  }
}
