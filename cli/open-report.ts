import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { EXIT, usage } from './exit-code.ts'

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

const SOON_MS = 1_500

/** `scimulate report open`: the page in the browser; where there is none, its path. */
export async function openReport(run: string): Promise<number> {
  const page = run.endsWith('.html') ? run : join(run, 'index.html')
  if (!existsSync(page)) throw usage(`there is no report at ${page}: run scimulate check first`)
  const [command = '', ...args] = OPENERS[process.platform] ?? ['xdg-open']
  const child = spawn(command, [...args, resolve(page)], { stdio: 'ignore', detached: true })
  const opened = await new Promise<boolean>((done) => {
    child.once('error', () => done(false))
    // An opener that finds no browser says so soon; one that has found one may stay with it.
    child.once('exit', (code) => done(code === 0))
    child.once('spawn', () => setTimeout(() => done(true), SOON_MS).unref())
  })
  child.unref()
  console.log(
    opened ? `Opening ${page}` : `No browser could be started here. Open ${resolve(page)}`,
  )
  return EXIT.fit
}
