import assert from 'node:assert/strict'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix/dist/webhook'
import { eventTypeOf } from './event-type.ts'
import type { SeenEvent } from './observers.ts'
import type { Delivery, Endpoint, ProductClient } from './product-client.ts'
import type { SeenWebhook } from './recorder/exchange.ts'
import { type Behaviour, isTestEvent, type Received, WebhookReceiver } from './webhook-receiver.ts'

const PATIENCE_MS = 5_000

/** What a consumer verifies webhooks with. */
const LIBRARIES = [
  ['svix', SvixWebhook],
  ['standardwebhooks', StandardWebhook],
] as const

/** Where the events of a scenario are seen; `seen` marks what earlier steps have looked at. */
export interface WebhookSource {
  /** Everything that came since the last look, once nothing more is under way. */
  news(): Promise<readonly SeenEvent[]>
  /** Looks no longer; gives all that ever came, as the recorder keeps it. */
  close(): Promise<readonly SeenWebhook[]>
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
    this.#verify(fresh)
    return fresh.filter((one) => !isTestEvent(one)).map((one) => ({ type: eventTypeOf(one) }))
  }

  /** Both libraries refuse the last webhook when it was altered, and whoever has another secret. */
  expectTamperproof(): void {
    const { last } = this
    assert.ok(last, 'no webhook came')
    const { payload, headers } = last
    const { secret } = this.#endpoint
    const other = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
    for (const [, library] of LIBRARIES) {
      assert.throws(() => new library(secret).verify(payload.replace('"', "'"), headers))
      assert.throws(() => new library(other).verify(payload, headers))
    }
    this.#verify([last])
  }

  verifyAll(): void {
    this.#verify(this.received)
  }

  #verify(received: readonly Received[]): void {
    const { secret } = this.#endpoint
    for (const { payload, headers } of received) {
      for (const [name, library] of LIBRARIES) {
        // A signature that is void is the product's fault, and no error of the run.
        assert.doesNotThrow(
          () => new library(secret).verify(payload, headers),
          `${name} refuses it`,
        )
      }
    }
  }

  /** What only shows that webhooks arrive is left out. */
  #seenSoFar(): SeenWebhook[] {
    const { origin } = new URL(this.#receiver.url)
    return this.received
      .filter((one) => !isTestEvent(one))
      .map(({ at, headers, path, payload, answered }) => ({
        source: 'product',
        at,
        ms: 0,
        request: { method: 'POST', url: origin + path, headers, body: payload },
        response: answered === null ? null : { status: answered, headers: {}, body: '' },
      }))
  }

  /** All that ever came, in order. */
  get received(): readonly Received[] {
    return this.#receiver.received
  }

  behave(behaviour: Behaviour): Promise<void> {
    return this.#receiver.behave(behaviour)
  }

  /** The newest delivery, once the server has tried everything that is due by its clock. */
  async settled(): Promise<Delivery> {
    const deadline = Date.now() + PATIENCE_MS
    for (;;) {
      const now = await this.#product.advance('PT0S')
      // Asked first: an attempt that disables the endpoint is in the deliveries that are read after it.
      const active = (await this.endpointStatus()) === 'active'
      const deliveries = await this.#product.deliveries(this.#endpoint)
      const [newest] = deliveries
      const waiting = deliveries.some(
        ({ next_attempt_at }) => Date.parse(next_attempt_at ?? '') <= now,
      )
      if (newest !== undefined && (!waiting || !active)) return newest
      assert.ok(Date.now() < deadline, 'no webhook is under way, or one does not come to an end')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  endpointStatus(): Promise<string> {
    return this.#product.endpointStatus(this.#endpoint)
  }

  async close(): Promise<readonly SeenWebhook[]> {
    await this.#receiver.close()
    return this.#seenSoFar()
  }
}
