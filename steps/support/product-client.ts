import { expectStatus, type Http, objectIn } from './http.ts'

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

export type Member = Record<string, unknown>

/** The product's own API, as Stytch B2B shapes it: what the product tells of its members. */
export class ProductClient {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
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

  /** Every member with this e-mail address, the deleted ones too. */
  async membersWith(organizationId: string, email: string): Promise<Member[]> {
    const { members } = await this.#post('/v1/b2b/organizations/members/search', {
      organization_ids: [organizationId],
      query: {
        operator: 'AND',
        operands: [
          { filter_name: 'member_emails', filter_value: [email] },
          { filter_name: 'statuses', filter_value: ['active', 'deleted', 'invited', 'pending'] },
        ],
      },
    })
    return (members as unknown[]).map(part)
  }

  async groups({ organizationId, connectionId }: Connection): Promise<Record<string, unknown>[]> {
    const answer = await this.#http.get(
      `/v1/b2b/scim/${organizationId}/connection/${connectionId}?limit=1000`,
    )
    expectStatus(answer, 200)
    return (objectIn(answer).scim_groups as unknown[]).map(part)
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
  if (typeof value !== 'object' || value === null) {
    throw new Error(`the product answered without the object that was asked for: ${String(value)}`)
  }
  return value as Record<string, unknown>
}
