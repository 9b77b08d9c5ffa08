import { textOf } from './functions.ts'
import { ExpressionError } from './tokens.ts'

/** Names of groups by their ids: those that a person is in. */
export type Memberships = Readonly<Record<string, unknown>>

type Test = (id: string, name: string, wanted: string) => boolean

const REGEX = 'isMemberOfGroupNameRegex'

const TESTS: Readonly<Record<string, Test>> = {
  isMemberOfGroup: (id, _name, wanted) => id === wanted,
  isMemberOfAnyGroup: (id, _name, wanted) => id === wanted,
  isMemberOfGroupName: (_id, name, wanted) => name === wanted,
  isMemberOfGroupNameStartsWith: (_id, name, wanted) => name.startsWith(wanted),
  isMemberOfGroupNameContains: (_id, name, wanted) => name.includes(wanted),
  [REGEX]: (_id, name, wanted) => patternOf(wanted)?.test(name) ?? false,
}

const patterns = new Map<string, RegExp | undefined>()

/** A pattern fits the whole name, as in Java; Okta's own example has a slash before it, which counts for nothing. */
function patternOf(text: string): RegExp | undefined {
  if (!patterns.has(text)) {
    if (patterns.size >= 1_000) patterns.clear()
    patterns.set(text, read(text))
  }
  return patterns.get(text)
}

function read(text: string): RegExp | undefined {
  const [, ignoreCase, body = ''] = /^\/?(\(\?i\))?(.*)$/s.exec(text) ?? []
  try {
    return new RegExp(`^(?:${body})$`, ignoreCase === undefined ? 's' : 'is')
  } catch {
    return undefined
  }
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

/** Throws when what a membership function is given can never be what it takes. */
export function refuseUnfit(name: string, wanted: readonly unknown[]): void {
  if (name !== REGEX) return
  for (const one of wanted.map(textOf)) {
    if (patternOf(one) === undefined) {
      throw new ExpressionError(`${name}: "${one}" is no regular expression`)
    }
  }
}
