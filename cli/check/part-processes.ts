import { type ChildProcess, fork } from 'node:child_process'
import type { CheckOptions } from './options.ts'

/** Starts what a run shares out to; each waits to be told its part. Loads nothing itself, so that they load meanwhile. */
export function partProcesses({ workers, list, dryRun }: CheckOptions): ChildProcess[] {
  if (list || dryRun) return []
  return Array.from({ length: workers - 1 }, () =>
    // Found as source and as built.
    fork(require.resolve('./part'), [], {
      serialization: 'advanced',
      // Ctrl-C reaches all processes of a terminal's group: these are told by whoever started them.
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    }),
  )
}
