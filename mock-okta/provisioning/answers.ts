import type { Answer } from '../scim/client.ts'
import { readExactly } from '../scim/exact-json.ts'
import { Failure, refusalText } from '../scim/failure.ts'

export type Json = Record<string, unknown>

/** A resource with the id that the server gave it. */
export type Resource = Json & { readonly id: string }

/** Throws a `Failure` unless the server did what it was asked for. */
export function requireDone({ status, headers, text }: Answer): void {
  if (status >= 200 && status < 300) return
  const wait = headers['retry-after'] ?? ''
  const seconds = /^\d{1,9}$/.test(wait) ? Number(wait) : undefined
  throw new Failure(refusalText(status, text), status, seconds)
}

export function resourceIn({ text }: Answer): Resource | undefined {
  const body = objectIn(text)
  return body !== undefined && isResource(body) ? body : undefined
}

/** A resource that is to be put back: all that is in it, to the digit. */
export function echoIn({ text }: Answer): Resource | undefined {
  const body = objectIn(text, readExactly)
  return body !== undefined && isResource(body) ? body : undefined
}

export function isResource(body: Json): body is Resource {
  return typeof body.id === 'string'
}

/**
 * The resources of a list answer; undefined when it is none. The counts must be numbers: a string there
 * makes Okta give up. A look-up that finds nobody may leave `Resources` out, a list of users may not.
 */
export function listIn({ text }: Answer, mayLackResources: boolean): Json[] | undefined {
  const body = objectIn(text)
  if (body === undefined) return undefined
  const { totalResults, startIndex, itemsPerPage } = body
  const total = totalResults ?? body.totalresults
  const counts = [total, startIndex ?? 1, itemsPerPage ?? 0]
  if (!counts.every((count) => typeof count === 'number')) return undefined
  const list = body.Resources ?? body.resources
  if (Array.isArray(list)) return list.filter(isObject)
  return mayLackResources && total === 0 && list === undefined ? [] : undefined
}

export function totalIn({ text }: Answer): number {
  const body = objectIn(text)
  return Number(body?.totalResults ?? body?.totalresults ?? 0)
}

function objectIn(text: string, read: (text: string) => unknown = JSON.parse): Json | undefined {
  try {
    const value = read(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
