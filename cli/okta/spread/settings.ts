import type { Route } from '../../../steps/support/recorder/agents.ts'
import type { Auth } from '../../../steps/support/recorder/credential.ts'
import type { Step } from './plan.ts'

/** What a worker is told at its start; by message, since a process list shows arguments. */
export interface WorkerSettings {
  readonly databaseUrl: string
  readonly runId: string
  readonly auth: Auth
  readonly route: Route
  readonly concurrency: number
  readonly rps: number | undefined
}

export type ToWorker =
  | { readonly kind: 'begin'; readonly settings: WorkerSettings }
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'stop' }
