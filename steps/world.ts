import assert from 'node:assert/strict'
import { type IWorldOptions, setWorldConstructor, World } from '@cucumber/cucumber'
import { type HandedOver, takeOver } from './support/handed-over.ts'
import { type Answer, expectStatus, Http } from './support/http.ts'
import { changes, type Made, madeByApp } from './support/kept.ts'
import { type Resource, resourcesIn } from './support/list.ts'
import { newGroup, newUser, withMore } from './support/new-resource.ts'
import { ObservedWebhooks } from './support/observed-webhooks.ts'
import { asMember, loadObservers, type ObserverModule } from './support/observers.ts'
import { type App, OktaClient, type OktaGroup } from './support/okta-client.ts'
import { makePerson, type Person } from './support/people.ts'
import { type Connection, type Member, ProductClient } from './support/product-client.ts'
import { type Control, tellRecorder, tellWebhooks } from './support/recorder/control.ts'
import type { RunParameters } from './support/run-parameters.ts'
import { stytchMembersWith } from './support/stytch-members.ts'
import { completed } from './support/target-schema.ts'
import { type Access, anotherTenant, tenantFor } from './support/tenants.ts'
import { listened } from './support/webhook-listener.ts'
import { ReceivedWebhooks, type WebhookSource } from './support/webhook-source.ts'
import { filled } from './support/words.ts'

const MEDIA = { accept: 'application/scim+json', 'content-type': 'application/scim+json' }

/** What one scenario remembers. A fresh World is made for every scenario; steps share nothing else. */
export class ScimWorld extends World<RunParameters> {
  /** The id under which exchanges of this scenario are recorded. */
  scenario = ''
  /** Where the scenario stands in its feature: the same in every run, so that its people are too. */
  place = ''
  /** What the scenario is tagged with, where a step must know it. */
  tags: readonly string[] = []
  readonly people = new Map<string, Person>()
  readonly groups = new Map<string, OktaGroup>()
  readonly apps = new Map<string, App>()
  /** Resources of the target by the name that the scenario gives them. */
  readonly resources = new Map<string, Resource>()
  /** How those that a step made came to be. */
  readonly made = new Map<string, Made>()
  /** Which of them are groups. */
  readonly groupNames = new Set<string>()
  /** Entity tags of resources, as they were when the scenario read them last. */
  readonly versions = new Map<string, string>()
  /** The answers to requests that were sent at the same time. */
  answers: readonly Answer[] = []
  /** The bodies answered last and before that. */
  recent: readonly unknown[] = []
  /** Members of the product that were there before Okta came. */
  readonly members = new Map<string, Member>()
  /** What the report was told last of the product's members. */
  membersTold = '[]'
  /** Requests of Okta that an earlier step has already looked at. */
  exchangesSeen = 0
  /** What the last test or save of a connection told the admin. */
  oktaMessage = ''
  #answer: Answer | undefined
  #access: Access | undefined
  #other: Promise<Access> | undefined
  #connection: Connection | undefined
  #webhooks: WebhookSource | undefined
  #app: App | undefined

  constructor(options: IWorldOptions<HandedOver>) {
    super({ ...options, parameters: takeOver(options.parameters) })
  }

  /** Gives the scenario its target: a tenant of our server, or the one given. */
  async begin(scenario: string, place: string): Promise<void> {
    this.scenario = scenario
    this.place = this.parameters.pass === 1 ? place : `${place} again`
    tellRecorder(this.parameters.gateway, { scenario })
    const { target } = this.parameters
    if (target.kind === 'remote') {
      this.#access = target
      return
    }
    this.#connection = await tenantFor(this)
    this.#access = this.#connection
  }

  /** The base URL and token that an admin copies from the product into Okta. */
  get access(): Access {
    return must(this.#access, 'the scenario has no target: its hook did not run')
  }

  get connection(): Connection {
    return must(this.#connection, 'only the reference server has connections to look into')
  }

  /** SCIM as a client with a good token speaks it. */
  get scim(): Http {
    return this.http(this.access.baseUrl, {
      authorization: `Bearer ${this.access.token}`,
      ...MEDIA,
    })
  }

  /** SCIM as somebody else speaks it: at the same address, or at that tenant's own where it has one. */
  async scimOfAnother(own = false): Promise<Http> {
    this.#other ??= anotherTenant(this)
    const { baseUrl, token } = await this.#other
    const authorization = `Bearer ${token}`
    return own ? this.http(baseUrl, { authorization, ...MEDIA }) : this.scim.with({ authorization })
  }

  get okta(): OktaClient {
    const { url, apiToken } = this.parameters.okta
    const headers = { authorization: `SSWS ${apiToken}`, 'content-type': 'application/json' }
    return new OktaClient(this.http(url, headers))
  }

  get product(): ProductClient {
    return this.productAs(this.scenario)
  }

  /** The product's API, its traffic counted to this scenario or, by the empty name, to none. */
  productAs(scenario: string): ProductClient {
    const { target, gateway } = this.parameters
    if (target.kind !== 'reference') throw new Error('this target has no product API')
    const basic = Buffer.from(`${target.projectId}:${target.secret}`).toString('base64')
    const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/json' }
    return new ProductClient(new Http({ gateway, baseUrl: target.url, scenario, headers }))
  }

  get answer(): Answer {
    return must(this.#answer, 'no answer yet: the scenario needs a When first')
  }

  set answer(answer: Answer) {
    this.recent = [answer.body, this.#answer?.body]
    this.#answer = answer
  }

  get app(): App {
    return must(this.#app, 'no app yet: begin with "Given an Okta org with a …"')
  }

  set app(app: App) {
    this.#app = app
  }

  get webhooks(): WebhookSource {
    return must(this.#webhooks, 'webhooks are seen in scenarios tagged @needs-webhooks only')
  }

  /** Begins to see webhooks: received from our own server, or told by the user's module. */
  async watchWebhooks(): Promise<void> {
    const { webhooks } = await this.#observers()
    if (webhooks !== undefined) {
      this.#webhooks = await ObservedWebhooks.open(webhooks)
      return
    }
    const received = await ReceivedWebhooks.open(this.product, this.connection.organizationId)
    tellRecorder(this.parameters.gateway, { secret: received.secret })
    this.#webhooks = received
  }

  /** The webhooks of our own server, as they were received. */
  get receivedWebhooks(): ReceivedWebhooks {
    const { webhooks } = this
    if (webhooks instanceof ReceivedWebhooks) return webhooks
    throw new Error("only our own server's webhooks can be looked at so closely")
  }

  /** Looks away from what has come so far: later steps see what is new. */
  async overlookWebhooks(): Promise<void> {
    await this.#webhooks?.news()
  }

  async end(): Promise<void> {
    const came = (await this.#webhooks?.close()) ?? []
    // Whatever listens for a whole run has each of them recorded as it comes.
    if (!this.parameters.webhookListener) tellWebhooks(this.parameters.gateway, came)
  }

  /** What the product's own API says of the members with this e-mail address, deleted ones too. */
  async membersWith(email: string): Promise<Member[]> {
    const { member } = await this.#observers()
    const { stytch } = this.parameters
    if (member !== undefined) {
      const seen = await member(email)
      return seen === undefined ? [] : [asMember(seen)]
    }
    if (stytch) return stytchMembersWith(stytch, this.access.baseUrl, email)
    return this.product.membersWith(this.connection.organizationId, email)
  }

  async #observers(): Promise<ObserverModule> {
    const { observers, webhookListener } = this.parameters
    const module = observers === undefined ? {} : await loadObservers(observers)
    if (webhookListener === undefined) return module
    return { ...module, webhooks: listened(webhookListener, module.webhook) }
  }

  /** A person of this scenario; the first mention makes them up. */
  async person(name: string): Promise<Person> {
    const known = this.people.get(name)
    if (known !== undefined) return known
    const { seed, runId, overrides } = this.parameters
    const { domain = 'example.com' } = overrides
    const person = await makePerson(name, { seed, runId, scenario: this.place, domain })
    this.people.set(name, person)
    return person
  }

  /** A name that nothing else on the target has. */
  unique(name: string): string {
    const tag = [...this.place].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) >>> 0, 7)
    return `${name}-${this.parameters.runId}-${tag.toString(36)}`
  }

  newUser(person: Person, userName: string, more: Record<string, unknown> = {}) {
    const user = withMore(newUser(this.parameters, person, userName), more)
    return completed(user, this.parameters.users)
  }

  newGroup(name: string, members: readonly string[] = []): Record<string, unknown> {
    const people = members.map((member) => this.resource(member))
    return newGroup(this.parameters, this.unique(name), people)
  }

  /** How a user was made, where the last request, or an app of Okta's, may have changed them. */
  async userBeforeChange(name: string): Promise<Made | undefined> {
    if (this.#app === undefined) return this.madeBeforeChange(name)
    return madeByApp(await this.okta.sent(this.#app.id), this.resource(name))
  }

  /** How a resource was made, where the last request may have changed it. */
  madeBeforeChange(name: string): Made | undefined {
    const changed = changes(this.#answer) || this.answers.some(changes)
    return changed ? this.made.get(name) : undefined
  }

  pathOf(name: string): string {
    return this.groupNames.has(name) ? this.groupPath(name) : this.userPath(name)
  }

  /** The names that this scenario has for resources, in their order; others are somebody else's. */
  namesOf(resources: readonly Resource[]): string[] {
    const names = new Map([...this.resources].map(([name, { id }]) => [id, name]))
    return resources.flatMap(({ id }) => names.get(id) ?? [])
  }

  userPath(name: string): string {
    return `/Users/${encodeURIComponent(this.resource(name).id)}`
  }

  groupPath(name: string): string {
    return `/Groups/${encodeURIComponent(this.resource(name).id)}`
  }

  group(name: string): OktaGroup {
    return must(this.groups.get(name), `no group ${name} in Okta's directory yet`)
  }

  resource(name: string): Resource {
    const found = this.resources.get(name)
    // What was asked for and not made is the target's fault; what nobody asked for is the feature's.
    assert.ok(found !== undefined || this.recent.length === 0, `the target has made no ${name}`)
    return must(found, `${name} has no resource on the target yet`)
  }

  /** Puts the words of this scenario in a text of its feature. */
  fill = (text: string): string => filled(text, this)

  http(baseUrl: string, headers: Readonly<Record<string, string>>): Http {
    return new Http({ gateway: this.parameters.gateway, baseUrl, scenario: this.scenario, headers })
  }

  /** Marks all that Okta sent and all webhooks so far as preparation: later steps look at what is new. */
  async lookedAt(): Promise<void> {
    this.exchangesSeen = (await this.okta.sent(this.app.id)).length
    await this.overlookWebhooks()
  }

  /** Has the recorder play something in the target's place: an outage, an answer, creates that race. */
  async play(played: Pick<Control, 'down' | 'refusal' | 'holdCreates'>): Promise<void> {
    tellRecorder(this.parameters.gateway, { baseUrl: this.access.baseUrl, ...played })
  }

  async usersNamed(userName: string): Promise<Resource[]> {
    return this.#found('/Users', `userName eq ${JSON.stringify(userName)}`)
  }

  async groupsNamed(displayName: string): Promise<Resource[]> {
    return this.#found('/Groups', `displayName eq ${JSON.stringify(displayName)}`)
  }

  async #found(endpoint: string, filter: string): Promise<Resource[]> {
    const answer = await this.scim.get(`${endpoint}?filter=${encodeURIComponent(filter)}`)
    expectStatus(answer, 200)
    return resourcesIn(answer)
  }
}

function must<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new Error(otherwise)
  return value
}

setWorldConstructor(ScimWorld)
