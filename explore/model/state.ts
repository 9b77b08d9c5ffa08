import type { Json } from './json.ts'
import { canonical } from './json.ts'

/** The last write of a resource: what a later read shows wrongly, it did wrongly. */
export interface Author {
  /** `PATCH /Groups/{id}` */
  readonly name: string
  readonly requirement: string
}

/** A user as the target must show it: what it last answered, or what it was sent. */
export interface HeldUser {
  readonly userName: string
  readonly resource: Json
  readonly by: Author
}

/** Whether somebody is in a group; `open` where the target may choose and has not shown it yet. */
export type Membership = 'in' | 'open'

export interface HeldGroup {
  readonly displayName: string
  readonly members: ReadonlyMap<string, Membership>
  readonly by: Author
}

/**
 * What the target must hold, from the requests and answers so far. Where the requirements leave a choice,
 * `choices` remembers what this target chose, and it is held to that.
 */
export interface State {
  readonly users: ReadonlyMap<string, HeldUser>
  readonly groups: ReadonlyMap<string, HeldGroup>
  /** Ids of resources that were deleted. */
  readonly gone: ReadonlySet<string>
  readonly choices: ReadonlyMap<string, string>
  /** What a product that tells of its members must have told, by the kind of event and how often. */
  readonly told: ReadonlyMap<string, number>
}

export const NOTHING: State = {
  users: new Map(),
  groups: new Map(),
  gone: new Set(),
  choices: new Map(),
  told: new Map(),
}

export function withUser(state: State, id: string, user: HeldUser): State {
  return { ...state, users: new Map(state.users).set(id, user) }
}

export function withGroup(state: State, id: string, group: HeldGroup): State {
  return { ...state, groups: new Map(state.groups).set(id, group) }
}

export function withoutGroup(state: State, id: string): State {
  const groups = new Map(state.groups)
  groups.delete(id)
  return { ...state, groups, gone: new Set(state.gone).add(id) }
}

/** Remembers a choice; the answer tells whether it is the one made before. */
export function chosen(state: State, choice: string, value: string): State | undefined {
  const before = state.choices.get(choice)
  if (before === value) return state
  if (before !== undefined) return undefined
  return { ...state, choices: new Map(state.choices).set(choice, value) }
}

export function tells(state: State, event: string): State {
  return { ...state, told: new Map(state.told).set(event, (state.told.get(event) ?? 0) + 1) }
}

export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

export function usersNamed({ users }: State, userName: string): string[] {
  const key = fold(userName)
  return [...users].filter(([, user]) => fold(user.userName) === key).map(([id]) => id)
}

export function groupsNamed({ groups }: State, displayName: string): string[] {
  const key = fold(displayName)
  return [...groups].filter(([, group]) => fold(group.displayName) === key).map(([id]) => id)
}

export function isActive(user: HeldUser | undefined): boolean {
  return user?.resource.active !== false
}

/** The groups that somebody is in for certain. */
export function groupsOf({ groups }: State, userId: string): string[] {
  return [...groups].filter(([, { members }]) => members.get(userId) === 'in').map(([id]) => id)
}

/** The same text for states that nothing can tell apart. */
export function keyOf({ users, groups, gone, choices, told }: State): string {
  const shown = [...groups].map(([id, { displayName, members }]) => [
    id,
    displayName,
    Object.fromEntries(members),
  ])
  const known = [...users].map(([id, { resource }]) => [id, resource])
  return canonical([known, shown, [...gone], Object.fromEntries(choices), Object.fromEntries(told)])
}
