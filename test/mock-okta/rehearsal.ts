import assert from 'node:assert/strict'
import { type MockOktaOptions, type RunningMockOkta, startMockOkta } from '../../mock-okta/app.ts'
import { ScimStub } from './scim-stub.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there.
type Answer = any
export type Kind = 'saml' | 'header-auth'

export const ALL_ACTIONS = ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_GROUPS']

/** A mock Okta and the stub that it provisions, driven as an admin's script would. */
export class Rehearsal {
  readonly stub: ScimStub
  readonly okta: RunningMockOkta
  appId = ''

  private constructor(stub: ScimStub, okta: RunningMockOkta) {
    this.stub = stub
    this.okta = okta
  }

  static async start(options: MockOktaOptions = {}): Promise<Rehearsal> {
    return new Rehearsal(await ScimStub.start(), await startMockOkta({ seed: 7, ...options }))
  }

  /** With an app of the kind, connected, all three actions ticked, and nothing recorded so far. */
  static async provisioning(kind: Kind, options: MockOktaOptions = {}): Promise<Rehearsal> {
    const rehearsal = await Rehearsal.start(options)
    await rehearsal.connectedApp(kind)
    return rehearsal
  }

  async close(): Promise<void> {
    await this.okta.close()
    await this.stub.close()
  }

  async connectedApp(kind: Kind, form: object = {}): Promise<string> {
    await this.createApp(kind)
    await this.done('PUT', this.#ours('connection'), { ...this.form(kind), ...form })
    await this.tick({ create: true, update: true, deactivate: true })
    this.stub.take()
    return this.appId
  }

  async createApp(kind: Kind): Promise<string> {
    const body =
      kind === 'saml'
        ? { label: 'Payroll', signOnMode: 'SAML_2_0', settings: { signOn: {} } }
        : {
            name: 'scim2headerauth',
            label: 'Payroll',
            signOnMode: 'AUTO_LOGIN',
            credentials: { userNameTemplate: { template: '${source.email}', type: 'BUILT_IN' } },
          }
    this.appId = (await this.done('POST', '/api/v1/apps', body)).id
    return this.appId
  }

  /** The Integration page, filled in. */
  form(kind: Kind): object {
    const { baseUrl } = this.stub
    if (kind === 'header-auth') return { baseUrl, apiToken: 'Bearer s3cret' }
    return {
      scimProvisioningEnabled: true,
      baseUrl,
      uniqueIdentifier: 'userName',
      authenticationMode: 'HTTP_HEADER',
      token: 's3cret',
      actions: ALL_ACTIONS,
    }
  }

  async tick(actions: { create?: boolean; update?: boolean; deactivate?: boolean }): Promise<void> {
    const status = (on = false) => ({ status: on ? 'ENABLED' : 'DISABLED' })
    await this.done('PUT', `/api/v1/apps/${this.appId}/features/USER_PROVISIONING`, {
      create: { lifecycleCreate: status(actions.create) },
      update: { profile: status(actions.update), lifecycleDeactivate: status(actions.deactivate) },
    })
  }

  async person(login: string, profile: object = {}): Promise<string> {
    const made = await this.done('POST', '/api/v1/users?activate=true', {
      profile: { login, email: login, firstName: 'Test', lastName: 'User', ...profile },
      credentials: { password: { value: 'Correct-Horse-1' } },
    })
    return made.id
  }

  /** A person who has the app already; what that sent is not of interest. */
  async provisioned(login: string, profile: object = {}): Promise<string> {
    const id = await this.person(login, profile)
    await this.assign(id)
    this.stub.take()
    return id
  }

  async assign(personId: string): Promise<void> {
    await this.done('POST', `/api/v1/apps/${this.appId}/users`, { id: personId, scope: 'USER' })
    await this.settled()
  }

  async unassign(personId: string): Promise<void> {
    await this.done('DELETE', `/api/v1/apps/${this.appId}/users/${personId}`)
    await this.settled()
  }

  async change(personId: string, profile: object): Promise<void> {
    await this.done('POST', `/api/v1/users/${personId}`, { profile })
    await this.settled()
  }

  async lifecycle(personId: string, step: string): Promise<void> {
    await this.done('POST', `/api/v1/users/${personId}/lifecycle/${step}`, {})
    await this.settled()
  }

  async group(name: string, members: readonly string[] = []): Promise<string> {
    const { id } = await this.done('POST', '/api/v1/groups', { profile: { name } })
    for (const member of members) await this.join(id, member)
    return id
  }

  async join(groupId: string, personId: string): Promise<void> {
    await this.done('PUT', `/api/v1/groups/${groupId}/users/${personId}`)
    await this.settled()
  }

  async leave(groupId: string, personId: string): Promise<void> {
    await this.done('DELETE', `/api/v1/groups/${groupId}/users/${personId}`)
    await this.settled()
  }

  async push(groupId: string, target: object): Promise<string> {
    const body = { sourceGroupId: groupId, status: 'ACTIVE', ...target }
    const { id } = await this.done('POST', this.mappings(), body)
    await this.settled()
    return id
  }

  mappings(id?: string): string {
    return `/api/v1/apps/${this.appId}/group-push/mappings${id === undefined ? '' : `/${id}`}`
  }

  #ours(path: string): string {
    return `/api/v1/scimulate/apps/${this.appId}/${path}`
  }

  async act(action: string, body: object = {}): Promise<Answer> {
    const answer = await this.done('POST', this.#ours(action), body)
    await this.settled()
    return answer
  }

  async settled(): Promise<Answer> {
    return this.done('GET', '/api/v1/scimulate/settled?timeoutMs=5000')
  }

  async appUser(personId: string): Promise<Answer> {
    return this.done('GET', `/api/v1/apps/${this.appId}/users/${personId}`)
  }

  async tasks(): Promise<Answer> {
    return this.done('GET', `/api/v1/scimulate/tasks?appId=${this.appId}`)
  }

  /** The only open task. */
  async task(): Promise<Answer> {
    const open = (await this.tasks()).filter((task: Answer) => task.status === 'OPEN')
    assert.equal(open.length, 1, JSON.stringify(open))
    return open[0]
  }

  async done(method: string, path: string, body?: object): Promise<Answer> {
    const { status, json } = await this.call(method, path, body)
    assert.ok(status < 300, `${method} ${path}: ${status} ${JSON.stringify(json)}`)
    return json
  }

  async call(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; json: Answer; headers: Headers }> {
    const answer = await fetch(path.startsWith('http') ? path : this.okta.url + path, {
      method,
      headers: {
        authorization: `SSWS ${this.okta.apiToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      json: text === '' ? undefined : JSON.parse(text),
      headers: answer.headers,
    }
  }
}

/** What was sent, with the random password of a create put as `********`. */
export function masked(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/"password":"[A-Za-z0-9]{8}"/, '"password":"********"'))
}

export const lookUp = (userName: string): string =>
  `GET /Users?filter=userName%20eq%20%22${encodeURIComponent(userName)}%22&startIndex=1&count=100`

export const lookUpGroup = (name: string): string =>
  `GET /Groups?filter=displayName%20eq%20%22${encodeURIComponent(name)}%22&startIndex=1&count=100`
