import { type Answer, expectStatus, type Http, objectIn } from './http.ts'
import type { Person } from './people.ts'

/** The two ways of the set-up guide, in the words of Okta's console. */
export type AppKind = 'SAML app' | 'Header Auth app'

/** The app an admin works with in one scenario. */
export interface App {
  readonly kind: AppKind
  readonly id: string
}

/** A group of Okta's directory, and how it is pushed. */
export interface OktaGroup {
  readonly name: string
  readonly id: string
  readonly mappingId?: string
}

/** The rows of an app's To App page. */
export type Action = 'Create' | 'Update' | 'Deactivate'
export const ACTIONS: readonly Action[] = ['Create', 'Update', 'Deactivate']

export interface ScimAccess {
  readonly baseUrl: string
  readonly token: string
}

export interface ConnectorTest {
  readonly ok: boolean
  readonly message: string
}

export interface OktaRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export interface OktaExchange {
  readonly id: number
  readonly request: OktaRequest
  readonly response: { readonly status: number; readonly body: string } | null
}

export interface LogEvent {
  readonly eventType: string
  readonly outcome: { readonly result: string; readonly reason: string | null }
}

export interface Task {
  readonly id: string
  readonly title: string
  readonly message: string
  readonly status: string
  readonly retryable: boolean
}

/** The mock's management API, spoken as an admin's script speaks Okta's. */
export class OktaClient {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  async createPerson(person: Person): Promise<Person> {
    const { firstName, lastName, email, title } = person
    const made = await this.#post('/api/v1/users?activate=true', {
      profile: { firstName, lastName, email, login: email, title },
      credentials: { password: { value: 'Correct-Horse-1' } },
    })
    return { ...person, oktaId: String(made.id) }
  }

  async changeProfile(person: Person, profile: object): Promise<void> {
    await this.#post(`/api/v1/users/${idOf(person)}`, { profile })
  }

  async lifecycle(person: Person, step: string): Promise<void> {
    await this.#post(`/api/v1/users/${idOf(person)}/lifecycle/${step}`, {})
  }

  async createGroup(name: string): Promise<string> {
    return String((await this.#post('/api/v1/groups', { profile: { name } })).id)
  }

  async renameGroup(groupId: string, name: string): Promise<void> {
    await this.#done('PUT', `/api/v1/groups/${groupId}`, { profile: { name } })
  }

  async addToGroup(groupId: string, person: Person): Promise<void> {
    await this.#done('PUT', `/api/v1/groups/${groupId}/users/${idOf(person)}`)
  }

  async removeFromGroup(groupId: string, person: Person): Promise<void> {
    await this.#done('DELETE', `/api/v1/groups/${groupId}/users/${idOf(person)}`)
  }

  async createApp(kind: AppKind, label: string): Promise<string> {
    const body =
      kind === 'SAML app'
        ? { label, signOnMode: 'SAML_2_0', settings: { signOn: {} } }
        : {
            name: 'scim2headerauth',
            label,
            signOnMode: 'AUTO_LOGIN',
            credentials: { userNameTemplate: { template: '${source.email}', type: 'BUILT_IN' } },
          }
    return String((await this.#post('/api/v1/apps', body)).id)
  }

  /** The names that Browse App Catalog shows for a search. */
  async searchCatalog(query: string): Promise<string[]> {
    const answer = await this.#http.get(`/api/v1/scimulate/catalog?q=${encodeURIComponent(query)}`)
    expectStatus(answer, 200)
    return (answer.body as { displayName: string }[]).map(({ displayName }) => displayName)
  }

  /** What the admin types on the Integration page, with the token as that kind of app wants it. */
  async connect(appId: string, form: object): Promise<Answer> {
    return this.#http.send('PUT', `/api/v1/scimulate/apps/${appId}/connection`, form)
  }

  async testConnection(appId: string, form: object): Promise<ConnectorTest> {
    const path = `/api/v1/scimulate/apps/${appId}/connection/test`
    const { ok, message } = await this.#post(path, form)
    return { ok: ok === true, message: String(message) }
  }

  async connectionStatus(appId: string): Promise<string> {
    const answer = await this.#http.get(`/api/v1/scimulate/apps/${appId}/connection`)
    return answer.status === 404 ? 'NONE' : String(objectIn(answer).status)
  }

  /** Saves the To App page with just these actions ticked. */
  async setActions(appId: string, ticked: readonly Action[]): Promise<void> {
    const status = (action: Action) => ({
      status: ticked.includes(action) ? 'ENABLED' : 'DISABLED',
    })
    await this.#done('PUT', `/api/v1/apps/${appId}/features/USER_PROVISIONING`, {
      create: { lifecycleCreate: status('Create') },
      update: { profile: status('Update'), lifecycleDeactivate: status('Deactivate') },
    })
  }

  /** Ticks Sync Password, with the password that Okta itself sees. */
  async syncPasswords(appId: string): Promise<void> {
    const password = { status: 'ENABLED', seed: 'OKTA', change: 'CHANGE' }
    const path = `/api/v1/apps/${appId}/features/USER_PROVISIONING`
    await this.#done('PUT', path, { update: { password } })
  }

  async setPassword(person: Person, value: string): Promise<void> {
    await this.#post(`/api/v1/users/${idOf(person)}`, { credentials: { password: { value } } })
  }

  async deletePerson(person: Person): Promise<void> {
    await this.#done('DELETE', `/api/v1/users/${idOf(person)}`)
  }

  async assign(appId: string, person: Person): Promise<void> {
    await this.#post(`/api/v1/apps/${appId}/users`, { id: idOf(person), scope: 'USER' })
  }

  async unassign(appId: string, person: Person): Promise<void> {
    await this.#done('DELETE', `/api/v1/apps/${appId}/users/${idOf(person)}`)
  }

  /** What Okta holds of the assignment; undefined when the person is not assigned. */
  async assignment(appId: string, person: Person): Promise<Record<string, unknown> | undefined> {
    const answer = await this.#http.get(`/api/v1/apps/${appId}/users/${idOf(person)}`)
    return answer.status === 404 ? undefined : objectIn(answer)
  }

  async assignGroup(appId: string, groupId: string): Promise<void> {
    await this.#done('PUT', `/api/v1/apps/${appId}/groups/${groupId}`, {})
  }

  async unassignGroup(appId: string, groupId: string): Promise<void> {
    await this.#done('DELETE', `/api/v1/apps/${appId}/groups/${groupId}`)
  }

  async pushGroup(appId: string, groupId: string, name: string): Promise<string> {
    const mapping = await this.#post(`/api/v1/apps/${appId}/group-push/mappings`, {
      sourceGroupId: groupId,
      targetGroupName: name,
      status: 'ACTIVE',
    })
    return String(mapping.id)
  }

  async unlinkGroup(appId: string, mappingId: string, deleteTarget: boolean): Promise<void> {
    const path = `/api/v1/apps/${appId}/group-push/mappings/${mappingId}`
    await this.#done('PATCH', path, { status: 'INACTIVE' })
    await this.settled()
    await this.#done('DELETE', `${path}?deleteTargetGroup=${deleteTarget}`)
  }

  async setPushStatus(appId: string, mappingId: string, status: string): Promise<void> {
    await this.#done('PATCH', `/api/v1/apps/${appId}/group-push/mappings/${mappingId}`, { status })
  }

  /** What an admin does with an app in the console, where Okta has no API for it. */
  async act(appId: string, action: string, body: object = {}): Promise<void> {
    await this.#post(`/api/v1/scimulate/apps/${appId}/${action}`, body)
    await this.settled()
  }

  /** What the Import page says of the last import. */
  async lastImport(appId: string): Promise<string> {
    const answer = await this.#http.get(`/api/v1/scimulate/apps/${appId}/import`)
    const { last } = objectIn(answer) as { last?: { message?: string } }
    return String(last?.message)
  }

  /** The System Log's events about an app, in their order. */
  async logOf(appId: string): Promise<LogEvent[]> {
    const filter = encodeURIComponent(`target.id eq "${appId}"`)
    const answer = await this.#http.get(`/api/v1/logs?limit=1000&filter=${filter}`)
    expectStatus(answer, 200)
    return answer.body as LogEvent[]
  }

  /** Waits until Okta has nothing left to send. */
  async settled(): Promise<void> {
    const answer = await this.#http.get('/api/v1/scimulate/settled?timeoutMs=20000')
    expectStatus(answer, 200)
  }

  /** Moves Okta's clock: what waits for a later time goes on. */
  async pass(minutes: number): Promise<void> {
    await this.#post('/_scimulate/clock', { advance: `PT${minutes}M` })
    await this.settled()
  }

  async sent(appId: string): Promise<OktaExchange[]> {
    const answer = await this.#http.get(`/api/v1/scimulate/exchanges?appId=${appId}`)
    expectStatus(answer, 200)
    return answer.body as OktaExchange[]
  }

  async tasks(appId: string): Promise<Task[]> {
    const answer = await this.#http.get(`/api/v1/scimulate/tasks?appId=${appId}`)
    expectStatus(answer, 200)
    return answer.body as Task[]
  }

  async retry(task: Task): Promise<void> {
    await this.#done('POST', `/api/v1/scimulate/tasks/${task.id}/retry`, {})
  }

  async #post(path: string, body: object): Promise<Record<string, unknown>> {
    return objectIn(await this.#done('POST', path, body))
  }

  async #done(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const answer = await this.#http.send(method, path, body)
    expectStatus(answer, 200, 201, 204)
    return answer
  }
}

function idOf(person: Person): string {
  if (person.oktaId === undefined) throw new Error(`${person.name} is not in Okta's directory yet`)
  return person.oktaId
}
