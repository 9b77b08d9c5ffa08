import type { Alteration } from './altered-server.ts'

/** A server with one fault, and the requirements whose checks must notice it. */
export interface Mutant<A extends Alteration = Alteration> {
  readonly name: string
  readonly expected: readonly string[]
  /** Made anew for every server: a fault may keep some state. */
  readonly make: () => A
}

/** `ids` are requirement ids with blanks between them. */
export function mutant<A extends Alteration>(name: string, ids: string, make: () => A): Mutant<A> {
  return { name, expected: ids.split(' '), make }
}
