import { type ChildProcess, exec, spawn } from 'node:child_process'
import { CommandError, EXIT, usage } from '../exit-code.ts'

const PATIENCE_MS = 60_000
const GRACE_MS = 5_000

export interface StartedCommand {
  stop(): Promise<void>
}

/** Starts the user's server by the user's own command, and waits until the URL answers anything at all. */
export async function startServerCommand(command: string, wait: string): Promise<StartedCommand> {
  // A group of its own, so that what the command starts is stopped with it.
  const child = spawn(command, {
    shell: true,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  try {
    await answers(wait, ended)
  } catch (error) {
    await stop(child, ended)
    throw error
  }
  return { stop: () => stop(child, ended) }
}

/** Runs a command of the user's to its end; one that fails ends the run. */
export async function runHook(name: string, command: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    exec(command, { timeout: PATIENCE_MS }, (error, _out, err) => {
      if (error === null) resolve()
      else reject(usage(`${name} failed: ${(err || error.message).trim().split('\n')[0] ?? ''}`))
    })
  })
}

async function answers(url: string, ended: Promise<number | null>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  let code: number | null | undefined
  void ended.then((exit) => {
    code = exit
  })
  while (Date.now() < deadline) {
    if (code !== undefined) throw unreachable(`the started server ended with ${code}`)
    try {
      await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(2_000) })
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  throw unreachable(`the started server did not answer at ${url} within ${PATIENCE_MS / 1_000} s`)
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  signal(child, 'SIGTERM')
  const timer = setTimeout(() => signal(child, 'SIGKILL'), GRACE_MS)
  await ended
  clearTimeout(timer)
}

function signal({ pid, exitCode }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined || exitCode !== null) return
  try {
    process.kill(-pid, name)
  } catch {
    // It ended between the look and the signal.
  }
}

function unreachable(message: string): CommandError {
  return new CommandError(EXIT.unreachable, message)
}
