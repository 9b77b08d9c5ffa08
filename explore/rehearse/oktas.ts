import type { Dispatcher } from 'undici'
import { type MockOkta, startMockOkta } from '../../mock-okta/client.ts'
import type { History } from '../histories/action.ts'

/** Histories for which one mock Okta is used: starting one costs as much as a short history. */
const USES = 25
const STARTS_AT = '2026-01-05T09:00:00Z'

interface Used {
  readonly okta: MockOkta
  uses: number
}

/** Mock Oktas for one history after the other; what happened in one concerns no other. */
export class Oktas {
  readonly #dispatcher: Dispatcher
  readonly #seed: number
  readonly #open = new Map<number, Used>()

  constructor(dispatcher: Dispatcher, seed: number) {
    this.#dispatcher = dispatcher
    this.#seed = seed
  }

  /** One whose apps do several jobs at once, for a history in which several admins act at once. */
  async for({ actions }: History): Promise<MockOkta> {
    const concurrency = actions.some(({ kind }) => kind === 'together') ? 3 : 1
    const known = this.#open.get(concurrency)
    if (known !== undefined && known.uses < USES) {
      known.uses += 1
      return known.okta
    }
    await known?.okta.close()
    const okta = await startMockOkta({
      dispatcher: this.#dispatcher,
      seed: this.#seed,
      startsAt: STARTS_AT,
      concurrency,
      rateLimit: { limit: Number.MAX_SAFE_INTEGER },
      logEventsKept: 100,
    })
    this.#open.set(concurrency, { okta, uses: 1 })
    return okta
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map(({ okta }) => okta.close()))
  }
}
