import { invalidSyntax } from '../scim/error.ts'

/** Deepest nesting, and most members of one object, that a body may have: no resource needs more. */
const DEEPEST = 64
const MOST_MEMBERS = 1_000

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a]
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/**
 * Throws for JSON that is nested without end or has objects of endless members, before anything is built
 * of it: both cost a parser far more than their size. Reads UTF-8 as it came; what is no JSON may pass.
 */
export function requirePlainShape(body: Uint8Array): void {
  const members: number[] = []
  for (let i = 0; i < body.length; i += 1) {
    const byte = body[i] as number
    if (byte === QUOTE) i = endOfString(body, i)
    else if (byte === COLON) countMember(members)
    else if (OPENING.has(byte)) {
      members.push(0)
      if (members.length > DEEPEST) throw tooDeep()
    } else if (CLOSING.has(byte)) members.pop()
  }
}

export function tooDeep(): Error {
  return invalidSyntax(`the body nests deeper than ${DEEPEST} brackets`)
}

function countMember(members: number[]): void {
  const last = members.length - 1
  const count = (members[last] ?? 0) + 1
  if (count > MOST_MEMBERS) {
    throw invalidSyntax(`an object of the body has more than ${MOST_MEMBERS} members`)
  }
  if (last >= 0) members[last] = count
}

function endOfString(body: Uint8Array, start: number): number {
  let i = start + 1
  while (i < body.length && body[i] !== QUOTE) i += body[i] === BACKSLASH ? 2 : 1
  return i
}
