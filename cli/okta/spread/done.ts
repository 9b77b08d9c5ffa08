import type { Leftover } from '../../../steps/support/clean-up.ts'
import type { OktaTask } from '../admin.ts'

/** What came of one job, kept with it in the database. */
export interface Done {
  /** How many people or groups are on the target now, made by this try or an earlier one. */
  readonly there: number
  readonly requests: number
  /** Milliseconds of each request, by endpoint. */
  readonly times: Readonly<Record<string, readonly number[]>>
  readonly tasks: readonly OktaTask[]
  readonly left: readonly Leftover[]
  /** The process id of the worker. */
  readonly worker: number
  /** Memory of the worker at the end of the job. */
  readonly residentMb: number
  /** What the target calls them, in their order; null for one who is not there. */
  readonly ids: readonly (string | null)[]
}
