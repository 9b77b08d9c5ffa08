import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { usage } from '../exit-code.ts'

/** What somebody runs beside our features: absolute paths. */
export interface OwnFiles {
  readonly features: readonly string[]
  /** CommonJS modules of step definitions, and ES modules. */
  readonly required: readonly string[]
  readonly imported: readonly string[]
}

/** Finds the files below `--with-features` and `--steps`; a path without any is said by its flag. */
export function ownFiles({
  withFeatures = [],
  steps = [],
}: {
  readonly withFeatures?: readonly string[]
  readonly steps?: readonly string[]
}): OwnFiles {
  const modules = steps.flatMap((path) => filesAt(path, '--steps', /\.(c|m)?js$/))
  return {
    features: withFeatures.flatMap((path) => filesAt(path, '--with-features', /\.feature$/)),
    required: modules.filter((path) => !isEsModule(path)),
    imported: modules.filter(isEsModule),
  }
}

function isEsModule(path: string): boolean {
  return path.endsWith('.mjs')
}

function filesAt(path: string, flag: string, name: RegExp): string[] {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) throw usage(`${flag} ${path}: there is no such file or folder`)
  const files = stats.isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
    : ['']
  const found = files.map((file) => resolve(join(path, file))).filter((file) => name.test(file))
  if (found.length === 0) throw usage(`${flag} ${path}: no file there is named ${ending(name)}`)
  return found.filter((file) => !file.includes('/node_modules/')).sort()
}

function ending({ source }: RegExp): string {
  return source.includes('feature') ? '*.feature' : '*.js, *.cjs or *.mjs'
}
