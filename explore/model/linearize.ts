import { Breach } from './breach.ts'
import { isWrite, type Operation } from './operation.ts'
import { keyOf, type State } from './state.ts'
import { step } from './step.ts'

/** Faults that were told already: what they touch is passed over, so that what lies behind is seen. */
export interface Known {
  has(rule: string): boolean
}

const NONE: Known = { has: () => false }

/** States that are followed at once; more would mean that next to nothing is known any more. */
const MOST_STATES = 64
/** Orders that are tried before a block of concurrent requests is let pass. */
const MOST_TRIES = 20_000

/**
 * The states that may hold after requests that ran beside one another. They must have taken effect one
 * after the other, each between its beginning and its end (linearizability): some order that fits all the
 * answers must be there. Throws the `Breach` of the order that went furthest when there is none.
 */
export function linearize(
  states: readonly State[],
  operations: readonly Operation[],
  known: Known = NONE,
): State[] {
  const search = new Search(operations, known)
  const ends = states.flatMap((state) => search.ends(state))
  if (ends.length === 1) return ends
  if (ends.length > 1) {
    const all = new Map(ends.map((end) => [keyOf(end), end]))
    return [...all.values()].slice(0, MOST_STATES)
  }
  if (search.exhausted) return [...states]
  throw search.breach
}

class Search {
  breach: Breach = new Breach('no order of the requests fits the answers', {
    rule: 'no order fits',
    requirement: 'OKTA-1.2-05',
    about: { type: 'Users' },
  })
  exhausted = false
  readonly #operations: readonly Operation[]
  readonly #overlaps: readonly boolean[]
  readonly #known: Known
  #furthest = -1
  #tries = 0

  constructor(operations: readonly Operation[], known: Known) {
    this.#known = known
    this.#operations = operations
    this.#overlaps = operations.map((one) =>
      operations.some((other) => other !== one && isWrite(other) && beside(one, other)),
    )
  }

  ends(state: State): State[] {
    const seen = new Set<string>()
    const found: State[] = []
    this.#go(state, new Set(), { seen, found })
    return found
  }

  #go(
    state: State,
    done: ReadonlySet<number>,
    memory: { readonly seen: Set<string>; readonly found: State[] },
  ): void {
    if (done.size === this.#operations.length) {
      memory.found.push(state)
      return
    }
    const candidates = this.#next(done)
    if (candidates.length > 1) {
      const key = `${[...done].sort((a, b) => a - b).join()} ${keyOf(state)}`
      if (memory.seen.has(key)) return
      memory.seen.add(key)
    }
    for (const at of candidates) {
      const operation = this.#operations[at]
      if (operation === undefined || this.exhausted) continue
      for (const next of this.#take(state, operation, at, done.size)) {
        this.#go(next, new Set(done).add(at), memory)
      }
    }
  }

  /** Those that may come next: nothing that is still to come had ended before they began. */
  #next(done: ReadonlySet<number>): number[] {
    if (!this.#overlaps.includes(true)) return [done.size]
    const left = [...this.#operations.keys()].filter((at) => !done.has(at))
    const firstEnd = Math.min(...left.map((at) => this.#operations[at]?.ended ?? 0))
    return left.filter((at) => (this.#operations[at]?.began ?? 0) <= firstEnd)
  }

  #take(state: State, operation: Operation, at: number, depth: number): State[] {
    this.#tries += 1
    if (this.#tries > MOST_TRIES) this.exhausted = true
    try {
      return step(state, operation, this.#overlaps[at] === true)
    } catch (error) {
      if (!(error instanceof Breach)) throw error
      if (this.#known.has(error.facts.rule)) return this.#passedOver(state, operation)
      if (depth > this.#furthest) {
        this.#furthest = depth
        this.breach = error
      }
      return []
    }
  }

  /** A write counts as done if it was, whatever its answer showed; a read told nothing. */
  #passedOver(state: State, operation: Operation): State[] {
    try {
      return isWrite(operation) ? step(state, operation, true) : [state]
    } catch {
      return [state]
    }
  }
}

function beside(one: Operation, other: Operation): boolean {
  return one.began < other.ended && other.began < one.ended
}
