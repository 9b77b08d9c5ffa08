import type { Action, Deed, DeedOf, Setting } from './action.ts'
import { deedsOf } from './action.ts'

interface Person {
  status: 'active' | 'suspended' | 'left' | 'deleted'
  /** Which login: its own number, or another's after a rehire. */
  login: string
}

/** What has happened before a history begins. */
export function foundingOf({ staff, team }: Pick<Setting, 'staff' | 'team'>): readonly Deed[] {
  const people = Array.from({ length: staff }, (_, who) => who)
  return [
    ...people.map((who) => ({ kind: 'hire', who, app: 0 }) as const),
    ...(team ? people.map((who) => ({ kind: 'join', who, group: 0 }) as const) : []),
    ...(team ? ([{ kind: 'push', group: 0, app: 0 }] as const) : []),
  ]
}

/** The Okta side of an org as far as it decides what can happen next. */
export class Directory {
  readonly people = new Map<number, Person>()
  readonly groups = new Map<number, Set<number>>()
  /** Who has which app by hand, and which group gives which app: `who@app`, `group@app`. */
  readonly assigned = new Set<string>()
  readonly given = new Set<string>()
  readonly pushes = new Map<string, 'active' | 'stopped'>()
  readonly #passwords: boolean
  readonly apps: number

  constructor({ apps, passwords, staff, team }: Setting) {
    this.apps = apps.length
    this.#passwords = passwords
    for (const deed of foundingOf({ staff, team })) this.take(deed)
  }

  /** Whether the admin's console would offer this now. */
  allows(action: Action): boolean {
    if (action.kind === 'trouble') return true
    if (action.kind !== 'together') return ALLOWS[action.kind](this, action as never)
    // Deeds at the same time must be possible in any order: each is looked at by itself.
    return action.deeds.length > 1 && action.deeds.every((deed) => this.allows(deed))
  }

  take(action: Action): void {
    for (const deed of deedsOf(action)) TAKE[deed.kind](this, deed as never)
  }

  status(who: number): Person['status'] | 'unknown' {
    return this.people.get(who)?.status ?? 'unknown'
  }

  loginTaken(login: string): boolean {
    return [...this.people.values()].some((one) => one.login === login && one.status !== 'deleted')
  }

  /** Whether the person has the app, by hand or through a group. */
  has(who: number, app: number): boolean {
    if (this.assigned.has(`${who}@${app}`)) return true
    for (const [group, members] of this.groups) {
      if (members.has(who) && this.given.has(`${group}@${app}`)) return true
    }
    return false
  }

  get syncsPasswords(): boolean {
    return this.#passwords
  }
}

type Allows = { readonly [K in Deed['kind']]: (org: Directory, deed: DeedOf<K>) => boolean }
type Take = { readonly [K in Deed['kind']]: (org: Directory, deed: DeedOf<K>) => void }

const isLive = (org: Directory, who: number) =>
  org.status(who) === 'active' || org.status(who) === 'suspended'
const isPushed = (org: Directory, { group, app }: { group: number; app: number }): boolean =>
  org.pushes.has(`${group}@${app}`)

const ALLOWS: Allows = {
  hire: (org, { who }) => !org.people.has(who) && !org.loginTaken(`${who}`),
  onboard: (org, { who }) => org.apps > 1 && !org.people.has(who) && !org.loginTaken(`${who}`),
  rehire: (org, { who, as }) =>
    !org.people.has(who) && (org.status(as) === 'left' || org.status(as) === 'deleted'),
  assign: (org, { who, app }) => isLive(org, who) && !org.has(who, app),
  unassign: (org, { who, app }) => org.assigned.has(`${who}@${app}`),
  change: (org, { who }) => isLive(org, who),
  rename: (org, { who, to }) => isLive(org, who) && !org.loginTaken(`${who}-${to}`),
  'take-name': (org, { who, of }) => {
    const login = org.people.get(of)?.login ?? ''
    return isLive(org, who) && org.status(of) === 'deleted' && !org.loginTaken(login)
  },
  deactivate: (org, { who }) => isLive(org, who),
  activate: (org, { who }) => org.status(who) === 'left',
  suspend: (org, { who }) => org.status(who) === 'active',
  unsuspend: (org, { who }) => org.status(who) === 'suspended',
  delete: (org, { who }) => org.status(who) === 'left',
  password: (org, { who }) => org.syncsPasswords && org.status(who) === 'active',
  join: (org, { who, group }) => isLive(org, who) && !org.groups.get(group)?.has(who),
  quit: (org, { who, group }) => org.groups.get(group)?.has(who) === true,
  'rename-group': (org, { group }) => org.groups.has(group),
  'give-group': (org, { group, app }) =>
    org.groups.has(group) && !org.given.has(`${group}@${app}`) && !isPushed(org, { group, app }),
  'take-group': (org, { group, app }) => org.given.has(`${group}@${app}`),
  push: (org, { group, app }) =>
    !isPushed(org, { group, app }) && !org.given.has(`${group}@${app}`),
  'push-now': (org, { group, app }) => org.pushes.get(`${group}@${app}`) === 'active',
  'stop-push': (org, { group, app }) => org.pushes.get(`${group}@${app}`) === 'active',
  'start-push': (org, { group, app }) => org.pushes.get(`${group}@${app}`) === 'stopped',
  'unlink-leave': isPushed,
  'unlink-delete': isPushed,
  import: (org, { app }) => [...org.people.keys()].some((who) => org.has(who, app)),
  'force-sync': (org, { app }) => [...org.people.keys()].some((who) => org.has(who, app)),
  retry: () => true,
}

const TAKE: Take = {
  hire: (org, { who, app }) => {
    org.people.set(who, { status: 'active', login: `${who}` })
    org.assigned.add(`${who}@${app}`)
  },
  onboard: (org, { who }) => {
    org.people.set(who, { status: 'active', login: `${who}` })
    for (let app = 0; app < org.apps; app += 1) org.assigned.add(`${who}@${app}`)
  },
  rehire: (org, { who, as, app }) => {
    forget(org, as)
    org.people.set(who, { status: 'active', login: org.people.get(as)?.login ?? `${who}` })
    org.assigned.add(`${who}@${app}`)
  },
  assign: (org, { who, app }) => org.assigned.add(`${who}@${app}`),
  unassign: (org, { who, app }) => org.assigned.delete(`${who}@${app}`),
  change: () => undefined,
  rename: (org, { who, to }) => setLogin(org, who, `${who}-${to}`),
  'take-name': (org, { who, of }) => setLogin(org, who, org.people.get(of)?.login ?? `${who}`),
  deactivate: (org, { who }) => {
    setStatus(org, who, 'left')
    for (const one of org.assigned) if (one.startsWith(`${who}@`)) org.assigned.delete(one)
  },
  activate: (org, { who }) => setStatus(org, who, 'active'),
  suspend: (org, { who }) => setStatus(org, who, 'suspended'),
  unsuspend: (org, { who }) => setStatus(org, who, 'active'),
  delete: (org, { who }) => forget(org, who),
  password: () => undefined,
  join: (org, { who, group }) => membersOf(org, group).add(who),
  quit: (org, { who, group }) => membersOf(org, group).delete(who),
  'rename-group': () => undefined,
  'give-group': (org, { group, app }) => org.given.add(`${group}@${app}`),
  'take-group': (org, { group, app }) => org.given.delete(`${group}@${app}`),
  push: (org, { group, app }) => {
    membersOf(org, group)
    org.pushes.set(`${group}@${app}`, 'active')
  },
  'push-now': () => undefined,
  'stop-push': (org, { group, app }) => org.pushes.set(`${group}@${app}`, 'stopped'),
  'start-push': (org, { group, app }) => org.pushes.set(`${group}@${app}`, 'active'),
  'unlink-leave': (org, { group, app }) => org.pushes.delete(`${group}@${app}`),
  'unlink-delete': (org, { group, app }) => org.pushes.delete(`${group}@${app}`),
  import: () => undefined,
  'force-sync': () => undefined,
  retry: () => undefined,
}

function membersOf(org: Directory, group: number): Set<number> {
  const members = org.groups.get(group) ?? new Set<number>()
  org.groups.set(group, members)
  return members
}

function setStatus(org: Directory, who: number, status: Person['status']): void {
  const person = org.people.get(who)
  if (person !== undefined) person.status = status
}

function setLogin(org: Directory, who: number, login: string): void {
  const person = org.people.get(who)
  if (person !== undefined) person.login = login
}

function forget(org: Directory, who: number): void {
  setStatus(org, who, 'deleted')
  for (const members of org.groups.values()) members.delete(who)
}
