import { invalidValue } from './error.ts'
import type { Attribute } from './schema/attribute.ts'

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/
// A lone half of a surrogate pair is no text, and nor is U+0000: databases choke on both.
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** A simple value in its attribute's type; throws invalidValue naming the path. */
export function scalar(attribute: Attribute, value: unknown, path: string): unknown {
  switch (attribute.type) {
    case 'boolean':
      return boolean(value, path)
    case 'integer':
      if (!Number.isInteger(value)) throw invalidValue(`${path} must be an integer`)
      return value
    case 'decimal':
      if (typeof value !== 'number') throw invalidValue(`${path} must be a number`)
      return value
    case 'dateTime':
      return shaped(value, path, 'a date and time such as 2026-01-31T12:00:00Z', isDateTime)
    case 'binary':
      return shaped(value, path, 'base64', (text) => BASE64.test(text))
    default: {
      const given = text(value, path)
      return attribute.canonical?.(given) ?? given
    }
  }
}

/** Entra ID sends "True" and "False"; both are what they say (RFC7644-3.5.2-A10). */
function boolean(value: unknown, path: string): boolean {
  if (typeof value === 'boolean') return value
  const word = typeof value === 'string' ? value.toLowerCase() : ''
  if (word !== 'true' && word !== 'false') throw invalidValue(`${path} must be true or false`)
  return word === 'true'
}

/** Whether every store can keep a string: no U+0000, no half of a surrogate pair. */
export function isText(value: string): boolean {
  return !value.includes('\u0000') && !LONE_SURROGATE.test(value)
}

function text(value: unknown, path: string): string {
  if (typeof value !== 'string') throw invalidValue(`${path} must be a string`)
  if (!isText(value)) {
    throw invalidValue(`${path} holds characters that are no text`)
  }
  return value
}

function shaped(
  value: unknown,
  path: string,
  wanted: string,
  fits: (text: string) => boolean,
): string {
  const given = text(value, path)
  if (!fits(given)) throw invalidValue(`${path} must be ${wanted}`)
  return given
}

function isDateTime(text: string): boolean {
  return DATE_TIME.test(text) && !Number.isNaN(Date.parse(text))
}
