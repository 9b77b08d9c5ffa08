#!/usr/bin/env node
import { CommanderError } from 'commander'
import { CommandError, EXIT } from './exit-code.ts'
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
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') {
    console.error(
      `scimulate: port ${port ?? ''} is in use: choose another with --port, or 0 for any`,
    )
    return EXIT.usage
  }
  console.error(`scimulate: unexpected error of our own: ${message}`)
  if (process.env.SCIMULATE_DEBUG !== undefined) console.error(error)
  return EXIT.ownError
}

void main()
