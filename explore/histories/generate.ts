import { TROUBLES } from '../../steps/support/recorder/trouble.ts'
import { type Action, ATTRIBUTES, type Deed, type Dialect, type History } from './action.ts'
import { Directory } from './directory.ts'

/** Chance, as fast-check hands it out. */
export interface Dice {
  nextInt(min: number, max: number): number
}

/** How large a history may become, and what is in it besides what admins do. */
export interface Shape {
  /** Actions at most; default 14. */
  readonly length: number
  /** Of a hundred histories, how many meet troubles on the way. */
  readonly troubled: number
  /** Of a hundred histories, in how many several admins act at once. */
  readonly crowded: number
}

export const SHAPE: Shape = { length: 14, troubled: 25, crowded: 20 }

const PEOPLE = 5
const GROUPS = 3
const TRIES = 8

/**
 * How often each deed happens, as in the life of a company: most of what reaches a server is people who
 * come, change and go and groups that change members; an import or a Force Sync is rare.
 */
const WEIGHTS: Readonly<Record<Deed['kind'], number>> = {
  hire: 12,
  onboard: 8,
  rehire: 6,
  assign: 14,
  unassign: 12,
  change: 9,
  rename: 6,
  'take-name': 3,
  deactivate: 6,
  activate: 8,
  suspend: 2,
  unsuspend: 1,
  delete: 4,
  password: 3,
  join: 12,
  quit: 8,
  'rename-group': 3,
  'give-group': 3,
  'take-group': 2,
  push: 8,
  'push-now': 3,
  'stop-push': 1,
  'start-push': 2,
  'unlink-leave': 1,
  'unlink-delete': 2,
  import: 2,
  'force-sync': 1,
  retry: 2,
}

/** Makes up a history that could have happened: every action is possible where it stands. */
export function generateHistory(dice: Dice, shape: Shape): History {
  const chance = (percent: number) => dice.nextInt(0, 99) < percent
  const apps = Array.from({ length: chance(25) ? 2 : 1 }, () => dialect(dice))
  const passwords = chance(20)
  const staff = dice.nextInt(0, 3)
  const setting = { apps, passwords, staff, team: staff > 0 && chance(60) }
  const length = dice.nextInt(2, shape.length)
  const org = new Directory(setting)
  const actions: Action[] = []
  const add = (action: Action) => {
    org.take(action)
    actions.push(action)
  }
  const maker = { dice, org, apps: apps.length }
  const troubled = chance(shape.troubled)
  const crowded = chance(shape.crowded)
  while (actions.length < length) {
    if (troubled && chance(20)) {
      const what = TROUBLES[dice.nextInt(0, TROUBLES.length - 1)] ?? 'lost'
      add({ kind: 'trouble', what, nth: dice.nextInt(1, 4) })
    }
    add((crowded && chance(35) ? together(maker) : undefined) ?? deed(maker))
  }
  return { ...setting, actions }
}

interface Maker {
  readonly dice: Dice
  readonly org: Directory
  readonly apps: number
}

function dialect(dice: Dice): Dialect {
  return dice.nextInt(0, 1) === 0 ? 'saml' : 'header-auth'
}

/** A retry is always possible: the search for something else ends with it. */
function deed(maker: Maker): Deed {
  for (let tries = 0; tries < TRIES * 5; tries += 1) {
    const made = filled(maker, pick(maker.dice))
    const isFull = isNew(made.kind) && maker.org.people.size > PEOPLE
    if (maker.org.allows(made) && !isFull) return made
  }
  return { kind: 'retry' }
}

/** Two or three admins whose deeds are all possible now, whichever comes first. */
function together(maker: Maker): Action | undefined {
  const { dice, org } = maker
  const first = deed(maker)
  const deeds = [first]
  const wanted = dice.nextInt(2, 3)
  for (let tries = 0; tries < TRIES && deeds.length < wanted; tries += 1) {
    const made = dice.nextInt(0, 1) === 0 ? alike(maker, first) : deed(maker)
    const known = deeds.some((one) => JSON.stringify(one) === JSON.stringify(made))
    if (org.allows(made) && !known && !clash(deeds, made)) deeds.push(made)
  }
  const gaps = deeds.map(() => dice.nextInt(0, 3))
  return deeds.length > 1 ? { kind: 'together', deeds, gaps } : undefined
}

/** The same deed on another app or of another person: where races are. */
function alike({ dice, apps }: Maker, first: Deed): Deed {
  const changed = { ...first } as Record<string, unknown>
  if ('app' in changed && apps > 1 && dice.nextInt(0, 1) === 0) {
    changed.app = 1 - Number(changed.app)
    if (changed.kind === 'hire') changed.kind = 'assign'
  } else if ('who' in changed) changed.who = dice.nextInt(0, PEOPLE - 1)
  return changed as unknown as Deed
}

/** Two deeds about one person's standing in Okta depend on their order in Okta itself, before any server. */
function clash(deeds: readonly Deed[], made: Deed): boolean {
  const standing = (one: Deed) =>
    !['assign', 'unassign', 'push', 'push-now', 'import', 'force-sync', 'join', 'quit'].includes(
      one.kind,
    )
  const about = (one: Deed) =>
    'who' in one ? `p${one.who}` : 'group' in one ? `g${one.group}` : ''
  return deeds.some(
    (one) => about(one) === about(made) && (standing(one) || standing(made)) && about(one) !== '',
  )
}

function pick(dice: Dice): Deed['kind'] {
  const entries = Object.entries(WEIGHTS) as [Deed['kind'], number][]
  let left = dice.nextInt(
    1,
    entries.reduce((sum, [, weight]) => sum + weight, 0),
  )
  for (const [kind, weight] of entries) {
    left -= weight
    if (left <= 0) return kind
  }
  return 'retry'
}

type Field = 'who' | 'as' | 'of' | 'app' | 'group' | 'to' | 'what'

/** What there is to say of each kind of deed. */
const FIELDS: Readonly<Record<Deed['kind'], readonly Field[]>> = {
  hire: ['who', 'app'],
  onboard: ['who'],
  rehire: ['who', 'as', 'app'],
  assign: ['who', 'app'],
  unassign: ['who', 'app'],
  change: ['who', 'what', 'to'],
  rename: ['who', 'to'],
  'take-name': ['who', 'of'],
  deactivate: ['who'],
  activate: ['who'],
  suspend: ['who'],
  unsuspend: ['who'],
  delete: ['who'],
  password: ['who', 'to'],
  join: ['who', 'group'],
  quit: ['who', 'group'],
  'rename-group': ['group', 'to'],
  'give-group': ['group', 'app'],
  'take-group': ['group', 'app'],
  push: ['group', 'app'],
  'push-now': ['group', 'app'],
  'stop-push': ['group', 'app'],
  'start-push': ['group', 'app'],
  'unlink-leave': ['group', 'app'],
  'unlink-delete': ['group', 'app'],
  import: ['app'],
  'force-sync': ['app'],
  retry: [],
}

/** A deed of that kind about anybody, any group and any app. */
function filled({ dice, apps, org }: Maker, kind: Deed['kind']): Deed {
  const known = org.people.size
  const draw: Readonly<Record<Field, () => unknown>> = {
    who: () => (isNew(kind) ? known : dice.nextInt(0, Math.max(0, Math.min(known, PEOPLE) - 1))),
    as: () => dice.nextInt(0, Math.max(0, known - 1)),
    of: () => dice.nextInt(0, Math.max(0, known - 1)),
    app: () => dice.nextInt(0, apps - 1),
    group: () => dice.nextInt(0, GROUPS - 1),
    to: () => dice.nextInt(0, 3),
    what: () => ATTRIBUTES[dice.nextInt(0, ATTRIBUTES.length - 1)] ?? 'title',
  }
  const said = FIELDS[kind].map((field) => [field, draw[field]()])
  return { kind, ...Object.fromEntries(said) } as Deed
}

function isNew(kind: Deed['kind']): boolean {
  return kind === 'hire' || kind === 'onboard' || kind === 'rehire'
}
