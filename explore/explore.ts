import { asyncProperty, check } from 'fast-check'
import { type Finding, findingOf } from './finding.ts'
import type { History } from './histories/action.ts'
import { Histories } from './histories/arbitrary.ts'
import type { Shape } from './histories/generate.ts'
import {
  type Failure,
  type Rehearsed,
  rehearse,
  type Stage,
  TargetSilent,
} from './rehearse/rehearse.ts'

/** Where histories can happen, one after the other or several beside one another. */
export interface Theatre {
  /** A target, an Okta and names for one history. */
  open(history: History): Promise<Stage>
  /** Takes away what the history left. */
  close(stage: Stage): Promise<void>
}

export interface ExploreOptions {
  readonly seed: number
  readonly runs: number
  readonly shape: Shape
  /** Ends the search early: time is up, enough was sent, somebody pressed Ctrl-C. */
  readonly isOver: () => boolean
  /** How strongly a requirement of the catalogue binds. */
  readonly levelOf: (requirement: string) => string
  /** Different findings after which the search ends. */
  readonly most: number
  /** A history of an earlier search and nothing else: its path behind the seed. */
  readonly path: string | undefined
}

export interface Explored {
  /** Histories that were begun by chance, without those of shrinking. */
  readonly runs: number
  readonly findings: readonly Finding[]
  /** Histories that met a finding which was known already. */
  readonly again: number
}

/** How far the search is. */
export interface Watching {
  ran?(runs: number, findings: number): void
  found?(finding: Finding): void
}

/** Gives up on a target that is silent so many times in a row. */
const MOST_SILENCES = 3
/** Seeds of searches that follow one another must not meet. */
const NEXT_SEED = 7_919

/** Searches histories for such as the target does not bear; several theatres search side by side. */
export async function explore(
  theatres: readonly Theatre[],
  options: ExploreOptions,
  watching: Watching = {},
): Promise<Explored> {
  const search = new Search(options, watching)
  const share = Math.ceil(options.runs / theatres.length)
  await Promise.all(
    theatres.map((theatre, at) =>
      search.with(
        theatre,
        options.seed + at * 1_000_003,
        Math.max(0, Math.min(share, options.runs - at * share)),
      ),
    ),
  )
  return search.explored
}

const NOTHING_SEEN: Rehearsed = { failure: undefined, again: false }

class Search {
  readonly #options: ExploreOptions
  readonly #watching: Watching
  readonly #findings: Finding[] = []
  readonly #known = new Set<string>()
  #runs = 0
  #again = 0
  #silences = 0

  constructor(options: ExploreOptions, watching: Watching) {
    this.#options = options
    this.#watching = watching
  }

  get explored(): Explored {
    return { runs: this.#runs, findings: this.#findings, again: this.#again }
  }

  async with(theatre: Theatre, first: number, runs: number): Promise<void> {
    if (this.#options.path !== undefined) {
      // One history, and all that is wrong in it: what was told is passed over the next time.
      while (!this.#isOver() && (await this.#one(theatre, first, 1)) > 0);
      return
    }
    for (let seed = first, left = runs; left > 0 && !this.#isOver(); seed += NEXT_SEED) {
      const used = await this.#one(theatre, seed, left)
      left = used === 0 ? 0 : left - used
    }
  }

  #isOver(): boolean {
    return this.#options.isOver() || this.#findings.length >= this.#options.most
  }

  /** Searches until the first finding that is new and shrinks it; tells how many histories that took, 0 if none is. */
  async #one(theatre: Theatre, seed: number, runs: number): Promise<number> {
    const { shape, path, levelOf } = this.#options
    const hunt = new Hunt(this.#known, () => this.#isOver())
    const property = asyncProperty(new Histories(shape), async (history: History) => {
      if (hunt.isOver) return
      const isFresh = !hunt.hasPrey
      const { failure, again } = await this.#rehearsed(theatre, history, hunt.known)
      if (isFresh) this.#count(again)
      hunt.follow(history, failure)
    })
    const replayed =
      path === undefined ? { numRuns: runs } : { numRuns: 1, path, endOnFailure: true }
    const { counterexamplePath, numRuns } = await check(property, { seed, ...replayed })
    const prey = hunt.prey
    if (prey === undefined) return 0
    const { failure: again } = await this.#rehearsed(theatre, prey.history, hunt.known)
    const finding = findingOf({
      ...prey,
      path: `${seed}:${counterexamplePath ?? '0'}`,
      level: levelOf(prey.failure.breach.facts.requirement),
      repeatable: again?.breach.facts.rule === prey.failure.breach.facts.rule,
    })
    this.#findings.push(finding)
    this.#watching.found?.(finding)
    return numRuns
  }

  #count(again: boolean): void {
    this.#runs += 1
    if (again) this.#again += 1
    this.#watching.ran?.(this.#runs, this.#findings.length)
  }

  async #rehearsed(
    theatre: Theatre,
    history: History,
    known: ReadonlySet<string>,
  ): Promise<Rehearsed> {
    const stage = await theatre.open(history)
    try {
      const rehearsed = await rehearse(history, stage, known)
      this.#silences = 0
      return this.#options.isOver() ? NOTHING_SEEN : rehearsed
    } catch (error) {
      if (!(error instanceof TargetSilent)) throw error
      this.#silences += 1
      if (this.#silences >= MOST_SILENCES && !this.#options.isOver()) throw error
      return NOTHING_SEEN
    } finally {
      await theatre.close(stage)
    }
  }
}

/** Follows one kind of failure while it is being made smaller; others are left for later. */
class Hunt {
  prey: { readonly history: History; readonly failure: Failure } | undefined
  readonly #known: Set<string>
  readonly #isOver: () => boolean

  constructor(known: Set<string>, isOver: () => boolean) {
    this.#known = known
    this.#isOver = isOver
  }

  get hasPrey(): boolean {
    return this.prey !== undefined
  }

  get isOver(): boolean {
    return this.#isOver()
  }

  /** What is passed over: whatever was told, but for the one that is followed. */
  get known(): ReadonlySet<string> {
    const known = new Set(this.#known)
    known.delete(this.prey?.failure.breach.facts.rule ?? '')
    return known
  }

  /** Throws for the failure that is followed, which is how fast-check is told of one. */
  follow(history: History, failure: Failure | undefined): void {
    if (failure === undefined) return
    const { rule } = failure.breach.facts
    const wanted = this.prey?.failure.breach.facts.rule
    if (wanted === undefined ? this.#known.has(rule) : wanted !== rule) return
    this.#known.add(rule)
    this.prey = { history, failure }
    throw failure.breach
  }
}
