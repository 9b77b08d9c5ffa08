/** What may stand behind the name of a bench. */
export interface BenchOptions {
  /** File that the figures are written to. */
  readonly json: string | undefined
  /** Fewer rounds and smaller sizes: to see that it runs, not to publish. */
  readonly quick: boolean
  /** How many faults there shall be, and how many minutes they may take. */
  readonly count: number | undefined
  readonly minutes: number | undefined
}
