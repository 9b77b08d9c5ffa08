import { randomUUID } from 'node:crypto'
import type { DeliveryRow, EndpointRow } from '../store/sql/webhook-tables.ts'
import type { Store } from '../store/store.ts'
import { secretsOf } from './endpoints.ts'
import { forgetOldEvents } from './retention.ts'
import { type Attempt, afterAttempt, changeOfHealth } from './schedule.ts'
import type { Sender } from './send.ts'

/** Whether a delivery that fails holds back those behind it to the end, or for its first two attempts. */
export type WebhookOrder = 'strict' | 'relaxed'

const HOLDS: Readonly<Record<WebhookOrder, number>> = {
  // More than there are attempts, and a number that a column of the database can be compared with.
  strict: 1_000,
  relaxed: 2,
}
/** How long the look for work of others may wait: a server that died leaves its deliveries to the rest. */
const IDLE_MS = 30_000
const AGAIN_MS = 1_000
const LEASE_MARGIN_MS = 5_000
const WRITES_BETWEEN_CLEANING = 1_000
const CLEANS_EVERY_MS = 3_600_000
/** How long a receiver has to answer when the server stops: it is to be gone within five seconds. */
const GRACE_MS = 3_000

export interface DelivererOptions {
  readonly store: Store
  readonly sender: Sender
  readonly now: () => Date
  readonly order: WebhookOrder
  /** How many events a project keeps at most. */
  readonly kept: number
}

/**
 * Takes due deliveries from the store and sends them, in order per endpoint. Several servers on one store
 * share the work by leases; no transaction is open while a receiver is waited for.
 */
export class Deliverer {
  readonly #options: DelivererOptions
  readonly #holder = randomUUID()
  readonly #busy = new Map<string, Promise<void>>()
  /** Until when endpoints asked to be left alone, by the clock that schedules. */
  readonly #quiet = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined
  #wakesAt = Number.POSITIVE_INFINITY
  #closed = false
  #scheduled = false
  #writes = 0
  #cleansAt = 0
  #trouble = ''

  constructor(options: DelivererOptions) {
    this.#options = options
  }

  /** Called after every request that writes: each leaves events, and old ones are to be forgotten in time. */
  wrote(): void {
    this.#writes += 1
    if (this.#writes >= WRITES_BETWEEN_CLEANING) this.wake()
  }

  /** Looks for work soon; called whenever there may be some. */
  wake(): void {
    if (this.#scheduled || this.#closed) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      void this.#round().catch((error: unknown) => this.#again(error))
    })
  }

  /** Ends soon: an attempt that takes longer is broken off, and is made anew by whoever delivers next. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    const { sender } = this.#options
    const impatient = setTimeout(() => sender.stop(), GRACE_MS)
    await Promise.all(this.#busy.values())
    clearTimeout(impatient)
    await sender.close()
  }

  async #round(): Promise<void> {
    if (this.#closed) return
    this.#wakeIn(IDLE_MS)
    await this.#clean()
    const now = this.#options.now().getTime()
    // One question for all endpoints: most of them wait for nothing.
    for (const { endpointId: id, due } of await this.#options.store.deliveries.waiting()) {
      if (due > now) {
        this.#wakeIn(due - now)
        continue
      }
      if (this.#busy.has(id)) {
        // Whatever made this round may have come too late for the one under way.
        void this.#busy.get(id)?.then(() => this.wake())
        continue
      }
      const work = this.#work(id)
        .catch((error: unknown) => this.#again(error))
        .finally(() => this.#busy.delete(id))
      this.#busy.set(id, work)
    }
  }

  /** Once in a while old events are forgotten. */
  async #clean(): Promise<void> {
    const { store, now, kept } = this.#options
    const at = now()
    if (at.getTime() < this.#cleansAt && this.#writes < WRITES_BETWEEN_CLEANING) return
    this.#writes = 0
    this.#cleansAt = at.getTime() + CLEANS_EVERY_MS
    await forgetOldEvents(store, at, kept)
  }

  async #work(id: string): Promise<void> {
    const { store } = this.#options
    if ((await this.#next(id)) === undefined) return
    while (await this.#leased(id)) {
      const endpoint = await store.webhooks.endpoint(id)
      const next = endpoint?.status === 'active' ? await this.#next(id) : undefined
      const attempt = endpoint && next && (await this.#attempt(endpoint, next))
      if (endpoint === undefined || next === undefined || attempt === undefined) {
        await store.webhooks.release(id, this.#holder)
        return
      }
      await this.#settle(endpoint, next, attempt)
    }
    this.#wakeIn(AGAIN_MS)
  }

  #leased(id: string): Promise<boolean> {
    const { store, sender } = this.#options
    const now = Date.now()
    return store.webhooks.lease(id, this.#holder, now, now + sender.timeoutMs + LEASE_MARGIN_MS)
  }

  /** The first delivery that is due, unless one before it still holds it back. */
  async #next(id: string): Promise<DeliveryRow | undefined> {
    if (this.#closed) return undefined
    const { store, now, order } = this.#options
    const at = now().getTime()
    const quiet = this.#quiet.get(id) ?? 0
    if (quiet > at) {
      this.#wakeIn(quiet - at)
      return undefined
    }
    const due = await store.deliveries.firstDue(id, at)
    const holding = await store.deliveries.firstBelow(id, HOLDS[order])
    const held = due && holding && holding.seq < due.seq && holding.due > at
    if (due !== undefined && !held) return due
    const soonest = held ? holding.due : await store.deliveries.soonest(id)
    if (soonest !== undefined) this.#wakeIn(soonest - at)
    return undefined
  }

  async #attempt(endpoint: EndpointRow, delivery: DeliveryRow): Promise<Attempt | undefined> {
    const { now, sender } = this.#options
    const at = now()
    const outcome = await sender.send({
      url: endpoint.url,
      id: delivery.delivery_id,
      payload: delivery.payload,
      secrets: secretsOf(endpoint, at),
    })
    return outcome && { at: at.toISOString(), ...outcome }
  }

  async #settle(endpoint: EndpointRow, delivery: DeliveryRow, attempt: Attempt): Promise<void> {
    const { store, now } = this.#options
    const at = now().getTime()
    const { webhook_endpoint_id: id } = endpoint
    const wait = attempt.retry_after
    if (wait === undefined) this.#quiet.delete(id)
    else this.#quiet.set(id, at + wait * 1_000)
    const change = changeOfHealth(endpoint, attempt, at)
    await store.transaction(async (inside) => {
      await inside.deliveries.update(afterAttempt(delivery, attempt, at))
      if (Object.keys(change).length > 0) await inside.webhooks.updateEndpoint(id, change)
    })
  }

  /** A store that cannot be reached now is asked again later; what is wrong with it is said once. */
  #again(error: unknown): void {
    const trouble = error instanceof Error ? error.message : String(error)
    if (!this.#closed && trouble !== this.#trouble) process.emitWarning(`webhooks: ${trouble}`)
    this.#trouble = trouble
    this.#wakeIn(AGAIN_MS)
  }

  /** The nearest of all wishes counts. */
  #wakeIn(milliseconds: number): void {
    const wait = Math.min(Math.max(milliseconds, 0), IDLE_MS)
    const at = Date.now() + wait
    if (this.#closed || (at >= this.#wakesAt && this.#wakesAt > Date.now())) return
    clearTimeout(this.#timer)
    this.#wakesAt = at
    this.#timer = setTimeout(() => this.wake(), wait)
    this.#timer.unref()
  }
}
