#!/usr/bin/env node
import { CommanderError } from 'commander'
import { CommandError, EXIT } from './exit-code.ts'
import { ownError } from './own-error.ts'
import { program } from './program.ts'
import { programs } from './programs.ts'

/** Runs the command line and turns whatever ends it into one line and an exit code. */
async function main(): Promise<void> {
  try {
    const asks = process.argv.length === 2 && process.stdin.isTTY && process.stdout.isTTY
    await (asks ? interactive() : program(process.env).parseAsync(process.argv))
  } catch (error) {
    process.exitCode = report(error)
  }
}

/** No words on a terminal: asks, runs, offers the report. */
async function interactive(): Promise<void> {
  const { ask, offersReport } = programs.interactive()
  const { url, token } = await ask()
  const environment = { ...process.env, SCIM_BASE_URL: url, SCIM_TOKEN: token }
  await program(environment).parseAsync(['check'], { from: 'user' })
  if (await offersReport()) await programs.openReport().openReport('reports/out')
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fit : EXIT.usage
  if (error instanceof CommandError) {
    console.error(`scimulate: ${error.message}`)
    return error.exitCode
  }
  const { code, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') {
    console.error(
      `scimulate: port ${port ?? ''} is in use: choose another with --port, or 0 for any`,
    )
    return EXIT.usage
  }
  const { line, whole } = ownError(error, process.argv, process.env)
  console.error(`scimulate: unexpected error of our own: ${line}`)
  if (process.env.SCIMULATE_DEBUG !== undefined) console.error(whole)
  else
    console.error('(SCIMULATE_DEBUG=1 shows where; what a run made is removed by scimulate clean)')
  return EXIT.ownError
}

/**
 * What escapes every await would be printed by Node with all that hangs on it, tokens too. While a step
 * runs, cucumber listens as well: then the step has failed, and the report says so.
 */
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    // Node's own domain module listens to tidy up after itself: that is nobody's handling.
    const listening = process.listeners(event as 'uncaughtException')
    const handling = listening.filter(({ name }) => name !== 'domainUncaughtExceptionClear')
    if (handling.length === 1) process.exit(report(error))
  })
}

void main()
