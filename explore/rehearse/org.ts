import type { MockApp } from '../../mock-okta/client/app.ts'
import type { MockGroup } from '../../mock-okta/client/group.ts'
import type { MockPush } from '../../mock-okta/client/push.ts'
import type { MockUser } from '../../mock-okta/client/user.ts'
import type { MockOkta } from '../../mock-okta/client.ts'
import type { Action, Deed, DeedOf, History } from '../histories/action.ts'
import { attributeValue, type Names } from '../tell/names.ts'

/** Where an app provisions to. */
export interface Access {
  readonly baseUrl: string
  readonly token: string
}

const LONGEST_WAIT = 'PT10M'
/** Ten attempts at 429 is what Okta makes. */
const MOST_WAITS = 12

/** An org of the mock Okta in which a history happens. */
export class Org {
  readonly okta: MockOkta
  readonly apps: readonly MockApp[]
  readonly people = new Map<number, MockUser>()
  readonly groups = new Map<number, MockGroup>()
  readonly pushes = new Map<string, MockPush>()
  /** What a person's profile says now. */
  readonly profiles = new Map<number, Readonly<Record<string, string>>>()
  /** Deeds that Okta itself refused: nothing came of them. */
  refused = 0
  readonly #names: Names

  private constructor(okta: MockOkta, apps: readonly MockApp[], names: Names) {
    this.okta = okta
    this.apps = apps
    this.#names = names
  }

  /** Connects the apps of a history with the target. */
  static async open(okta: MockOkta, history: History, access: Access, names: Names): Promise<Org> {
    const apps: MockApp[] = []
    for (const [at, kind] of history.apps.entries()) {
      const token = kind === 'saml' ? access.token : `Bearer ${access.token}`
      const scim = { baseUrl: access.baseUrl, token }
      const app = await okta.createApp({ kind, scim, label: `App ${at + 1}` })
      if (history.passwords) await app.syncPasswords()
      apps.push(app)
    }
    return new Org(okta, apps, names)
  }

  /** Lets an action happen, and Okta send all that follows from it. */
  async perform(action: Exclude<Action, { readonly kind: 'trouble' }>): Promise<void> {
    if (action.kind === 'together') {
      await Promise.all(
        action.deeds.map(async (deed, at) => {
          const gap = action.gaps[at] ?? 0
          if (gap > 0) await new Promise((resolve) => setTimeout(resolve, gap))
          await this.do(deed)
        }),
      )
    } else await this.do(action)
    await this.settled()
  }

  /** Waits until nothing is left to send; a job that waits for the clock has its time come. */
  async settled(): Promise<void> {
    for (let waits = 0; waits < MOST_WAITS; waits += 1) {
      const { waiting } = await this.okta.settled()
      if (waiting.length === 0) return
      this.okta.advance(LONGEST_WAIT)
    }
  }

  /** What Okta does not let an admin do is passed over: it concerns no server. */
  async do(deed: Deed): Promise<void> {
    try {
      await DO[deed.kind](this, deed as never)
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('Okta refused')) throw error
      this.refused += 1
    }
  }

  app(at: number): MockApp {
    const found = this.apps[at]
    if (found === undefined) throw new Error(`there is no app ${at}`)
    return found
  }

  person(who: number): MockUser {
    const found = this.people.get(who)
    if (found === undefined) throw new Error(`Okta refused: nobody has the number ${who}`)
    return found
  }

  async hire(who: number, login?: string): Promise<MockUser> {
    const made = this.#names.profile(who)
    const profile = login === undefined ? made : { ...made, login, email: login }
    const person = await this.okta.createUser(profile)
    this.people.set(who, person)
    this.profiles.set(who, profile)
    return person
  }

  async change(who: number, profile: Readonly<Record<string, string>>): Promise<void> {
    await this.person(who).update(profile)
    this.profiles.set(who, { ...this.profiles.get(who), ...profile })
  }

  /** A group is made when it is first spoken of. */
  async group(group: number): Promise<MockGroup> {
    const known = this.groups.get(group)
    if (known !== undefined) return known
    const made = await this.okta.createGroup(this.#names.group(group))
    this.groups.set(group, made)
    return made
  }

  push(group: number, app: number): MockPush {
    const found = this.pushes.get(`${group}@${app}`)
    if (found === undefined) throw new Error('Okta refused: the group is not pushed')
    return found
  }

  loginOf(who: number): string {
    return this.profiles.get(who)?.login ?? this.#names.profile(who).login
  }

  renamed(who: number, to: number): ReturnType<Names['renamed']> {
    return this.#names.renamed(who, to)
  }

  groupName(group: number, to: number): string {
    return this.#names.group(group, to)
  }
}

type Do = { readonly [K in Deed['kind']]: (org: Org, deed: DeedOf<K>) => Promise<unknown> }

const DO: Do = {
  hire: async (org, { who, app }) => org.app(app).assign(await org.hire(who)),
  onboard: async (org, { who }) => {
    const person = await org.hire(who)
    await Promise.all(org.apps.map((app) => app.assign(person)))
  },
  rehire: async (org, { who, as, app }) => {
    await org.person(as).delete()
    await org.app(app).assign(await org.hire(who, org.loginOf(as)))
  },
  assign: (org, { who, app }) => org.app(app).assign(org.person(who)),
  unassign: (org, { who, app }) => org.app(app).unassign(org.person(who)),
  change: (org, { who, what, to }) => org.change(who, { [what]: attributeValue(what, to) }),
  rename: (org, { who, to }) => org.change(who, org.renamed(who, to)),
  'take-name': (org, { who, of }) => {
    const login = org.loginOf(of)
    return org.change(who, { login, email: login })
  },
  deactivate: (org, { who }) => org.person(who).deactivate(),
  activate: (org, { who }) => org.person(who).activate(),
  suspend: (org, { who }) => org.person(who).suspend(),
  unsuspend: (org, { who }) => org.person(who).unsuspend(),
  delete: (org, { who }) => org.person(who).delete(),
  password: (org, { who, to }) => org.person(who).setPassword(`Correct-Horse-${to + 2}`),
  join: async (org, { who, group }) => (await org.group(group)).add(org.person(who)),
  quit: async (org, { who, group }) => (await org.group(group)).remove(org.person(who)),
  'rename-group': async (org, { group, to }) =>
    (await org.group(group)).rename(org.groupName(group, to)),
  'give-group': async (org, { group, app }) => org.app(app).assign(await org.group(group)),
  'take-group': async (org, { group, app }) => org.app(app).unassign(await org.group(group)),
  push: async (org, { group, app }) => {
    org.pushes.set(`${group}@${app}`, await org.app(app).pushGroup(await org.group(group)))
  },
  'push-now': (org, { group, app }) => org.push(group, app).now(),
  'stop-push': (org, { group, app }) => org.push(group, app).deactivate(),
  'start-push': (org, { group, app }) => org.push(group, app).activate(),
  'unlink-leave': (org, deed) => unlink(org, deed, false),
  'unlink-delete': (org, deed) => unlink(org, deed, true),
  import: (org, { app }) => org.app(app).importNow(),
  'force-sync': (org, { app }) => org.app(app).forceSync(),
  retry: async (org) => {
    for (const task of org.okta.tasks()) if (task.retryable) await org.okta.retry(task)
  },
}

async function unlink(
  org: Org,
  { group, app }: { readonly group: number; readonly app: number },
  deleteGroup: boolean,
): Promise<void> {
  await org.push(group, app).unlink({ deleteGroup })
  org.pushes.delete(`${group}@${app}`)
}
