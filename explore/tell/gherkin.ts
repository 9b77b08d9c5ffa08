import { type Action, type Deed, type DeedOf, deedsOf, type History } from '../histories/action.ts'
import type { Breach } from '../model/breach.ts'
import { listed } from './action-text.ts'
import { attributeValue, groupName, loginName, personName } from './names.ts'

/** What a scenario is made of: the history, what was wrong, and whose ids they are. */
export interface Told {
  readonly history: History
  readonly breach: Breach
  /** Ids of users of the target, by the number of the person. */
  readonly ids: ReadonlyMap<string, number>
  /** The tag of the requirement's level, as `MUST`. */
  readonly level: string
  /** How the history is found again. */
  readonly replay: string
}

const APPS = { saml: 'SAML app', 'header-auth': 'Header Auth app' } as const

/** A feature file in the words that the suite has; what no step of it says stands as a comment. */
export function gherkin({ history, breach, ids, level, replay }: Told): string {
  const scenario = new Scenario()
  for (const [at, kind] of history.apps.entries()) {
    const which = at === 0 ? 'a' : 'another'
    scenario.given(`${which} ${APPS[kind]} that provisions the ${at === 0 ? '' : 'same '}server`)
  }
  found(scenario, history)
  if (history.passwords) scenario.comment('the app syncs passwords, which no step switches on')
  for (const action of history.actions) happen(scenario, action)
  for (const line of outcome(breach, ids)) scenario.outcome(line)
  const patch = history.apps.includes('header-auth') ? ' @needs-patch' : ''
  const groups = scenario.speaksOfGroups ? ' @needs-writable-groups' : ''
  return [
    `@okta @needs-filter @needs-no-required-extension${patch}${groups}`,
    'Feature: Found by random rehearsals',
    '',
    `  @${breach.facts.requirement} @${level.replace(' ', '-')}`,
    `  Rule: ${breach.facts.rule.replace(/^\w+ \S+: /, '')}`,
    '',
    `    Scenario: ${replay}`,
    ...scenario.lines.map((line) => `      ${line}`),
    '',
  ].join('\n')
}

class Scenario {
  readonly lines: string[] = []
  speaksOfGroups = false
  readonly #groups = new Set<number>()
  #last = ''

  given(text: string): void {
    this.#add('Given', text)
  }

  when(text: string): void {
    this.#add('When', text)
  }

  outcome(text: string): void {
    if (text.startsWith('#') || text.startsWith('|'))
      this.lines.push(text.startsWith('|') ? `  ${text}` : text)
    else this.#add('Then', text)
  }

  comment(text: string): void {
    this.lines.push(`# ${text}`)
  }

  /** A group is there from its first mention on. */
  group(group: number): string {
    this.speaksOfGroups = true
    if (!this.#groups.has(group)) {
      this.#groups.add(group)
      this.given(`the Okta group ${groupName(group)}`)
    }
    return groupName(group)
  }

  #add(keyword: string, text: string): void {
    this.lines.push(`${this.#last === keyword ? 'And' : keyword} ${text}`)
    this.#last = keyword
  }
}

/** Who is there already: as preparation, so that only the history itself is looked at. */
function found(scenario: Scenario, { staff, team }: History): void {
  const people = Array.from({ length: staff }, (_, who) => personName(who))
  for (const name of people) scenario.given(`${name} is assigned to the app`)
  if (!team) return
  const group = scenario.group(0)
  for (const name of people) scenario.given(`${name} is in the Okta group ${group}`)
  scenario.given(`the group ${group} is pushed`)
}

function happen(scenario: Scenario, action: Action): void {
  if (action.kind === 'trouble') {
    scenario.comment(
      `between Okta and the server: ${action.what}, at request ${action.nth} from here`,
    )
    return
  }
  const deeds = deedsOf(action)
  if (deeds.length > 1) scenario.comment('the next of these were done at the same time')
  for (const deed of deeds) SAY[deed.kind](scenario, deed as never)
}

type Say = { readonly [K in Deed['kind']]: (scenario: Scenario, deed: DeedOf<K>) => void }

const one = personName

const SAY: Say = {
  hire: (to, { who }) => to.when(`the person ${one(who)} is assigned to the app`),
  rehire: (to, { who, as }) => {
    to.comment(`${one(as)} is deleted from Okta, and ${one(who)} hired under the same login`)
    to.when(`the person ${one(who)} is assigned to the app`)
  },
  assign: (to, { who }) => to.when(`the admin assigns ${one(who)} to the app`),
  unassign: (to, { who }) => to.when(`the admin unassigns ${one(who)} from the app`),
  change: (scenario, { who, what, to }) =>
    scenario.when(`the admin changes the ${what} of ${one(who)} to "${attributeValue(what, to)}"`),
  rename: (scenario, { who, to }) => {
    scenario.given(`the name of a person ${loginName(who, to)}`)
    scenario.when(`the admin renames ${one(who)} to the userName of ${loginName(who, to)}`)
  },
  'take-name': (to, { who, of }) =>
    to.when(`the admin renames ${one(who)} to the userName of ${one(of)}`),
  deactivate: (to, { who }) => to.when(`${one(who)} is deactivated in Okta`),
  activate: (to, { who }) => to.when(`${one(who)} is activated in Okta`),
  suspend: (to, { who }) => to.when(`${one(who)} is suspended in Okta`),
  unsuspend: (to, { who }) => to.when(`${one(who)} is unsuspended in Okta`),
  delete: (to, { who }) => to.comment(`${one(who)} is deleted from Okta, which sends nothing`),
  password: (to, { who }) => to.comment(`${one(who)} sets a new password in Okta`),
  join: (to, { who, group }) => to.when(`${one(who)} joins the Okta group ${to.group(group)}`),
  quit: (to, { who, group }) => to.when(`${one(who)} leaves the Okta group ${to.group(group)}`),
  'rename-group': (scenario, { group, to }) =>
    scenario.when(
      `the admin renames the Okta group ${scenario.group(group)} to ${groupName(group, to)}`,
    ),
  'give-group': (to, { group }) =>
    to.when(`the admin assigns the group ${to.group(group)} to the app`),
  'take-group': (to, { group }) =>
    to.when(`the admin unassigns the group ${to.group(group)} from the app`),
  push: (to, { group }) => to.when(`the admin pushes the group ${to.group(group)}`),
  'push-now': (to, { group }) => to.comment(`Push now of the group ${to.group(group)}`),
  'stop-push': (to, { group }) => to.comment(`the push of ${to.group(group)} is deactivated`),
  'start-push': (to, { group }) => to.comment(`the push of ${to.group(group)} is activated`),
  'unlink-leave': (to, { group }) =>
    to.when(`the admin unlinks the group ${to.group(group)} and leaves it in the app`),
  'unlink-delete': (to, { group }) =>
    to.when(`the admin unlinks the group ${to.group(group)} and deletes it in the app`),
  import: (to) => to.comment('users are imported'),
  'force-sync': (to) => to.comment('Force Sync'),
  retry: (to) => to.when('the admin retries the task'),
}

/** What should have been so; where no step can say it, Okta at least has nothing to complain of. */
function outcome({ facts, message }: Breach, ids: ReadonlyMap<string, number>): readonly string[] {
  const { about, expected } = facts
  const who = ids.get(about.id ?? '')
  const said = [`# ${message.slice(0, 200)}`]
  if (about.type === 'Groups') return [...ofGroup(about.name, expected, ids), ...said]
  if (who === undefined || expected === undefined) return ['Okta shows no task', ...said]
  if (expected.path === 'one') return [`there is one user with ${one(who)}'s userName`, ...said]
  if (expected.path === 'userName' || typeof expected.value === 'object') {
    return ['Okta shows no task', ...said]
  }
  return [
    `${one(who)} has the user:`,
    `| ${expected.path} | ${JSON.stringify(expected.value)} |`,
    ...said,
  ]
}

function ofGroup(
  name: string | undefined,
  expected: Breach['facts']['expected'],
  ids: ReadonlyMap<string, number>,
): readonly string[] {
  const called = /^\w+/.exec(name ?? '')?.[0] ?? 'Finance'
  if (expected?.path !== 'members') return ['Okta shows no task']
  const members = (expected.value as readonly string[]).map((id) => one(ids.get(id) ?? 0))
  return [`the group ${called} has ${listed(members)}`]
}
