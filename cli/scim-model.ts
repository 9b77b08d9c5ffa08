import { readFileSync } from 'node:fs'
import Ajv2020, { type ErrorObject } from 'ajv/dist/2020'
import { parse } from 'yaml'
import type { ServerOptions } from '../server/app.ts'
import { usage } from './exit-code.ts'
import schema from './scim-model.schema.json'

type Model = NonNullable<ServerOptions['scim']>

/** Reads a file of `--scim-model`, YAML or JSON; what is wrong with it is said with the place. */
export function readScimModel(path: string): Model {
  const value = parsed(path)
  const validate = new Ajv2020({ allErrors: true }).compile<Model & { $schema?: string }>(schema)
  if (!validate(value)) throw usage(`${path}: ${(validate.errors ?? []).map(said).join('; ')}`)
  const { $schema: _, ...model } = value
  return model
}

function said({ instancePath, message = '', params }: ErrorObject): string {
  const place = instancePath.slice(1).replaceAll('/', '.') || 'the file'
  const { additionalProperty: unknown, allowedValues: allowed } = params as {
    additionalProperty?: string
    allowedValues?: readonly string[]
  }
  if (unknown !== undefined) return `${place} may not have "${unknown}"`
  return allowed === undefined
    ? `${place} ${message}`
    : `${place} must be one of ${allowed.join(', ')}`
}

function parsed(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw usage(`--scim-model: the file ${path} cannot be read`)
  }
  try {
    return parse(text)
  } catch (error) {
    throw usage(`${path}: neither JSON nor YAML: ${(error as Error).message}`)
  }
}
