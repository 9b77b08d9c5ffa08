import type { App, Connection, OAuth } from '../applications/app.ts'
import { ENTERPRISE_USER } from '../applications/attributes.ts'
import type { Behaviour } from '../applications/behaviour.ts'
import type { Answer, ScimClient } from '../scim/client.ts'
import { Failure, refusalText, UnreadGroup } from '../scim/failure.ts'
import {
  echoIn,
  isObject,
  isResource,
  type Json,
  listIn,
  type Resource,
  requireDone,
  resourceIn,
  totalIn,
} from './answers.ts'

const PAGE = 100

/** Is told when the server refuses the app as such, not what it asked for. */
type Refused = (eventType: string, failure: Failure) => void

const TOLD: Readonly<Record<number, string>> = {
  401: 'authentication_failure',
  403: 'authentication_failure',
  429: 'rate_limit_exceeded',
}

const UNTOLD = 'application.integration.general_failure'

/** What an app's requests need besides the app. */
export interface RequestParts {
  readonly client: ScimClient
  readonly now: () => Date
  readonly refused: Refused
  /** The connection with another access token, or as it is when there is no way to get one. */
  readonly renew: (used: Connection) => Promise<Connection>
}

/** The SCIM requests of one app, each with what Okta takes for an answer. */
export class Requests {
  readonly #parts: RequestParts
  readonly #app: App
  #connection: Connection

  constructor(parts: RequestParts, app: App, connection: Connection) {
    this.#parts = parts
    this.#app = app
    this.#connection = connection
  }

  get behaviour(): Behaviour {
    return this.#app.behaviour
  }

  /** The connector test: two users are asked for, and a list must come. */
  async test(): Promise<void> {
    const answer = await this.#send('test', 'GET', '/Users?startIndex=1&count=2')
    requireDone(answer)
    this.#list(answer, false)
  }

  /** The app groups, read when Import Groups is on. */
  async appGroups(): Promise<Map<string, string>> {
    const answer = await this.#send('app groups', 'GET', '/Groups?startIndex=1&count=100')
    requireDone(answer)
    const groups = (listIn(answer, true) ?? []).map(({ displayName, id }) => [displayName, id])
    return new Map(groups.filter((pair): pair is [string, string] => pair.every(isText)))
  }

  /** With Entitlement Management: resource types, the schemas of extensions, then what each type tells of. */
  async entitlements(): Promise<void> {
    const answer = await this.#send('resource types', 'GET', '/ResourceTypes')
    requireDone(answer)
    const types = listIn(answer, true) ?? []
    if (types.some(isExtended)) requireDone(await this.#send('schemas', 'GET', '/Schemas'))
    for (const { endpoint } of types) {
      if (!isText(endpoint) || !/^\/(?!(Users|Groups)$)/.test(endpoint)) continue
      requireDone(await this.#send('entitlements', 'GET', `${endpoint}?startIndex=1&count=100`))
    }
  }

  /** Import User Schema: what the server says its users are. */
  async userSchema(): Promise<void> {
    requireDone(await this.#send('schemas', 'GET', '/Schemas'))
    requireDone(await this.#send('resource types', 'GET', '/ResourceTypes'))
  }

  /** Everything there is, page by page. */
  async all(endpoint: '/Users' | '/Groups'): Promise<Resource[]> {
    const found: Resource[] = []
    for (let start = 1; ; ) {
      const path = `${endpoint}?startIndex=${start}&count=${PAGE}`
      const answer = await this.#send('import', 'GET', path)
      requireDone(answer)
      const page = this.#list(answer, endpoint === '/Groups')
      found.push(...page.filter(isResource))
      start += this.behaviour.importStep === 'count' ? PAGE : page.length
      if (page.length === 0 || start > totalIn(answer)) return found
    }
  }

  /** The look-up before a create, by one of these values; nobody found may also be told with a 404. */
  async findUser(attribute: string, values: readonly string[]): Promise<Resource | undefined> {
    return this.#find('verify user', '/Users', attribute, values)
  }

  async findGroup(displayName: string): Promise<Resource | undefined> {
    return this.#find('verify group', '/Groups', 'displayName', [displayName])
  }

  async createUser(body: object): Promise<Resource> {
    const answer = await this.#send('create user', 'POST', '/Users', body)
    requireDone(answer)
    const created = resourceIn(answer)
    if (created === undefined) throw new Failure('Create new user returned empty user.')
    return created
  }

  async createGroup(body: object): Promise<Resource> {
    const answer = await this.#send('create group', 'POST', '/Groups', body)
    requireDone(answer)
    const created = resourceIn(answer)
    if (created === undefined) throw new Failure('Create new group returned empty group.')
    return created
  }

  async user(id: string): Promise<Resource> {
    const answer = await this.#send('read user', 'GET', `/Users/${encodeURIComponent(id)}`)
    if (answer.status === 404) throw new Failure(`No user returned for user ${id}`, 404)
    requireDone(answer)
    const found = echoIn(answer)
    if (found === undefined) throw new Failure(`No user returned for user ${id}`)
    return found
  }

  /** Reads a group that is to be changed; rejects with an `UnreadGroup`. */
  async group(id: string): Promise<void> {
    try {
      requireDone(await this.#send('read group', 'GET', `/Groups/${encodeURIComponent(id)}`))
    } catch (error) {
      throw error instanceof Failure ? new UnreadGroup(error, id) : error
    }
  }

  async change(
    what: string,
    method: 'PUT' | 'PATCH',
    endpoint: '/Users' | '/Groups',
    id: string,
    body: object,
  ): Promise<void> {
    requireDone(await this.#send(what, method, `${endpoint}/${encodeURIComponent(id)}`, body))
  }

  async deleteUser(id: string): Promise<void> {
    requireDone(await this.#send('delete user', 'DELETE', `/Users/${encodeURIComponent(id)}`))
  }

  async deleteGroup(id: string): Promise<void> {
    requireDone(await this.#send('delete group', 'DELETE', `/Groups/${encodeURIComponent(id)}`))
  }

  async #find(
    operation: string,
    endpoint: string,
    attribute: string,
    values: readonly string[],
  ): Promise<Resource | undefined> {
    const { lookupSpaces, lookupSeveral, lookupEscapes } = this.behaviour
    const quoted = values.map((value) =>
      lookupEscapes === 'yes' ? JSON.stringify(value) : `"${value}"`,
    )
    const encoded = encodeURIComponent(
      quoted.map((value) => `${attribute} eq ${value}`).join(' OR '),
    )
    const filter = lookupSpaces === 'plus' ? encoded.replaceAll('%20', '+') : encoded
    const path = `${endpoint}?filter=${filter}&startIndex=1&count=100`
    const answer = await this.#send(operation, 'GET', path)
    if (answer.status === 404) return undefined
    requireDone(answer)
    const list = this.#list(answer, true)
    if (list.length > 1 && lookupSeveral === 'fail')
      throw new Failure('More than one match was found.', answer.status)
    return list.find(isResource)
  }

  /** What a list answer holds; an answer that is none is told as a query that Okta could not make. */
  #list(answer: Answer, mayLackResources: boolean): Json[] {
    const list = listIn(answer, mayLackResources)
    if (list !== undefined) return list
    const failure = new Failure('No results for users returned')
    this.#parts.refused('application.integration.api_query', failure)
    throw failure
  }

  async #send(
    operation: string,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const { client, refused } = this.#parts
    const sent =
      this.#connection.oauth === undefined
        ? client.send(this.#app, this.#connection, operation, method, path, body)
        : this.#sendRenewed(this.#connection.oauth, operation, method, path, body)
    const answer = await sent.catch((error: unknown) => {
      // Without an answer there is no telling what went wrong: an error of no other kind.
      if (error instanceof Failure && error.status === undefined) refused(UNTOLD, error)
      throw error
    })
    const event = TOLD[answer.status]
    if (event !== undefined) {
      const text = refusalText(answer.status, answer.text)
      refused(`application.integration.${event}`, new Failure(text, answer.status))
    }
    return answer
  }

  /** With an access token that is still good: one that has ended, or is refused, is renewed once. */
  async #sendRenewed(
    oauth: OAuth,
    operation: string,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const { client, now, renew } = this.#parts
    const send = () => client.send(this.#app, this.#connection, operation, method, path, body)
    if (oauth.expiresAt !== undefined && Date.parse(oauth.expiresAt) <= now().getTime()) {
      this.#connection = await renew(this.#connection)
    }
    const answer = await send()
    const used = this.#connection
    if (answer.status !== 401) return answer
    this.#connection = await renew(used)
    return this.#connection === used ? answer : send()
  }
}

/** Whether a resource type names an extension that Okta does not know by itself. */
function isExtended({ schemaExtensions }: Json): boolean {
  const extensions: unknown[] = Array.isArray(schemaExtensions) ? schemaExtensions : []
  return extensions.some((one) => isObject(one) && one.schema !== ENTERPRISE_USER)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
