import { readFileSync } from 'node:fs'
import type { ErrorObject } from 'ajv'
import Ajv2020 from 'ajv/dist/2020'
import { type Document, LineCounter, parseDocument } from 'yaml'
import schema from './okta-seed.schema.json'
import { type Seed, SeedError } from './seed.ts'

type Path = readonly (string | number)[]

/** A seed file that was read, and where each part of it stands. */
export interface ReadSeed {
  readonly seed: Seed
  /** An error about a part, with the file, line and place. */
  wrong(path: Path, what: string): SeedError
}

/** Reads a seed file from disk. */
export function readSeedFile(path: string): ReadSeed {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new SeedError(`the seed file ${path} cannot be read`)
  }
  return readSeed(text, path)
}

/** Reads a seed file in YAML or JSON; throws a `SeedError` that tells everything that is wrong with it. */
export function readSeed(text: string, name: string): ReadSeed {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [broken] = document.errors
  if (broken !== undefined) throw new SeedError(`${name}: ${broken.message}`)
  const wrong = (path: Path, what: string) => {
    const line = lineOf(document, lines, path)
    return new SeedError(`${name}:${line}: ${placeOf(path)}${what}`)
  }
  const value: unknown = document.toJS() ?? {}
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile<Seed>(schema)
  if (validate(value)) return { seed: value, wrong }
  const told = (validate.errors ?? []).map((error) => {
    const path = pathOf(error.instancePath, value)
    return wrong(extended(path, error), saidOf(error)).message
  })
  throw new SeedError([...new Set(told)].join('\n'))
}

/** The line of the part, or of the nearest that is there. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true)
    const range = (node as { range?: readonly number[] } | undefined)?.range
    if (range?.[0] !== undefined) return lines.linePos(range[0]).line
  }
  return 1
}

/** `apps[0].connection.baseUrl: ` */
function placeOf(path: Path): string {
  if (path.length === 0) return ''
  const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  return `${place.replace(/^\./, '')}: `
}

function pathOf(pointer: string, value: unknown): Path {
  let reached = value
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
      const step = Array.isArray(reached) ? Number(name) : name
      reached = (reached as Record<string | number, unknown>)[step]
      return step
    })
}

/** An attribute too many is named as the place itself. */
function extended(path: Path, { keyword, params }: ErrorObject): Path {
  return keyword === 'additionalProperties' ? [...path, params.additionalProperty] : path
}

function saidOf({ keyword, params, message = '', schemaPath }: ErrorObject): string {
  if (schemaPath.includes('secret') && keyword === 'pattern') {
    return 'must be the name of a variable such as $SCIM_TOKEN: no secret stands in a seed file'
  }
  if (keyword === 'additionalProperties') return 'there is no such setting'
  if (keyword === 'enum') return `must be one of ${params.allowedValues.join(', ')}`
  return message
}
