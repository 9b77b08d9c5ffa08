import type { Alteration } from '../altered-server.ts'

/** A server that differs from ours in one way that the RFCs allow. */
export interface Variant {
  readonly name: string
  readonly alteration: Alteration
  readonly args?: readonly string[]
  /** What it is warned of all the same: the RFCs allow it and would rather have it otherwise. */
  readonly warned?: readonly string[]
}
