import { SHAPE, type Shape } from '../../explore/histories/generate.ts'
import type { RawAuth } from '../check/auth-options.ts'
import { type CheckOptions, checkOptions } from '../check/options.ts'
import type { RawRoute } from '../check/route-options.ts'
import { usage } from '../exit-code.ts'

/** The flags as commander gives them. */
export interface RawExplore extends RawAuth, RawRoute {
  readonly runs: number
  readonly minutes?: number
  readonly requests?: number
  readonly most: number
  readonly rps?: number
  readonly yes?: boolean
  readonly seed?: number
  readonly replay?: string
  readonly length: number
  readonly troubles: boolean
  readonly races: boolean
  readonly curl?: boolean
  readonly json?: string
  readonly out: string
}

/** Flags and environment as one checked whole. */
export interface Exploration {
  readonly check: CheckOptions
  readonly runs: number
  readonly minutes: number | undefined
  readonly requests: number | undefined
  readonly most: number
  readonly seed: number
  readonly path: string | undefined
  readonly shape: Shape
  /** What `--replay` needs besides, to meet the same history. */
  readonly flags: string
}

type Environment = Readonly<Record<string, string | undefined>>

export function explorationOf(
  url: string | undefined,
  raw: RawExplore,
  environment: Environment,
): Exploration {
  const { length, troubles, races } = raw
  const [seed, path] = replayIn(raw)
  const check = checkOptions(
    url,
    { ...raw, seed, strict: false, concurrency: 64, assume: [], force: [] },
    environment,
  )
  return {
    check,
    runs: raw.runs,
    minutes: raw.minutes,
    requests: raw.requests,
    most: raw.most,
    seed,
    path,
    shape: {
      length: Math.max(2, length),
      troubled: troubles ? SHAPE.troubled : 0,
      crowded: races ? SHAPE.crowded : 0,
    },
    flags: [
      ...(length === SHAPE.length ? [] : [`--length ${length}`]),
      ...(troubles ? [] : ['--no-troubles']),
      ...(races ? [] : ['--no-races']),
    ].join(' '),
  }
}

function replayIn({ replay, seed }: RawExplore): [seed: number, path: string | undefined] {
  if (replay === undefined) return [seed ?? Math.floor(Math.random() * 1_000_000), undefined]
  const [, first = '', path] = /^(\d{1,15}):(\d+(?::\d+)*)$/.exec(replay) ?? []
  if (path === undefined)
    throw usage(`--replay must be seed:path as a finding names it, not "${replay}"`)
  return [Number(first), path]
}
