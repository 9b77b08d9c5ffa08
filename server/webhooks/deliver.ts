import type { Store } from '../store/store.ts'
import type { DeliveryRow, EndpointRow } from '../store/tables.ts'
import type { Attempt, Sender } from './send.ts'

/** Waits after each failed attempt, in seconds: eight attempts in all, as Svix makes them. */
const WAITS = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000]
const BATCH = 50
/** A delivery that failed this often no longer holds back the ones behind it. */
const HOLDS_UNTIL = 2

/** Takes due deliveries from the store and sends them, in order per endpoint. */
export class Deliverer {
  readonly #store: Store
  readonly #sender: Sender
  readonly #now: () => Date
  readonly #busy = new Map<string, Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #closed = false
  #scheduled = false

  constructor(store: Store, sender: Sender, now: () => Date) {
    this.#store = store
    this.#sender = sender
    this.#now = now
  }

  /** Looks for work soon; called after every change and whenever the clock is moved. */
  wake(): void {
    if (this.#scheduled || this.#closed) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      void this.#round()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await Promise.all(this.#busy.values())
    await this.#sender.close()
  }

  async #round(): Promise<void> {
    if (this.#closed) return
    for (const endpoint of await this.#store.webhooks.endpoints()) {
      const id = endpoint.webhook_endpoint_id
      if (endpoint.status !== 'active') continue
      if (this.#busy.has(id)) {
        // Whatever made this round may have come too late for the one under way.
        void this.#busy.get(id)?.then(() => this.wake())
        continue
      }
      const work = this.#work(endpoint).finally(() => this.#busy.delete(id))
      this.#busy.set(id, work)
    }
  }

  async #work(endpoint: EndpointRow): Promise<void> {
    for (let next = await this.#next(endpoint); next; next = await this.#next(endpoint)) {
      const attempt = await this.#sender.send(endpoint, next.delivery_id, next.payload)
      await this.#settle(next, attempt)
      if (attempt.status_code === 410) return
    }
  }

  /** The first delivery that is due; one that failed once holds back those behind it. */
  async #next(endpoint: EndpointRow): Promise<DeliveryRow | undefined> {
    if (this.#closed) return undefined
    const now = this.#now().getTime()
    const pending = await this.#store.webhooks.pendingDeliveries(
      endpoint.webhook_endpoint_id,
      BATCH,
    )
    for (const delivery of pending) {
      if (delivery.due <= now) return delivery
      this.#wakeAt(delivery.due)
      if (delivery.attempt_count < HOLDS_UNTIL) return undefined
    }
    return undefined
  }

  async #settle(delivery: DeliveryRow, attempt: Attempt): Promise<void> {
    const count = delivery.attempt_count + 1
    const status = attempt.status_code ?? 0
    const succeeded = status >= 200 && status < 300
    const wait = Math.max(WAITS[count - 1] ?? 0, attempt.retry_after ?? 0)
    const over = count > WAITS.length || status === 410
    await this.#store.webhooks.updateDelivery({
      ...delivery,
      attempts_json: JSON.stringify([
        ...(JSON.parse(delivery.attempts_json) as unknown[]),
        attempt,
      ]),
      attempt_count: count,
      status: succeeded ? 'succeeded' : over ? 'failed' : 'pending',
      due: this.#now().getTime() + wait * 1_000,
    })
    if (status === 410) {
      await this.#store.webhooks.setEndpointStatus(delivery.webhook_endpoint_id, 'disabled')
    }
  }

  #wakeAt(due: number): void {
    clearTimeout(this.#timer)
    const wait = Math.min(Math.max(due - this.#now().getTime(), 0), 60_000)
    this.#timer = setTimeout(() => this.wake(), wait)
    this.#timer.unref()
  }
}
