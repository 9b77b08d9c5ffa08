import { CommandError, EXIT } from '../exit-code.ts'

/** The two ways of the set-up guide. */
export type AppKind = 'saml' | 'header'

export interface ScimAccess {
  readonly baseUrl: string
  readonly token: string
}

/** A SCIM exchange as the mock tells of it. */
export interface OktaExchange {
  readonly id: number
  readonly at?: string
  readonly ms?: number
  readonly request: { readonly method: string; readonly url: string; readonly body: string | null }
  readonly response: { readonly status: number } | null
  readonly error?: string | null
}

export interface OktaTask {
  readonly title: string
  readonly message: string
}

interface ListedTask extends OktaTask {
  readonly id: string
  readonly status: 'OPEN' | 'COMPLETED'
}

/** A person as the mock made them up. */
export interface MadeUp {
  readonly id: string
  readonly profile: { readonly login: string }
}

/** Largest page of an app's assignments. */
const PAGE = 500

/** What an admin does in Okta's console, over the management API of a mock. */
export class OktaAdmin {
  readonly #url: string
  readonly #apiToken: string

  constructor({ url, apiToken }: { readonly url: string; readonly apiToken: string }) {
    this.#url = url
    this.#apiToken = apiToken
  }

  /** An app of that kind, connected and with all of To App switched on; the connector test must pass. */
  async provisioningApp(kind: AppKind, label: string, access: ScimAccess): Promise<string> {
    const { id } = await this.#send<{ id: string }>('POST', '/api/v1/apps', newApp(kind, label))
    const connection = `/api/v1/scimulate/apps/${id}/connection`
    await this.#send('PUT', connection, integrationPage(kind, access))
    const on = { status: 'ENABLED' }
    await this.#send('PUT', `/api/v1/apps/${id}/features/USER_PROVISIONING`, {
      create: { lifecycleCreate: on },
      update: { profile: on, lifecycleDeactivate: on },
    })
    return id
  }

  async createPerson(firstName: string, lastName: string, email: string): Promise<string> {
    const profile = { firstName, lastName, email, login: email }
    const path = '/api/v1/users?activate=true'
    return (await this.#send<{ id: string }>('POST', path, { profile })).id
  }

  /** Makes so many people up, in these groups; those from a number on are always the same ones. */
  async createPeople(
    count: number,
    domain: string,
    groupIds: readonly string[],
    first?: number,
  ): Promise<MadeUp[]> {
    return this.#send('POST', '/api/v1/scimulate/people', { count, domain, groupIds, first })
  }

  /** Tells the app who is known to the server by what id already; nothing is sent. */
  async link(
    appId: string,
    links: readonly { readonly userId: string; readonly externalId: string }[],
  ): Promise<void> {
    await this.#send('POST', `/api/v1/scimulate/apps/${appId}/links`, { links })
  }

  /** The first people who have the app, and what the server calls them. */
  async assignments(
    appId: string,
  ): Promise<{ readonly id: string; readonly externalId?: string | null }[]> {
    return this.#send('GET', `/api/v1/apps/${appId}/users?limit=${PAGE}`)
  }

  /** Gives the app to everybody in a group. */
  async assignGroup(appId: string, groupId: string): Promise<void> {
    await this.#send('PUT', `/api/v1/apps/${appId}/groups/${groupId}`, {})
  }

  async assign(appId: string, personId: string): Promise<void> {
    await this.#send('POST', `/api/v1/apps/${appId}/users`, { id: personId, scope: 'USER' })
  }

  async createGroup(name: string, members: readonly string[]): Promise<string> {
    const { id } = await this.#send<{ id: string }>('POST', '/api/v1/groups', { profile: { name } })
    for (const member of members) await this.#send('PUT', `/api/v1/groups/${id}/users/${member}`)
    return id
  }

  async pushGroup(appId: string, groupId: string, name: string): Promise<void> {
    await this.#send('POST', `/api/v1/apps/${appId}/group-push/mappings`, {
      sourceGroupId: groupId,
      targetGroupName: name,
      status: 'ACTIVE',
    })
  }

  /** Whether Okta has nothing left to send, looked at for at most this long. */
  async settled(timeoutMs: number): Promise<boolean> {
    const path = `/api/v1/scimulate/settled?timeoutMs=${timeoutMs}`
    return (await this.#send<{ settled: boolean }>('GET', path)).settled
  }

  async exchangesAfter(id: number): Promise<OktaExchange[]> {
    return this.#send('GET', `/api/v1/scimulate/exchanges?after=${id}`)
  }

  async tasks(): Promise<ListedTask[]> {
    return this.#send('GET', '/api/v1/scimulate/tasks')
  }

  async retry(taskId: string): Promise<void> {
    await this.#send('POST', `/api/v1/scimulate/tasks/${taskId}/retry`, {})
  }

  async #send<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await this.#fetch(method, path, body)
    const text = await answer.text()
    if (answer.ok) return (text === '' ? {} : JSON.parse(text)) as T
    if (answer.status === 401) throw unreachable(`the mock at ${this.#url} refuses the API token`)
    throw unreachable(`Okta refused ${method} ${path}: ${reasonIn(text)}`)
  }

  async #fetch(method: string, path: string, body?: object): Promise<Response> {
    try {
      return await fetch(this.#url + path, {
        method,
        headers: { authorization: `SSWS ${this.#apiToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    } catch {
      throw unreachable(`no mock Okta answers at ${this.#url}: start one with scimulate okta`)
    }
  }
}

function newApp(kind: AppKind, label: string): object {
  if (kind === 'saml') return { label, signOnMode: 'SAML_2_0', settings: { signOn: {} } }
  const userNameTemplate = { template: '${source.email}', type: 'BUILT_IN' }
  return {
    name: 'scim2headerauth',
    label,
    signOnMode: 'AUTO_LOGIN',
    credentials: { userNameTemplate },
  }
}

function integrationPage(kind: AppKind, { baseUrl, token }: ScimAccess): object {
  if (kind === 'header') return { baseUrl, apiToken: `Bearer ${token}` }
  return {
    scimProvisioningEnabled: true,
    baseUrl,
    uniqueIdentifier: 'userName',
    authenticationMode: 'HTTP_HEADER',
    token,
    actions: ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_GROUPS'],
  }
}

/** Okta says the cause in a list below its summary. */
function reasonIn(text: string): string {
  try {
    const { errorSummary, errorCauses = [] } = JSON.parse(text) as {
      errorSummary?: string
      errorCauses?: readonly { errorSummary?: string }[]
    }
    return errorCauses[0]?.errorSummary ?? errorSummary ?? text
  } catch {
    return text.slice(0, 200)
  }
}

function unreachable(message: string): CommandError {
  return new CommandError(EXIT.unreachable, message)
}
