import { type Action, type Deed, type DeedOf, deedsOf, type History } from '../histories/action.ts'
import type { Breach, BreachFacts } from '../model/breach.ts'
import { listed } from './action-text.ts'
import { attributeValue, firstGroupName, groupName, loginName, personName } from './names.ts'

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

/** A second user of one name. */
const TWICE = 'POST /Users: 201 in place of 409'

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
  happenAll(scenario, history, breach)
  for (const line of outcome(breach, ids, history)) scenario.outcome(line)
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

function happenAll(scenario: Scenario, history: History, { facts }: Breach): void {
  const isTwice = facts.rule === TWICE
  for (const action of history.actions) {
    const isLast = action === history.actions.at(-1)
    if (isTwice && isLast && action.kind === 'rehire') asClient(scenario, history, action.as)
    else happen(scenario, action)
  }
}

/** No step deletes a person from Okta: the create that follows from it is sent by a client in its place. */
function asClient(scenario: Scenario, { actions }: History, as: number): void {
  scenario.when(`the client creates a user with ${nameOf(actions, as)}'s userName`)
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
  onboard: (to, { who }) => {
    to.comment('both apps are given at the same time')
    to.when(`the person ${one(who)} is assigned to the app`)
  },
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
function outcome(
  { facts, message }: Breach,
  ids: ReadonlyMap<string, number>,
  history: History,
): readonly string[] {
  const said = `# ${message.slice(0, 200)}`
  return [...(facts.about.type === 'Groups' ? ofGroup : ofUser)(facts, ids, history), said]
}

function ofUser(
  { rule, about, expected }: BreachFacts,
  ids: ReadonlyMap<string, number>,
  { actions }: History,
): readonly string[] {
  if (rule === TWICE) return ['the response is 409']
  const who = ids.get(about.id ?? '')
  if (who === undefined) return ['Okta shows no task']
  if (rule.endsWith('not found by name')) {
    return finds(`userName eq "{upper case of ${nameOf(actions, who)}}"`, '/Users', one(who))
  }
  if (rule.endsWith('found by another name')) {
    return finds(`userName eq "{${one(who)}}"`, '/Users', 'nobody')
  }
  if (expected === undefined || typeof expected.value === 'object') return ['Okta shows no task']
  const value = expected.path === 'userName' ? `{${nameOf(actions, who)}}` : expected.value
  return [`${one(who)} has the user:`, `| ${expected.path} | ${JSON.stringify(value)} |`]
}

function finds(filter: string, at: string, who: string): readonly string[] {
  return ['the filters find:', '| filter | at | finds |', `| ${filter} | ${at} | ${who} |`]
}

/** What the owner of a person's login is called, who is somebody else after a rename. */
function nameOf(actions: readonly Action[], who: number): string {
  const last = actions
    .flatMap(deedsOf)
    .filter((deed) => deed.kind === 'rename' && deed.who === who)
    .at(-1)
  return last?.kind === 'rename' ? loginName(who, last.to) : personName(who)
}

function ofGroup(
  { rule, about, expected }: BreachFacts,
  ids: ReadonlyMap<string, number>,
): readonly string[] {
  const called = /^\w+/.exec(about.name ?? '')?.[0] ?? 'Finance'
  // A scenario goes on calling a group by its first name.
  const first = firstGroupName(called)
  if (rule.endsWith('not found by name')) {
    return finds(`displayName eq "{group ${called}}"`, '/Groups', first)
  }
  if (rule.endsWith('displayName of a group')) {
    return [`the group ${first} is called ${called} on the server`]
  }
  if (rule.endsWith('a deleted group is shown'))
    return [`the group ${first} is gone from the server`]
  if (expected?.path !== 'members') return ['Okta shows no task']
  const members = (expected.value as readonly string[]).map((id) => one(ids.get(id) ?? 0))
  return [`the group ${first} has ${listed(members)}`]
}
