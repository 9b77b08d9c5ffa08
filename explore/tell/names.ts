import type { Attribute } from '../histories/action.ts'

/** Who works here, in the order of being hired; one word each, as the features call people. */
const CAST = [
  ['Ada', 'Lovelace'],
  ['Grace', 'Hopper'],
  ['Alan', 'Turing'],
  ['Joan', 'Clarke'],
  ['Edsger', 'Dijkstra'],
  ['Barbara', 'Liskov'],
  ['Donald', 'Knuth'],
  ['Frances', 'Allen'],
  ['Niklaus', 'Wirth'],
  ['Radia', 'Perlman'],
] as const

/** The names that a group can have one after the other. */
const GROUPS = [
  ['Finance', 'Treasury', 'Controlling', 'Audit', 'Ledgers'],
  ['Sales', 'Accounts', 'Partners', 'Markets', 'Retail'],
  ['Engineering', 'Research', 'Platform', 'Quality', 'Labs'],
] as const

const FAMILY_NAMES = ['King', 'Byron', 'Milbanke', 'Gordon'] as const

const VALUES: Readonly<Record<Attribute, readonly string[]>> = {
  title: ['Analyst', 'Engineer', 'Director', 'Fellow'],
  department: ['Mathematics', 'Computing', 'Research', 'Operations'],
  firstName: ['Augusta', 'Mary', 'Chris', 'Robin'],
  primaryPhone: ['+44 20 1', '+44 20 2', '+44 20 3', '+44 20 4'],
}

/** What people and groups are called. */
export function personName(who: number): string {
  return CAST[who % CAST.length]?.[0] ?? 'Ada'
}

export function groupName(group: number, to = -1): string {
  return GROUPS[group]?.[to + 1] ?? 'Finance'
}

/** What a group was called at first that is called so now. */
export function firstGroupName(now: string): string {
  return GROUPS.find((names) => names.some((name) => name === now))?.[0] ?? now
}

export function attributeValue(what: Attribute, to: number): string {
  return VALUES[what][to] ?? ''
}

/** The name of a person who took another login: what a scenario calls the login's owner to be. */
export function loginName(who: number, to: number): string {
  return `${FAMILY_NAMES[to] ?? 'King'}${personName(who).toLowerCase()}`
}

/** Names that nothing else on the target has: every one ends with the mark of the history. */
export class Names {
  readonly #mark: string

  constructor(mark: string) {
    this.#mark = mark
  }

  profile(who: number): { firstName: string; lastName: string; login: string; email: string } {
    const [firstName, lastName] = CAST[who % CAST.length] ?? CAST[0]
    return { firstName, lastName, ...this.#address(who, `${firstName}.${lastName}`) }
  }

  renamed(who: number, to: number): { lastName: string; login: string; email: string } {
    const [firstName] = CAST[who % CAST.length] ?? CAST[0]
    const lastName = FAMILY_NAMES[to] ?? 'King'
    return { lastName, ...this.#address(who, `${firstName}.${lastName}`) }
  }

  group(group: number, to = -1): string {
    return `${groupName(group, to)} ${this.#mark}`
  }

  /** Every other person's address is written with capitals, as companies do. */
  #address(who: number, local: string): { login: string; email: string } {
    const written = who % 2 === 0 ? local.toLowerCase() : local
    const login = `${written}@${this.#mark}.example.com`
    return { login, email: login }
  }
}
