import type { RecordedResponse } from './exchange.ts'
import { scimPath } from './scim-path.ts'

/** The resources that a successful POST made: one, or those of a bulk response. */
export function createdIn(
  type: string,
  response: RecordedResponse,
  baseUrl: string,
): { type: string; id: string }[] {
  const body = objectOf(response.body)
  if (type === 'Bulk') {
    return listOf(body.Operations).flatMap((operation) => at(operation.location, baseUrl))
  }
  if (type === '' || type.startsWith('.')) return []
  if (typeof body.id === 'string') return [{ type, id: body.id }]
  return at(response.headers.location, baseUrl)
}

function at(location: unknown, baseUrl: string): { type: string; id: string }[] {
  if (typeof location !== 'string' || !URL.canParse(location, baseUrl)) return []
  const path = scimPath(baseUrl, new URL(location, baseUrl).href)
  return path?.id === undefined ? [] : [{ type: path.type, id: path.id }]
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value)
    ? value.filter(
        (item): item is Record<string, unknown> => typeof item === 'object' && item !== null,
      )
    : []
}

/** What a person would call the resource in this body. */
export function labelOf(body: string | null): string {
  const { userName, displayName } = objectOf(body ?? '')
  return String(userName ?? displayName ?? '')
}
