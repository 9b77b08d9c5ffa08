import type { Run } from './run.ts'

/** One thing that a requirement could be judged on, and what was wrong with it. */
export interface Look {
  readonly place: string
  readonly fault?: string | undefined
  /** An outcome that the catalogue lists under an ambiguous entry. */
  readonly observed?: { readonly requirement: string; readonly observed: string } | undefined
}

/** Works something out of a run once, for all checks that look at it. */
export function once<T>(of: (run: Run) => T): (run: Run) => T {
  const known = new WeakMap<Run, { readonly found: T }>()
  return (run) => {
    const { found } = known.get(run) ?? { found: of(run) }
    known.set(run, { found })
    return found
  }
}

/** Judges one requirement on all that the target said. */
export type Check = (run: Run) => Look[]

/** Checks by the id of the requirement that they judge. */
export type Checks = Readonly<Record<string, Check>>

/** A fault in words; undefined when there is none. */
export type Fault = string | undefined

interface Placed {
  readonly of?: { readonly place: string }
  readonly place?: string
}

/** A check that judges things one by one. */
export function each<T extends Placed>(
  things: (run: Run) => readonly T[],
  faultIn: (thing: T, run: Run) => Fault,
): Check {
  return (run) =>
    things(run).map((thing) => ({
      place: thing.place ?? thing.of?.place ?? '',
      fault: faultIn(thing, run),
    }))
}
