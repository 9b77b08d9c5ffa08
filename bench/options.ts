/** What may stand behind the name of a bench. */
export interface BenchOptions {
  /** File that the figures are written to. */
  readonly json: string | undefined
  /** Fewer rounds and smaller sizes: to see that it runs, not to publish. */
  readonly quick: boolean
}
