import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'

/** What the user knows of the target and no schema tells: attributes of every new user and group. */
export interface Overrides {
  /** Laid over the body of every user; `null` leaves an attribute out. */
  readonly User?: Readonly<Record<string, unknown>>
  readonly Group?: Readonly<Record<string, unknown>>
  /** Domain of every e-mail address and userName, where the target takes its own only. */
  readonly domain?: string
}

const validate = new Ajv2020({ allErrors: true }).compile({
  type: 'object',
  additionalProperties: false,
  properties: {
    User: { type: 'object' },
    Group: { type: 'object' },
    domain: { type: 'string', pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$' },
  },
})

/** Reads an override file; the error of a bad one names the place in it. */
export function readOverrides(file: string): Overrides {
  const text = readFileSync(file, 'utf8')
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!validate(content)) {
    const [fault] = validate.errors ?? []
    throw new Error(`${file}: ${fault?.instancePath || 'the file'} ${fault?.message ?? 'is wrong'}`)
  }
  return content as Overrides
}

/** A body with the user's own attributes laid over it. */
export function overridden(
  body: Record<string, unknown>,
  over: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> {
  const merged = Object.entries({ ...body, ...over })
  return Object.fromEntries(merged.filter(([, value]) => value !== null))
}
