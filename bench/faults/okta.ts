import { startMockOkta } from '../../mock-okta/app.ts'

/** As much of the mock's answers as a rehearsal reads. */
interface Task {
  readonly id: string
  readonly status: 'OPEN' | 'COMPLETED'
  readonly message: string
}

interface Person {
  readonly id: string
  readonly profile: { readonly login: string }
}

interface Exchange {
  readonly id: number
  readonly request: { readonly method: string; readonly url: string; readonly body: string | null }
  readonly response: { readonly status: number; readonly body: string } | null
}

interface Mapping {
  readonly id: string
  readonly status: string
}

/** A write that the server has acknowledged: the user's id, and the title that it has since. */
export interface Acknowledged {
  readonly id: string
  readonly title: string
}

/** A mock Okta that runs, here or in a process of its own. */
interface Mock {
  readonly url: string
  readonly apiToken: string
  close(): Promise<void>
}

const ON = { status: 'ENABLED' }
const MOST_TRIES = 20

/** An org that provisions one server, with the means that an admin of Okta has when something failed. */
export class Okta {
  readonly #okta: Mock
  readonly #appId: string
  #seen = 0
  #people = 0

  private constructor(okta: Mock, appId: string) {
    this.#okta = okta
    this.#appId = appId
  }

  static async provisioning(baseUrl: string, token: string): Promise<Okta> {
    const running = await startMockOkta({
      seed: 7,
      concurrency: 4,
      rateLimit: { limit: Number.MAX_SAFE_INTEGER },
      exchangesKept: 10_000,
      logEventsKept: 1_000,
    })
    return Okta.at(running, baseUrl, token)
  }

  /** A new app of a mock that runs already. */
  static async at(mock: Mock, baseUrl: string, token: string): Promise<Okta> {
    const app = new Okta(mock, '')
    const { id } = await app.#send<{ id: string }>('POST', '/api/v1/apps', {
      label: 'Rehearsal',
      signOnMode: 'SAML_2_0',
    })
    const okta = new Okta(mock, id)
    await okta.#send('PUT', `/api/v1/scimulate/apps/${id}/connection`, {
      scimProvisioningEnabled: true,
      ...{ baseUrl, token },
      uniqueIdentifier: 'userName',
      authenticationMode: 'HTTP_HEADER',
      actions: ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_GROUPS'],
    })
    await okta.#send('PUT', `/api/v1/apps/${id}/features/USER_PROVISIONING`, {
      create: { lifecycleCreate: ON },
      update: { profile: ON, lifecycleDeactivate: ON },
    })
    return okta
  }

  /** A group of new people who get the app, and who are pushed as a group; nothing is waited for. */
  async hire(name: string, count: number): Promise<Person[]> {
    const { id } = await this.#send<{ id: string }>('POST', '/api/v1/groups', { profile: { name } })
    const asked = { count, domain: `lot${this.#people}.example.com`, groupIds: [id] }
    this.#people += count
    const people = await this.#send<Person[]>('POST', '/api/v1/scimulate/people', asked)
    await this.#send('PUT', `/api/v1/apps/${this.#appId}/groups/${id}`, {})
    await this.#send('POST', this.#mappings, {
      sourceGroupId: id,
      targetGroupName: name,
      status: 'ACTIVE',
    })
    return people
  }

  /** Gives people another title, which is pushed. */
  async promote(people: readonly Person[], title: string): Promise<void> {
    for (const { id } of people)
      await this.#send('POST', `/api/v1/users/${id}`, { profile: { title } })
  }

  /** Waits until only so many jobs are left; how many there are then. */
  async atMost(jobs: number): Promise<number> {
    for (;;) {
      const { length } = await this.#send<unknown[]>('GET', '/api/v1/scimulate/jobs')
      if (length <= jobs) return length
    }
  }

  async settled(): Promise<void> {
    for (;;) {
      const path = '/api/v1/scimulate/settled?timeoutMs=60000'
      if ((await this.#send<{ settled: boolean }>('GET', path)).settled) return
    }
  }

  /** Retry of every task and Push Now of every group in error, until all is pushed; how many there were. */
  async complete(): Promise<number> {
    let retries = 0
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await this.settled()
      const tasks = await this.#send<Task[]>('GET', '/api/v1/scimulate/tasks')
      const open = tasks.filter(({ status }) => status === 'OPEN')
      const mappings = await this.#send<Mapping[]>('GET', this.#mappings)
      const wrong = mappings.filter(({ status }) => status === 'ERROR')
      if (open.length === 0 && wrong.length === 0) return retries
      retries += open.length + wrong.length
      for (const { id } of open) await this.#send('POST', `/api/v1/scimulate/tasks/${id}/retry`, {})
      await this.settled()
      for (const { id } of wrong) {
        await this.#send('POST', `/api/v1/scimulate/apps/${this.#appId}/push-now`, {
          mappingId: id,
        })
      }
    }
    throw new Error('the push cannot be completed')
  }

  /** Writes of users that were acknowledged since the last look, and how many were not. */
  async acknowledged(): Promise<{ writes: Acknowledged[]; refused: number; groups: number }> {
    const path = `/api/v1/scimulate/exchanges?after=${this.#seen}`
    const all = await this.#send<Exchange[]>('GET', path)
    this.#seen = all.at(-1)?.id ?? this.#seen
    const writes: Acknowledged[] = []
    let [refused, groups] = [0, 0]
    for (const { request, response } of all) {
      if (request.method === 'GET') continue
      const status = response?.status ?? 0
      if (status < 200 || status >= 300) refused += 1
      else if (!request.url.includes('/Users')) groups += 1
      else writes.push(acknowledgedBy(request, response?.body ?? ''))
    }
    return { writes, refused, groups }
  }

  close(): Promise<void> {
    return this.#okta.close()
  }

  get #mappings(): string {
    return `/api/v1/apps/${this.#appId}/group-push/mappings`
  }

  async #send<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(this.#okta.url + path, {
      method,
      headers: {
        authorization: `SSWS ${this.#okta.apiToken}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return (text === '' ? {} : JSON.parse(text)) as T
  }
}

function acknowledgedBy({ body }: Exchange['request'], answered: string): Acknowledged {
  const { id } = JSON.parse(answered) as { id: string }
  const { title = '' } = JSON.parse(body ?? '{}') as { title?: string }
  return { id, title }
}
