import assert from 'node:assert/strict'
import type { RunningServer } from '../../server/app.ts'
import type { Json } from '../../server/scim/resource.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'

export interface ListPage {
  readonly totalResults: number
  readonly Resources: Json[]
  readonly nextCursor?: string
}

/** A bare client of one connection, for tests that look behind what features say. */
export class Scim {
  readonly baseUrl: string
  readonly token: string

  constructor(baseUrl: string, token: string) {
    this.baseUrl = baseUrl
    this.token = token
  }

  request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    return fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/scim+json',
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  }

  /** A body that comes in pieces, without a length told beforehand. */
  send(method: string, path: string, pieces: AsyncIterable<Uint8Array>): Promise<Response> {
    return fetch(`${this.baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/scim+json' },
      body: ReadableStream.from(pieces),
      duplex: 'half',
    })
  }

  async create(user: Json): Promise<Json> {
    const response = await this.request('POST', '/Users', { schemas: [USER], ...user })
    const told = (await response.json()) as Json
    assert.equal(response.status, 201, JSON.stringify(told))
    return told
  }

  async list(query: Record<string, string>, path = '/Users'): Promise<ListPage> {
    const response = await this.request('GET', `${path}?${new URLSearchParams(query)}`)
    const told = (await response.json()) as ListPage
    assert.equal(response.status, 200, JSON.stringify(told))
    return told
  }

  /** Every resource of a list, page by page behind cursors. */
  async walk(query: Record<string, string>): Promise<Json[]> {
    const all: Json[] = []
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page: ListPage = await this.list({ ...query, cursor })
      all.push(...page.Resources)
      cursor = page.nextCursor
    }
    return all
  }
}

/** Makes an organization and a connection by the product's API, and a client of it. */
export async function connect({ url, projectId, secret }: RunningServer): Promise<Scim> {
  const api = async (path: string, body: object): Promise<Json> => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${projectId}:${secret}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    })
    const told = (await response.json()) as Json
    assert.equal(response.status, 200, JSON.stringify(told))
    return told
  }
  const made = await api('/v1/b2b/organizations', { organization_name: 'Acme' })
  const { organization_id } = made.organization as { organization_id: string }
  const { connection } = await api(`/v1/b2b/scim/${organization_id}/connection`, {
    identity_provider: 'okta',
  })
  const { base_url, bearer_token } = connection as { base_url: string; bearer_token: string }
  return new Scim(base_url, bearer_token)
}
