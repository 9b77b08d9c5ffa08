import type { Alteration } from './altered-server.ts'

/** A server with one fault, and the requirements whose checks must notice it. */
export interface Mutant {
  readonly name: string
  readonly expected: readonly string[]
  /** Made anew for every server: a fault may keep some state. */
  readonly make: () => Alteration
}

/** `ids` are requirement ids with blanks between them. */
export function mutant(name: string, ids: string, make: () => Alteration): Mutant {
  return { name, expected: ids.split(' '), make }
}
