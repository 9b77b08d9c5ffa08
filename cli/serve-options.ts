import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { usage } from './exit-code.ts'

/** The flags that `scimulate server` and `scimulate okta` share. */
export interface ServeOptions {
  readonly host: string
  readonly port: number
  readonly readyJson?: boolean
  readonly testControls?: boolean
  readonly data?: string
  readonly console: boolean
  readonly consolePassword?: string
}

/** Throws where the file of `--data` cannot be made: its folder is missing, or is no place to write. */
export function requireDataFile(file: string): void {
  try {
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK)
  } catch {
    throw usage(`--data: ${file} cannot be written; is its folder there?`)
  }
}

/** A console that runs, as the programs tell of it. */
export interface OpenConsole {
  readonly url: string
  readonly password: string | undefined
}

/** How a welcome tells of a console; no line where there is none. */
export function consoleLine(name: string, open: OpenConsole | undefined): string[] {
  if (open === undefined) return []
  const secret = open.password === undefined ? '' : `   password ${open.password}`
  return [`  ${name.padEnd(15)} ${open.url}${secret}`]
}

/** The same for a line of JSON. */
export function consoleFields(open: OpenConsole | undefined): object {
  if (open === undefined) return {}
  const { url, password } = open
  return { console: { url, ...(password === undefined ? {} : { password }) } }
}
