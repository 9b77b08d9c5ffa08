import { type MockOktaOptions, openMockOkta } from './app.ts'
import { MockApp } from './client/app.ts'
import { Caller, fail } from './client/caller.ts'
import { MockGroup } from './client/group.ts'
import type { NewApp } from './client/new-app.ts'
import { MockUser, type NewUser } from './client/user.ts'
import { durationIn } from './duration.ts'
import type { LogEvent } from './log-event.ts'
import type { Task } from './provisioning/task.ts'
import type { ScimExchange } from './scim/exchange.ts'
import type { Faults } from './scim/faults.ts'

export interface TestOktaOptions extends Omit<MockOktaOptions, 'now' | 'testControls'> {
  /**
   * Makes the clock virtual: it stands at this moment until `advance` moves it. Without it the clock is
   * the wall's, and `advance` moves it ahead of that.
   */
  readonly startsAt?: Date | string
}

/** What `settled` found: jobs that wait for the clock (a 429) are done only after `advance`. */
export interface Settled {
  readonly waiting: readonly { readonly what: string; readonly until: string }[]
}

/**
 * A mock Okta inside a test. Everything it does goes through its own management API; SCIM requests go to
 * the server under test over real HTTP. Several can run at once; they share nothing.
 */
export class MockOkta {
  /** Where the management API listens; `@okta/okta-sdk-nodejs` takes it as `orgUrl`. */
  readonly url: string
  /** The SSWS token of the management API. */
  readonly apiToken: string
  /** Faults on request: `okta.faults.add({ kind: 'lose-response' })`. None by default. */
  readonly faults: Faults
  readonly #mock: Awaited<ReturnType<typeof openMockOkta>>
  readonly #caller: Caller
  #groups = 0

  constructor(mock: Awaited<ReturnType<typeof openMockOkta>>) {
    this.url = mock.url
    this.apiToken = mock.apiToken
    this.faults = mock.faults
    this.#mock = mock
    this.#caller = new Caller(mock.call)
  }

  /**
   * Makes an app and connects it to a SCIM server, with Create, Update and Deactivate Users on.
   *
   * `kind: 'saml'` is a SAML app with SCIM provisioning (PUT; a token is sent as `Bearer <token>`, user and
   * password as Basic), `kind: 'header-auth'` the catalog's SCIM 2.0 Test App (PATCH; the token is sent as it
   * is given, so it holds the scheme), `bearer` and `basic` the test apps of those names. Throws when the server does not pass Okta's connector test, with Okta's words.
   */
  async createApp(options: NewApp): Promise<MockApp> {
    return MockApp.create(this.#caller, this.#mock.engine, options)
  }

  /**
   * Makes an active person. Whoever is given nothing is made up: name, title, department, phone, address,
   * the same for the same `seed` and order of calls. Of one who is given anything, only login, e-mail and
   * name are made up where they are left out, so that nothing is sent that the test did not ask for.
   */
  async createUser(profile: NewUser = {}): Promise<MockUser> {
    const made = await this.#mock.people.next()
    const login = profile.login ?? profile.email ?? made.login
    const { firstName, lastName } = made
    const rest = Object.keys(profile).length === 0 ? made : { firstName, lastName }
    const whole = { ...rest, email: login, ...profile, login }
    return MockUser.create(this.#caller, whole)
  }

  /** Makes a group with these members. */
  async createGroup(name?: string, members: readonly MockUser[] = []): Promise<MockGroup> {
    this.#groups += 1
    const group = await MockGroup.create(this.#caller, name ?? `Group ${this.#groups}`)
    for (const member of members) await group.add(member)
    return group
  }

  /**
   * Waits until Okta has nothing left to send. Throws after `timeoutMs` of real time (default 10000),
   * naming what was sent last.
   */
  async settled(timeoutMs = 10_000): Promise<Settled> {
    const { settled, waiting } = await this.#mock.engine.settled(timeoutMs)
    if (!settled && waiting.length === 0) {
      fail(`Okta was not done after ${timeoutMs} ms.`, this.exchanges())
    }
    return { waiting }
  }

  /** Every SCIM request of every app so far, in the order in which they ended. */
  exchanges(): readonly ScimExchange[] {
    const apps = [...this.#mock.engine.org.apps.values()]
    return apps.flatMap(({ exchanges }) => exchanges).sort((a, b) => a.id - b.id)
  }

  /** Dashboard > Tasks: what failed and has not been done by hand. */
  tasks(): readonly Task[] {
    const apps = [...this.#mock.engine.org.apps.values()]
    return apps.flatMap(({ tasks }) => tasks).filter(({ status }) => status === 'OPEN')
  }

  /** Dashboard > Tasks > Retry Selected; throws for a task of which Okta offers no retry. */
  async retry(task: Task): Promise<void> {
    await this.#caller.do('POST', `/api/v1/scimulate/tasks/${task.id}/retry`, {})
  }

  /** The System Log so far. */
  log(): readonly LogEvent[] {
    return [...this.#mock.engine.org.log.events]
  }

  /** Throws when Okta has tasks, with what each says. */
  assertNoTasks(): void {
    const messages = this.tasks().map(({ message }) => `  - ${message}`)
    if (messages.length > 0) fail(`Okta has tasks:\n${messages.join('\n')}`, this.exchanges())
  }

  /** What time it is for Okta. */
  now(): Date {
    return this.#mock.clock.now()
  }

  /** Moves Okta's clock forward by an ISO 8601 duration such as `PT5M`; waits that are over end. */
  advance(duration: string): void {
    const milliseconds = durationIn(duration)
    if (milliseconds === undefined) {
      throw new TypeError(`${duration} is not an ISO 8601 duration such as PT5M`)
    }
    this.#mock.clock.advance(milliseconds)
    this.#mock.engine.tick()
  }

  /** Stops: the request under way ends, nothing else is sent, no handle stays open. */
  async close(): Promise<void> {
    await this.#mock.close()
  }
}

/**
 * Starts a mock Okta for a test.
 *
 * ```ts
 * const okta = await startMockOkta()
 * const app = await okta.createApp({ kind: 'saml', scim: { baseUrl, token } })
 * const ada = await okta.createUser()
 * await app.assign(ada)
 * await okta.settled()
 * app.assertProvisioned(ada)
 * await okta.close()
 * ```
 */
export async function startMockOkta(options: TestOktaOptions = {}): Promise<MockOkta> {
  const { startsAt, ...rest } = options
  if (startsAt === undefined) return new MockOkta(await openMockOkta(rest))
  const start = new Date(startsAt).getTime()
  if (Number.isNaN(start)) throw new TypeError(`startsAt: ${String(startsAt)} is not a date`)
  return new MockOkta(await openMockOkta({ ...rest, now: () => new Date(start) }))
}
