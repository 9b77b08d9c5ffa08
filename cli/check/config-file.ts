import { readFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020'
import { usage } from '../exit-code.ts'
import schema from './config.schema.json'
import type { RawCheckOptions } from './options.ts'

/** What a configuration file may say: options by their long names, and the URL; no secret. */
export type ConfigFile = Partial<RawCheckOptions> & { readonly url?: string }

/** Reads a configuration file; what is wrong with it is said with the place. */
export function readConfig(path: string): ConfigFile {
  const value = parsed(path)
  const validate = new Ajv2020({ allErrors: true }).compile<ConfigFile & { $schema?: string }>(
    schema,
  )
  if (!validate(value)) {
    const told = (validate.errors ?? []).map(({ instancePath, message = '', params }) => {
      const name = (params as { additionalProperty?: string }).additionalProperty
      return name === undefined ? said(instancePath, message) : unknownOption(name)
    })
    throw usage(`${path}: ${told.join('; ')}`)
  }
  const { $schema: _, ...config } = value
  return config
}

/** The schema's own words, but for the one pattern that says less than a list. */
function said(place: string, message: string): string {
  return place === '/profile'
    ? 'profile must be of rfc, okta, entra and all'
    : `${place.slice(1)} ${message}`.trim()
}

const SECRET = /token|secret|basic|header/i

function unknownOption(name: string): string {
  const known = Object.keys(schema.properties)
    .filter((one) => one !== '$schema')
    .join(', ')
  return SECRET.test(name) && !(name in schema.properties)
    ? `"${name}" may not stand in a file: secrets come from the environment (SCIM_TOKEN)`
    : `there is no option "${name}"; there are ${known}`
}

function parsed(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw usage(`--config: the file ${path} cannot be read`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw usage(`${path}: not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}
