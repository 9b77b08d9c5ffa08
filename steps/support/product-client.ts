import assert from 'node:assert/strict'
import { type Answer, expectStatus, type Http, objectIn } from './http.ts'
import type { Message } from './http-message.ts'
import { type Fill, filledJson } from './table.ts'

export interface Connection {
  readonly organizationId: string
  readonly connectionId: string
  readonly baseUrl: string
  readonly token: string
  readonly identityProvider: string
}

export interface Endpoint {
  readonly id: string
  readonly secret: string
}

/** One webhook in the log of deliveries. */
export interface Delivery {
  readonly webhook_delivery_id: string
  readonly status: string
  readonly next_attempt_at?: string
  readonly attempts: readonly Attempt[]
}

export interface Attempt {
  readonly at: string
  readonly status_code?: number
  readonly error?: string
}

export type Member = Record<string, unknown>

const EVERY_STATUS = {
  filter_name: 'statuses',
  filter_value: ['active', 'deleted', 'invited', 'pending'],
}

/** The product's own API, as Stytch B2B shapes it: what the product tells of its members. */
export class ProductClient {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  /** A request as a feature writes it; without a body it carries the empty object, as the SDK's do. */
  send({ method, path, headers, body }: Message, fill: Fill): Promise<Answer> {
    const json = body === undefined ? {} : filledJson(body, fill, 'the body')
    const verb = method as Parameters<Http['send']>[0]
    return this.#http.with(headers).send(verb, path, method === 'GET' ? undefined : json)
  }

  /** Another project of the same server, and its API. */
  async otherProject(): Promise<ProductClient> {
    const { project } = await this.#post('/v1/scimulate/projects', {})
    const { project_id, secret } = part(project)
    const basic = Buffer.from(`${String(project_id)}:${String(secret)}`).toString('base64')
    return new ProductClient(this.#http.with({ authorization: `Basic ${basic}` }))
  }

  /** Moves the server's clock forward by an ISO 8601 duration; tells what it shows then. */
  async advance(duration: string): Promise<number> {
    const { now } = await this.#post('/_scimulate/clock', { advance: duration })
    return Date.parse(String(now))
  }

  /** What was sent to an endpoint, newest first. */
  async deliveries({ id }: Endpoint): Promise<Delivery[]> {
    const answer = await this.#http.get(
      `/v1/scimulate/webhook_deliveries?webhook_endpoint_id=${id}`,
    )
    expectStatus(answer, 200)
    return objectIn(answer).webhook_deliveries as Delivery[]
  }

  async endpointStatus({ id }: Endpoint): Promise<string> {
    const answer = await this.#http.get(`/v1/scimulate/webhook_endpoints/${id}`)
    expectStatus(answer, 200)
    return String(part(objectIn(answer).webhook_endpoint).status)
  }

  async createOrganization(name: string): Promise<string> {
    const { organization } = await this.#post('/v1/b2b/organizations', {
      organization_name: name,
      organization_slug: name,
    })
    return String(part(organization).organization_id)
  }

  async createScimConnection(organizationId: string): Promise<Connection> {
    const { connection } = await this.#post(`/v1/b2b/scim/${organizationId}/connection`, {
      display_name: 'Okta',
      identity_provider: 'okta',
    })
    const made = part(connection)
    return {
      organizationId,
      connectionId: String(made.connection_id),
      baseUrl: String(made.base_url),
      token: String(made.bearer_token),
      identityProvider: String(made.identity_provider),
    }
  }

  async createMember(organizationId: string, email: string, name: string): Promise<Member> {
    const { member } = await this.#post(`/v1/b2b/organizations/${organizationId}/members`, {
      email_address: email,
      name,
    })
    return part(member)
  }

  /** Whether the product lets in whoever has this address and this password. */
  async signIn({ organizationId }: Connection, email: string, password: string): Promise<boolean> {
    const answer = await this.#http.send('POST', '/v1/b2b/passwords/authenticate', {
      organization_id: organizationId,
      email_address: email,
      password,
    })
    expectStatus(answer, 200, 401)
    return answer.status === 200
  }

  /** Every member with this e-mail address, the deleted ones too. */
  membersWith(organizationId: string, email: string): Promise<Member[]> {
    return this.#search(organizationId, [{ filter_name: 'member_emails', filter_value: [email] }])
  }

  /** The members of an organization, the deleted ones too: the first hundred. */
  membersOf(organizationId: string): Promise<Member[]> {
    return this.#search(organizationId, [])
  }

  async #search(organizationId: string, operands: readonly object[]): Promise<Member[]> {
    const { members } = await this.#post('/v1/b2b/organizations/members/search', {
      organization_ids: [organizationId],
      query: { operator: 'AND', operands: [...operands, EVERY_STATUS] },
    })
    return listOf(members)
  }

  async groups({ organizationId, connectionId }: Connection): Promise<Record<string, unknown>[]> {
    const answer = await this.#http.get(
      `/v1/b2b/scim/${organizationId}/connection/${connectionId}?limit=1000`,
    )
    expectStatus(answer, 200)
    return listOf(objectIn(answer).scim_groups)
  }

  async setLinking(organizationId: string, link: boolean): Promise<void> {
    const answer = await this.#http.send(
      'PUT',
      `/v1/scimulate/organizations/${organizationId}/settings`,
      { link_existing_members: link },
    )
    expectStatus(answer, 200)
  }

  async createWebhookEndpoint(organizationId: string, url: string): Promise<Endpoint> {
    const { webhook_endpoint } = await this.#post('/v1/scimulate/webhook_endpoints', {
      url,
      organization_id: organizationId,
    })
    const made = part(webhook_endpoint)
    return { id: String(made.webhook_endpoint_id), secret: String(made.secret) }
  }

  async sendTestEvent(endpoint: Endpoint): Promise<void> {
    await this.#post(`/v1/scimulate/webhook_endpoints/${endpoint.id}/test`, {})
  }

  async #post(path: string, body: object): Promise<Record<string, unknown>> {
    const answer = await this.#http.send('POST', path, body)
    expectStatus(answer, 200)
    return objectIn(answer)
  }
}

function part(value: unknown): Record<string, unknown> {
  assert.ok(
    typeof value === 'object' && value !== null,
    `the product answered without the object that was asked for: ${String(value)}`,
  )
  return value as Record<string, unknown>
}

function listOf(value: unknown): Record<string, unknown>[] {
  assert.ok(Array.isArray(value), `the product answered without a list: ${String(value)}`)
  return value.map(part)
}
