import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { childrenOf } from '../machine.ts'

const ROOT = join(__dirname, '..', '..')
const LOOK_MS = 50
const PATIENCE_MS = 60_000

/** A command of ours that goes on. */
export interface Began {
  readonly ended: Promise<{
    readonly code: number | null
    readonly out: string
    readonly err: string
  }>
  /** Once it has said this. */
  says(text: RegExp): Promise<void>
  /** The first process that it started. */
  child(): Promise<number>
  /** Ctrl-C at its terminal: it and all that it started hear of it. */
  interrupt(): void
}

/** Starts `scimulate` from the sources, with a process group of its own. */
export function began(args: readonly string[]): Began {
  const running = spawn(
    process.execPath,
    ['--require', 'ts-node/register', 'cli/main.ts', ...args],
    { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const said = { out: '', err: '' }
  running.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  running.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  const pid = running.pid ?? 0
  return {
    ended: new Promise((resolve) => running.once('close', (code) => resolve({ code, ...said }))),
    says: (text) => until(() => text.test(said.out + said.err) || undefined).then(() => undefined),
    child: () => until(() => childrenOf(pid)[0]),
    interrupt: () => process.kill(-pid, 'SIGINT'),
  }
}

async function until<T>(look: () => T | undefined): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error('it did not come')
    await wait(LOOK_MS)
  }
}
