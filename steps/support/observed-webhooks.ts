import type { ObserverModule, SeenEvent } from './observers.ts'
import type { SeenWebhook } from './recorder/exchange.ts'
import type { WebhookSource } from './webhook-source.ts'

const QUIET_MS = 400
const PATIENCE_MS = 5_000

/** Events of somebody's product, as the user's module tells them. */
export class ObservedWebhooks implements WebhookSource {
  readonly #webhooks: NonNullable<ObserverModule['webhooks']>
  readonly #heard: SeenWebhook[] = []
  readonly #before: number
  #seen: number

  private constructor(webhooks: NonNullable<ObserverModule['webhooks']>, before: number) {
    this.#webhooks = webhooks
    this.#before = before
    this.#seen = before
  }

  static async open(webhooks: NonNullable<ObserverModule['webhooks']>): Promise<ObservedWebhooks> {
    return new ObservedWebhooks(webhooks, (await webhooks(0)).length)
  }

  /** Nobody can be asked for a test event here: a quiet moment has to do. */
  async news(): Promise<readonly SeenEvent[]> {
    const deadline = Date.now() + PATIENCE_MS
    let fresh = await this.#listen()
    for (let quietSince = Date.now(); Date.now() < deadline; ) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      const now = await this.#listen()
      if (now.length !== fresh.length) quietSince = Date.now()
      fresh = now
      if (Date.now() - quietSince > QUIET_MS) break
    }
    this.#seen += fresh.length
    return fresh
  }

  /** The last ones too, which no step asked for. */
  async close(): Promise<readonly SeenWebhook[]> {
    try {
      await this.#listen()
    } catch {
      // The scenario has ended as it did: its report shows what was heard until then.
    }
    return this.#heard
  }

  async #listen(): Promise<readonly SeenEvent[]> {
    const fresh = await this.#webhooks(this.#seen)
    const known = this.#before + this.#heard.length - this.#seen
    this.#heard.push(...fresh.slice(known).map(heard))
    return fresh
  }
}

/** As the recorder keeps it: what was said of it, for nobody here saw how it was sent. */
function heard(event: SeenEvent): SeenWebhook {
  const { at = '' } = event
  return {
    source: 'observers',
    at: new Date(Number.isNaN(Date.parse(at)) ? Date.now() : at).toISOString(),
    ms: 0,
    request: {
      method: 'POST',
      url: 'observers:webhooks',
      headers: {},
      body: JSON.stringify(event),
    },
    response: null,
  }
}
