import type { Envelope } from '@cucumber/messages'
import type { Exchange } from '../../steps/support/recorder/exchange.ts'
import { type OpenRun, openRun } from './open-run.ts'
import { optimizeLate } from './optimize-late.ts'
import type { CheckOptions } from './options.ts'
import { runFeatures } from './run-features.ts'

/** What the one who shares a run out tells a process that has a part of it. */
export type ToPart =
  | { readonly kind: 'begin'; readonly options: CheckOptions }
  | { readonly kind: 'stop' }

/** What such a process tells: scenarios as they go on, and at the end what else there is to judge. */
export type FromPart =
  | {
      readonly kind: 'seen'
      readonly envelopes: readonly Envelope[]
      /** Requests so far. */
      readonly requests: number
    }
  | { readonly kind: 'done'; readonly part: Part }
  | { readonly kind: 'failed'; readonly message: string }

export interface Part {
  readonly exchanges: readonly Exchange[]
  /** Base URLs of all SCIM services that it spoke to. */
  readonly targets: readonly string[]
  /** Values that no output may hold. */
  readonly secrets: readonly string[]
}

const EVERY_MS = 100

let run: OpenRun | undefined
let stopping = false

process.on('disconnect', () => process.exit(0))
// Whoever started this one may be gone since.
if (!process.connected) process.exit(0)
process.on('message', (told: ToPart) => {
  if (told.kind === 'begin') void carryOut(told.options)
  else {
    stopping = true
    run?.recorder.stop()
  }
})

async function carryOut(options: CheckOptions): Promise<void> {
  try {
    const part = await runPart(options)
    process.send?.({ kind: 'done', part } satisfies FromPart)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    process.send?.({ kind: 'failed', message } satisfies FromPart)
  } finally {
    await run?.close()
  }
}

async function runPart(options: CheckOptions): Promise<Part> {
  optimizeLate()
  run = await openRun(options)
  const { parameters, recorder } = run
  if (stopping) recorder.stop()
  let envelopes: Envelope[] = []
  const tell = () => {
    const requests = recorder.exchanges.length
    process.send?.({ kind: 'seen', envelopes, requests } satisfies FromPart)
    envelopes = []
  }
  const timer = setInterval(tell, EVERY_MS)
  try {
    await runFeatures(parameters, options, (envelope) => envelopes.push(envelope))
  } finally {
    clearInterval(timer)
    tell()
  }
  const { exchanges, targets, redactor } = recorder
  return { exchanges, targets, secrets: [...redactor.secrets] }
}
