import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { EXIT, usage } from './exit-code.ts'

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** `scimulate report open`: the page in the browser; where there is none, its path. */
export async function openReport(run: string): Promise<number> {
  const page = run.endsWith('.html') ? run : join(run, 'index.html')
  if (!existsSync(page)) throw usage(`there is no report at ${page}: run scimulate check first`)
  const [command = '', ...args] = OPENERS[process.platform] ?? ['xdg-open']
  const child = spawn(command, [...args, resolve(page)], { stdio: 'ignore', detached: true })
  const opened = await new Promise<boolean>((done) => {
    child.once('error', () => done(false))
    child.once('spawn', () => done(true))
  })
  child.unref()
  console.log(
    opened ? `Opening ${page}` : `No browser could be started here. Open ${resolve(page)}`,
  )
  return EXIT.fit
}
