import {
  type Action,
  type Deed,
  type DeedOf,
  deedsOf,
  type History,
  type Setting,
  type Trouble,
} from '../histories/action.ts'
import { attributeValue, groupName, loginName, personName } from './names.ts'

const APPS = { saml: 'SAML app', 'header-auth': 'Header Auth app' } as const

const TROUBLE: Readonly<Record<Trouble['what'], string>> = {
  lost: 'the server does the work and its answer is lost',
  cut: 'the answer breaks off half-way',
  reset: 'the connection is reset before the server hears anything',
  busy: 'Okta is told 429, to come back in 2 seconds',
  down: 'Okta is told 503',
  late: 'the request comes late',
}

/** What happens in a history, a line for each action, as an admin would say it. */
export function actionText(action: Action, { apps }: Pick<History, 'apps'>): string {
  if (action.kind === 'trouble') {
    const which = action.nth === 1 ? 'next request' : `${ordinal(action.nth)} request from here`
    return `At the ${which}: ${TROUBLE[action.what]}`
  }
  const app = (at: number) => {
    const twice = apps.length > 1 && apps[0] === apps[1]
    return `the ${twice ? (at === 0 ? 'first ' : 'second ') : ''}${APPS[apps[at] ?? 'saml']}`
  }
  const told = deedsOf(action).map((deed) => TEXT[deed.kind](deed as never, app))
  return told.length > 1 ? `At once: ${told.join('; ')}` : (told[0] ?? '')
}

/** The org on the day on which the history begins. */
export function settingText({ staff, team, apps, passwords }: Setting): string {
  const people = Array.from({ length: staff }, (_, who) => personName(who))
  const has = people.length === 1 ? 'has' : 'have'
  const named = people.length === 0 ? 'Nobody' : listed(people)
  return [
    `${named} ${people.length === 0 ? 'has' : has} the ${APPS[apps[0] ?? 'saml']}`,
    ...(team
      ? [`${people.length === 1 ? 'is' : 'are'} the group ${groupName(0)}, which it pushes`]
      : []),
    ...(apps.length > 1 ? [`there is a second app, a ${APPS[apps[1] ?? 'saml']}`] : []),
    ...(passwords ? ['passwords are synced'] : []),
  ].join('; ')
}

export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? 'nobody'
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

function ordinal(n: number): string {
  return ['first', 'second', 'third', 'fourth'][n - 1] ?? `${n}th`
}

type Texts = {
  readonly [K in Deed['kind']]: (deed: DeedOf<K>, app: (at: number) => string) => string
}

const one = personName
const all = groupName

const TEXT: Texts = {
  hire: ({ who, app }, name) => `${one(who)} is hired and gets ${name(app)}`,
  onboard: ({ who }, name) => `${one(who)} is hired and gets ${name(0)} and ${name(1)} at once`,
  rehire: ({ who, as, app }, name) =>
    `${one(as)} is deleted from Okta; ${one(who)} is hired under the same login and gets ${name(app)}`,
  assign: ({ who, app }, name) => `${one(who)} is assigned to ${name(app)}`,
  unassign: ({ who, app }, name) => `${one(who)} is unassigned from ${name(app)}`,
  change: ({ who, what, to }) => `${what} of ${one(who)} becomes ${attributeValue(what, to)}`,
  rename: ({ who, to }) => `${one(who)} gets another login, of the name ${loginName(who, to)}`,
  'take-name': ({ who, of }) => `${one(who)} gets the login that was ${one(of)}'s`,
  deactivate: ({ who }) => `${one(who)} is deactivated in Okta`,
  activate: ({ who }) => `${one(who)} is activated in Okta`,
  suspend: ({ who }) => `${one(who)} is suspended in Okta`,
  unsuspend: ({ who }) => `${one(who)} is unsuspended in Okta`,
  delete: ({ who }) => `${one(who)} is deleted from Okta`,
  password: ({ who }) => `${one(who)} sets a new password`,
  join: ({ who, group }) => `${one(who)} joins the group ${all(group)}`,
  quit: ({ who, group }) => `${one(who)} leaves the group ${all(group)}`,
  'rename-group': ({ group, to }) => `the group ${all(group)} is renamed to ${all(group, to)}`,
  'give-group': ({ group, app }, name) => `the group ${all(group)} is assigned to ${name(app)}`,
  'take-group': ({ group, app }, name) => `the group ${all(group)} is unassigned from ${name(app)}`,
  push: ({ group, app }, name) => `the group ${all(group)} is pushed to ${name(app)}`,
  'push-now': ({ group, app }, name) => `Push now of ${all(group)} on ${name(app)}`,
  'stop-push': ({ group, app }, name) => `the push of ${all(group)} to ${name(app)} is deactivated`,
  'start-push': ({ group, app }, name) => `the push of ${all(group)} to ${name(app)} is activated`,
  'unlink-leave': ({ group, app }, name) =>
    `${all(group)} is unlinked from ${name(app)}, and the group stays`,
  'unlink-delete': ({ group, app }, name) =>
    `${all(group)} is unlinked from ${name(app)}, and the group is deleted there`,
  import: ({ app }, name) => `users are imported from ${name(app)}`,
  'force-sync': ({ app }, name) => `Force Sync of ${name(app)}`,
  retry: () => 'the admin retries all tasks',
}
