import { isDeepStrictEqual } from 'node:util'
import type { App } from '../applications/app.ts'
import type { Engine } from '../provisioning/engine.ts'
import type { Task } from '../provisioning/task.ts'
import type { ScimExchange } from '../scim/exchange.ts'
import { type Caller, fail } from './caller.ts'
import { MockGroup } from './group.ts'
import { appBody, checkedOptions, integrationPage, type NewApp } from './new-app.ts'
import { MockPush } from './push.ts'
import type { MockUser } from './user.ts'

/** How a person who has the app stands with it. */
export interface Assignment {
  /** The person's id in Okta. */
  readonly userId: string
  /** By hand, or brought by a group. */
  readonly scope: 'USER' | 'GROUP'
  /** The person's name in the app. */
  readonly userName: string
  /** The id that the SCIM server gave; undefined until the person is provisioned. */
  readonly externalId: string | undefined
  /** Whether the server knows all that Okta knows: `SYNCHRONIZED`, `OUT_OF_SYNC`, `SYNCING`, `ERROR`. */
  readonly syncState: string
}

/** Which request is meant; what is left out may be anything. */
export interface Sent {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** What the path below the base URL starts with, such as `/Users`. */
  readonly path?: string
  /** What the body holds at least: an object's other members, but no list's, may be more. */
  readonly body?: object
  /** How the server answered. */
  readonly status?: number
}

/** An app of the mock Okta, connected to the SCIM server under test. */
export class MockApp {
  readonly id: string
  readonly label: string
  readonly #caller: Caller
  readonly #app: App
  #taken = 0

  private constructor(caller: Caller, app: App) {
    this.id = app.id
    this.label = app.label
    this.#caller = caller
    this.#app = app
  }

  static async create(caller: Caller, engine: Engine, options: NewApp): Promise<MockApp> {
    const { actions = {}, options: chosen = {} } = options
    const page = integrationPage(options)
    checkedOptions(chosen)
    const { id } = await caller.do('POST', '/api/v1/apps', appBody(options))
    const ours = `/api/v1/scimulate/apps/${String(id)}`
    await caller.do('PUT', `${ours}/options`, chosen)
    await caller.do('PUT', `${ours}/connection`, page)
    const { create = true, update = true, deactivate = true } = actions
    const status = (on: boolean) => ({ status: on ? 'ENABLED' : 'DISABLED' })
    await caller.do('PUT', `/api/v1/apps/${String(id)}/features/USER_PROVISIONING`, {
      create: { lifecycleCreate: status(create) },
      update: { profile: status(update), lifecycleDeactivate: status(deactivate) },
    })
    const made = new MockApp(caller, engine.org.app(String(id)))
    made.takeExchanges()
    return made
  }

  /** Gives the app to a person, or to everyone in a group. */
  async assign(whom: MockUser | MockGroup): Promise<void> {
    if (whom instanceof MockGroup) {
      await this.#caller.do('PUT', this.#path(`/groups/${whom.id}`), {})
    } else {
      await this.#caller.do('POST', this.#path('/users'), { id: whom.id, scope: 'USER' })
    }
  }

  /** Takes the app from a person or a group. */
  async unassign(whom: MockUser | MockGroup): Promise<void> {
    const kind = whom instanceof MockGroup ? 'groups' : 'users'
    await this.#caller.do('DELETE', this.#path(`/${kind}/${whom.id}`))
  }

  /** Push Groups: pushes a group under its own name, or links it to the app's group of that name. */
  async pushGroup(group: MockGroup, name?: string): Promise<MockPush> {
    const { profile } = await this.#caller.do('GET', `/api/v1/groups/${group.id}`)
    const mapping = await this.#caller.do('POST', this.#path('/group-push/mappings'), {
      sourceGroupId: group.id,
      targetGroupName: name ?? (profile as { name: string }).name,
      status: 'ACTIVE',
    })
    return new MockPush(this.#caller, this.id, String(mapping.id))
  }

  /** Provisioning > Force Sync: every assigned person's profile once more. */
  async forceSync(): Promise<void> {
    await this.#caller.do('POST', `/api/v1/scimulate/apps/${this.id}/force-sync`, {})
  }

  /** Import > Import Now: reads all users, and all groups where Import Groups is on. */
  async importNow(): Promise<void> {
    await this.#caller.do('POST', `/api/v1/scimulate/apps/${this.id}/import`, {})
  }

  /** To App > Sync Password: from now on the app is told of every Okta password that is set. */
  async syncPasswords(): Promise<void> {
    const password = { status: 'ENABLED', seed: 'OKTA', change: 'CHANGE' }
    const path = `/api/v1/apps/${this.id}/features/USER_PROVISIONING`
    await this.#caller.do('PUT', path, { update: { password } })
  }

  /** Every SCIM request of this app so far, the connector tests included. */
  exchanges(): readonly ScimExchange[] {
    return [...this.#app.exchanges]
  }

  /** The SCIM requests since the last call, or since the app was connected. */
  takeExchanges(): readonly ScimExchange[] {
    const taken = this.#app.exchanges.filter(({ id }) => id > this.#taken)
    this.#taken = taken.at(-1)?.id ?? this.#taken
    return taken
  }

  tasks(): readonly Task[] {
    return this.#app.tasks.filter(({ status }) => status === 'OPEN')
  }

  /** The id that the SCIM server gave a person; undefined until they are provisioned. */
  externalId(user: MockUser): string | undefined {
    return this.#app.users.get(user.id)?.externalId
  }

  /** Everybody who has the app. */
  assignments(): readonly Assignment[] {
    return [...this.#app.users.values()].map((user) => {
      const { personId: userId, scope, userName, externalId, syncState } = user
      return { userId, scope, userName, externalId, syncState }
    })
  }

  /** Throws unless the person has the app and the SCIM server took them, with the task that says why not. */
  assertProvisioned(user: MockUser): void {
    const assignment = this.#app.users.get(user.id)
    if (assignment === undefined) {
      fail(`${user.name} (${user.login}) is not assigned to ${this.label}.`, this.exchanges())
    }
    if (assignment.externalId !== undefined && assignment.syncState === 'SYNCHRONIZED') return
    const why = this.tasks()
      .filter(({ personId }) => personId === user.id)
      .map(({ message }) => ` Okta says: ${message}`)
    const state = `status ${assignment.status}, sync ${assignment.syncState}`
    fail(
      `${user.name} (${user.login}) is not provisioned to ${this.label}: ${state}.${why.join('')}`,
      this.exchanges(),
    )
  }

  /** Throws unless such a request was sent since the app was connected; returns the first. */
  assertSent(wanted: Sent): ScimExchange {
    const found = this.#app.exchanges.find((exchange) => this.#fits(exchange, wanted))
    if (found !== undefined) return found
    return fail(`${this.label} did not send ${JSON.stringify(wanted)}.`, this.exchanges())
  }

  /** Throws when such a request was sent. */
  assertNotSent(wanted: Sent): void {
    const found = this.#app.exchanges.find((exchange) => this.#fits(exchange, wanted))
    if (found === undefined) return
    fail(`${this.label} sent ${JSON.stringify(wanted)}, which it should not have.`, [found])
  }

  #fits({ request, response }: ScimExchange, { method, path, body, status }: Sent): boolean {
    const base = this.#app.connection?.baseUrl.replace(/\/+$/, '') ?? ''
    if (method !== undefined && request.method !== method) return false
    if (path !== undefined && !request.url.slice(base.length).startsWith(path)) return false
    if (status !== undefined && response?.status !== status) return false
    if (body === undefined) return true
    return request.body !== null && holds(JSON.parse(request.body), body)
  }

  #path(rest: string): string {
    return `/api/v1/apps/${this.id}${rest}`
  }
}

function holds(value: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) {
    return isDeepStrictEqual(value, part)
  }
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(part).every(([name, wanted]) =>
    holds((value as Record<string, unknown>)[name], wanted),
  )
}
