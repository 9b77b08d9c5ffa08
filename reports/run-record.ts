import type { Envelope } from '@cucumber/messages'
import type { Explored } from './explored.ts'
import type { Judgement } from './verdicts/judgement.ts'

/** One request and what came of it, as `exchanges.ndjson` has it. */
export interface Exchange {
  readonly id: number
  /** The scenario (its testCaseStarted id) that made it; null outside every scenario. */
  readonly scenario: string | null
  readonly lane: 'scim' | 'product' | 'okta-admin' | 'webhook'
  readonly source: string
  readonly at: string
  readonly ms: number
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string | null
  }
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  } | null
  readonly error: string | null
  /** The answer was played in the target's place, so that a client's conduct is seen. */
  readonly played?: boolean
}

export interface Capability {
  readonly flag: string
  readonly value: boolean | string | number
  readonly source: string
}

/** What the run made on the target and could not remove. */
export interface Leftover {
  readonly type: string
  readonly id: string
  readonly reason?: string
}

export interface RunInfo {
  readonly id: string
  readonly seed: number
  readonly started: string
  readonly finished: string
  readonly versions: Readonly<Record<string, string>>
  /** The command line that repeats the run, without secrets. */
  readonly command: string
}

/** Everything a report is made from. */
export interface RunRecord {
  readonly judgement: Judgement
  readonly envelopes: readonly Envelope[]
  readonly exchanges: readonly Exchange[]
  readonly run: RunInfo
  readonly target: {
    readonly name: string
    readonly baseUrl: string
    readonly capabilities: readonly Capability[]
  }
  readonly leftovers: readonly Leftover[]
  /** What random rehearsals found, where there were some after the suite. */
  readonly explored?: Explored
  /** Overrules the exit code that the verdicts give. */
  readonly exitCode?: number
  /** Values that no output may hold. */
  readonly secrets?: readonly string[]
  /** Names of members and headers whose values no output may hold, beside the usual ones. */
  readonly secretNames?: readonly string[]
}
