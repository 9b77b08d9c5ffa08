import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import type { Report } from './report.ts'
import type { Waiver } from './verdicts/waiver.ts'
import schema from './waivers.schema.json'

/** Reads a waiver file; what is wrong with it is said with the place. */
export function parseWaivers(name: string, text: string): Waiver[] {
  const value = jsonIn(name, text)
  const ajv = addFormats(new Ajv2020({ allErrors: true }))
  const validate = ajv.compile<{ waivers: Waiver[] }>(schema)
  if (!validate(value)) {
    const [first] = validate.errors ?? []
    throw new Error(`${name}${first?.instancePath ?? ''}: ${first?.message ?? 'not a waiver file'}`)
  }
  for (const [index, { pattern }] of value.waivers.entries()) {
    if (pattern !== undefined) expectExpression(`${name}/waivers/${index}/pattern`, pattern)
  }
  return value.waivers
}

function jsonIn(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${name}: not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function expectExpression(place: string, pattern: string): void {
  try {
    new RegExp(pattern, 'i')
  } catch {
    throw new Error(`${place}: not a regular expression: ${pattern}`)
  }
}

/**
 * A first baseline: everything that fails now, and the waivers of before that are still used. A person
 * then writes the reasons; what is fixed drops out when the file is written again.
 *
 * @param expires the last day, YYYY-MM-DD
 */
export function baseline(report: Report, expires: string): Waiver[] {
  const kept = report.waivers
    .filter(({ state }) => state === 'used')
    .map(({ state: _, ...waiver }) => waiver)
  const fresh = report.requirements
    .filter(({ verdict }) => verdict === 'FAIL')
    .map(({ id, reason }) => ({
      requirement: id,
      reason: `baseline of ${report.run.finished.slice(0, 10)}: ${(reason ?? '').split('\n')[0]?.slice(0, 200)}`,
      expires,
    }))
  return [...kept, ...fresh]
}

export function formatWaivers(waivers: readonly Waiver[]): string {
  return `${JSON.stringify({ waivers }, null, 2)}\n`
}
