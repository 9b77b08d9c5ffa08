import assert from 'node:assert/strict'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'
import { eventTypeOf } from './event-type.ts'
import type { ObserverModule, SeenEvent } from './observers.ts'
import type { Endpoint, ProductClient } from './product-client.ts'
import { isTestEvent, type Received, WebhookReceiver } from './webhook-receiver.ts'

/** Where the events of a scenario are seen; `seen` marks what earlier steps have looked at. */
export interface WebhookSource {
  /** Everything that came since the last look, once nothing more is under way. */
  news(): Promise<readonly SeenEvent[]>
  close(): Promise<void>
}

/** Our own server's webhooks, received as a customer receives them. */
export class ReceivedWebhooks implements WebhookSource {
  readonly #product: ProductClient
  readonly #receiver: WebhookReceiver
  readonly #endpoint: Endpoint
  #seen = 0

  private constructor(product: ProductClient, receiver: WebhookReceiver, endpoint: Endpoint) {
    this.#product = product
    this.#receiver = receiver
    this.#endpoint = endpoint
  }

  static async open(product: ProductClient, organizationId: string): Promise<ReceivedWebhooks> {
    const receiver = await WebhookReceiver.open()
    const endpoint = await product.createWebhookEndpoint(organizationId, receiver.url)
    return new ReceivedWebhooks(product, receiver, endpoint)
  }

  get secret(): string {
    return this.#endpoint.secret
  }

  /** The last webhook that told of something. */
  get last(): Received | undefined {
    return this.#receiver.received.filter((one) => !isTestEvent(one)).at(-1)
  }

  /**
   * In order, each verified by both libraries that a consumer may use. That nothing else is under way
   * is shown by an event sent now: it arrives behind whatever was.
   */
  async news(): Promise<readonly SeenEvent[]> {
    const { received } = this.#receiver
    const marks = received.filter(isTestEvent).length
    await this.#product.sendTestEvent(this.#endpoint)
    await this.#receiver.waitUntil((all) => all.filter(isTestEvent).length > marks)
    const fresh = received.slice(this.#seen)
    this.#seen = received.length
    assert.ok(fresh.some(isTestEvent), 'the test event did not arrive: webhooks are not delivered')
    for (const { payload, headers } of fresh) {
      new SvixWebhook(this.#endpoint.secret).verify(payload, headers)
      new StandardWebhook(this.#endpoint.secret).verify(payload, headers)
    }
    return fresh.filter((one) => !isTestEvent(one)).map((one) => ({ type: eventTypeOf(one) }))
  }

  close(): Promise<void> {
    return this.#receiver.close()
  }
}

const QUIET_MS = 400
const PATIENCE_MS = 5_000

/** Events of somebody's product, as the user's module tells them. */
export class ObservedWebhooks implements WebhookSource {
  readonly #webhooks: NonNullable<ObserverModule['webhooks']>
  #seen: number

  private constructor(webhooks: NonNullable<ObserverModule['webhooks']>, seen: number) {
    this.#webhooks = webhooks
    this.#seen = seen
  }

  static async open(webhooks: NonNullable<ObserverModule['webhooks']>): Promise<ObservedWebhooks> {
    return new ObservedWebhooks(webhooks, (await webhooks(0)).length)
  }

  /** Nobody can be asked for a test event here: a quiet moment has to do. */
  async news(): Promise<readonly SeenEvent[]> {
    const deadline = Date.now() + PATIENCE_MS
    let fresh = await this.#webhooks(this.#seen)
    for (let quietSince = Date.now(); Date.now() < deadline; ) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      const now = await this.#webhooks(this.#seen)
      if (now.length !== fresh.length) quietSince = Date.now()
      fresh = now
      if (Date.now() - quietSince > QUIET_MS) break
    }
    this.#seen += fresh.length
    return fresh
  }

  async close(): Promise<void> {
    // Nothing was opened.
  }
}
