import type { Recorder } from '../../steps/support/recorder/recorder.ts'
import type { Troubles } from '../../steps/support/recorder/trouble.ts'
import type { ReferenceTarget } from '../../steps/support/run-parameters.ts'
import { WebhookReceiver } from '../../steps/support/webhook-receiver.ts'
import type { Theatre } from '../explore.ts'
import type { History } from '../histories/action.ts'
import { objectOf } from '../model/json.ts'
import type { ExchangeLog } from '../rehearse/exchange-log.ts'
import { Oktas } from '../rehearse/oktas.ts'
import type { Stage } from '../rehearse/rehearse.ts'
import { Members } from './members.ts'
import { Product } from './product.ts'
import { Webhooks } from './webhooks.ts'

/** What theatres of one run have in common. */
export interface House {
  readonly recorder: Recorder
  readonly troubles: Troubles
  readonly log: ExchangeLog
  readonly runId: string
  readonly seed: number
}

/** Our own server: every history has an organization and a connection of its own. */
export class ReferenceTheatre implements Theatre {
  readonly #house: House
  readonly #oktas: Oktas
  readonly #product: Product
  readonly #name: string
  #histories = 0
  #receiver: WebhookReceiver | undefined

  constructor(house: House, target: ReferenceTarget, name: string) {
    this.#house = house
    this.#name = name
    this.#oktas = new Oktas(house.recorder.dispatcher, house.seed)
    this.#product = new Product(house.recorder.dispatcher, target)
  }

  async open(history: History): Promise<Stage> {
    this.#histories += 1
    const { recorder, troubles, log } = this.#house
    const mark = `${this.#name}${this.#histories}`
    const { organization } = await this.#product.post('/v1/b2b/organizations', {
      organization_name: mark,
      organization_slug: `org-${mark}`,
    })
    const organizationId = String(objectOf(organization).organization_id)
    const { connection } = await this.#product.post(`/v1/b2b/scim/${organizationId}/connection`, {
      display_name: 'Okta',
      identity_provider: 'okta',
    })
    const { base_url, bearer_token } = objectOf(connection)
    const access = { baseUrl: String(base_url), token: String(bearer_token) }
    recorder.addTarget(access.baseUrl)
    const members = new Members(this.#product, organizationId)
    const webhooks = await this.#webhooks(history, organizationId, mark)
    return {
      access,
      mark,
      okta: await this.#oktas.for(history),
      dispatcher: recorder.dispatcher,
      troubles,
      log,
      product: {
        look: (states) => members.look(states),
        finish: async (states) => webhooks?.finish(states),
      },
    }
  }

  /** A webhook for every event costs as much as the event: histories that begin with a team have them. */
  async #webhooks(
    { team }: History,
    organizationId: string,
    mark: string,
  ): Promise<Webhooks | undefined> {
    if (!team) return undefined
    this.#receiver ??= await WebhookReceiver.open()
    return Webhooks.open(this.#receiver, this.#product, organizationId, mark)
  }

  /** What is left of a history ends with the server. */
  async close(): Promise<void> {
    // An organization more or less costs nothing.
  }

  async end(): Promise<void> {
    await this.#oktas.close()
    await this.#receiver?.close()
  }
}
