import { Webhook } from 'standardwebhooks'
import { eventTypeOf } from '../../steps/support/event-type.ts'
import {
  isTestEvent,
  type Received,
  type WebhookReceiver,
} from '../../steps/support/webhook-receiver.ts'
import { Breach } from '../model/breach.ts'
import { objectOf } from '../model/json.ts'
import type { State } from '../model/state.ts'
import type { Product } from './product.ts'

/** The requirement behind each kind of event that is counted. */
const COUNTED: Readonly<Record<string, string>> = {
  'scim.member.create': 'STYTCH-4.2-01',
  'scim.member.delete': 'STYTCH-4.2-03',
  'scim.scim_group.create': 'STYTCH-4.2-05',
  'scim.scim_group.update': 'STYTCH-4.2-11',
  'scim.scim_group.delete': 'STYTCH-4.2-13',
}

/** What a customer of the product was told while one history went on. */
export class Webhooks {
  readonly #receiver: WebhookReceiver
  readonly #product: Product
  readonly #path: string
  readonly #endpoint: { readonly id: string; readonly secret: string }

  private constructor(
    receiver: WebhookReceiver,
    product: Product,
    path: string,
    endpoint: { readonly id: string; readonly secret: string },
  ) {
    this.#receiver = receiver
    this.#product = product
    this.#path = path
    this.#endpoint = endpoint
  }

  /** From now on the receiver is told what happens in the organization. */
  static async open(
    receiver: WebhookReceiver,
    product: Product,
    organizationId: string,
    mark: string,
  ): Promise<Webhooks> {
    const path = `/webhooks/${mark}`
    const { webhook_endpoint } = await product.post('/v1/scimulate/webhook_endpoints', {
      url: new URL(path, receiver.url).href,
      organization_id: organizationId,
    })
    const { webhook_endpoint_id, secret } = objectOf(webhook_endpoint)
    const endpoint = { id: String(webhook_endpoint_id), secret: String(secret) }
    return new Webhooks(receiver, product, path, endpoint)
  }

  /** Throws a `Breach` unless what came is what one of the states must have told. */
  async finish(states: readonly State[]): Promise<void> {
    const { id } = this.#endpoint
    // An event that is sent now arrives behind whatever was: then nothing else is under way.
    await this.#product.post(`/v1/scimulate/webhook_endpoints/${id}/test`, {})
    await this.#receiver.waitUntil((all) => this.#mine(all).some(isTestEvent))
    const mine = this.#mine(this.#receiver.received)
    this.#receiver.received.length = 0
    const verifier = new Webhook(this.#endpoint.secret)
    for (const { payload, headers } of mine) verifier.verify(payload, headers)
    const types = mine.map(eventTypeOf)
    const wrong = states.map(({ told }) => firstWrong(told, types))
    if (!wrong.includes(undefined)) throw wrong[0] ?? new Error('there is no state')
  }

  #mine(all: readonly Received[]): Received[] {
    return all.filter(({ path }) => path === this.#path)
  }
}

function firstWrong(
  told: ReadonlyMap<string, number>,
  types: readonly string[],
): Breach | undefined {
  for (const [event, requirement] of Object.entries(COUNTED)) {
    const wanted = told.get(event) ?? 0
    const came = types.filter((type) => type === event).length
    if (came === wanted) continue
    return new Breach(`${event} came ${came} times, and should have ${wanted} times`, {
      rule: `webhook: ${event} ${came < wanted ? 'missing' : 'too often'}`,
      requirement,
      about: { type: event.includes('group') ? 'Groups' : 'Users' },
    })
  }
  return undefined
}
