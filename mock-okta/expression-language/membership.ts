import { textOf } from './functions.ts'

/** Names of groups by their ids: those that a person is in. */
export type Memberships = Readonly<Record<string, unknown>>

type Test = (id: string, name: string, wanted: string) => boolean

const TESTS: Readonly<Record<string, Test>> = {
  isMemberOfGroup: (id, _name, wanted) => id === wanted,
  isMemberOfAnyGroup: (id, _name, wanted) => id === wanted,
  isMemberOfGroupName: (_id, name, wanted) => name === wanted,
  isMemberOfGroupNameStartsWith: (_id, name, wanted) => name.startsWith(wanted),
  isMemberOfGroupNameContains: (_id, name, wanted) => name.includes(wanted),
}

/** A function of group rules that asks for memberships; undefined when the name is none of them. */
export function membershipTest(
  name: string,
): ((groups: Memberships, ...wanted: readonly unknown[]) => boolean) | undefined {
  const test = Object.hasOwn(TESTS, name) ? TESTS[name] : undefined
  if (test === undefined) return undefined
  return (groups, ...wanted) =>
    Object.entries(groups).some(([id, group]) =>
      wanted.some((one) => test(id, textOf(group), textOf(one))),
    )
}
