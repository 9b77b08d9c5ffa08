import { setTimeout as wait } from 'node:timers/promises'
import { doJob } from './chunk.ts'
import { JobQueue, type Taken } from './job-queue.ts'
import { type Lot, openLot } from './lot.ts'
import type { Step } from './plan.ts'
import type { ToWorker, WorkerSettings } from './settings.ts'

/** How long a worker that found nothing to do waits before it looks again. */
const IDLE_MS = 200

let step: Step | undefined
let lot: Lot | undefined
let stopping = false

/** A process that takes job after job; it ends with whoever started it. */
process.on('disconnect', () => process.exit(0))
// Ctrl-C reaches all processes of a terminal: the one that started this one tells what is to be done.
process.on('SIGINT', () => {})
process.on('message', (told: ToWorker) => {
  if (told.kind === 'begin') void work(told.settings)
  else if (told.kind === 'step') step = told.step
  else {
    stopping = true
    lot?.recorder.stop()
    if (lot === undefined) process.exit(0)
  }
})

async function work(settings: WorkerSettings): Promise<void> {
  // Without its session it holds nothing any more, and another one may have its job.
  const lost = () => process.exit(1)
  try {
    const queue = await JobQueue.open(settings.databaseUrl, settings.runId, lost)
    // The word to stop may come while the last job is being written down.
    while (!stopping) {
      const taken = step === undefined ? undefined : await queue.take(step)
      if (taken === undefined) await wait(IDLE_MS)
      else await carryOut(taken, settings, queue)
    }
    process.exit(0)
  } catch {
    lost()
  }
}

async function carryOut(taken: Taken, settings: WorkerSettings, queue: JobQueue): Promise<void> {
  try {
    lot = await openLot(taken.chunk.plan, settings)
    const done = await doJob(lot, taken, queue)
    await lot.close()
    // What was not sent any more is for whoever goes on.
    if (stopping) process.exit(0)
    await queue.done(taken, done)
  } catch (error) {
    if (stopping) process.exit(0)
    await lot?.close()
    await queue.giveBack(taken, error instanceof Error ? error.message : String(error))
  } finally {
    lot = undefined
  }
}
