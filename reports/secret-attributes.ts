import type { Exchange } from './run-record.ts'

/** Names of attributes that the target's own schemas say nobody may read back. */
export function neverReturned(exchanges: readonly Exchange[]): string[] {
  const names = new Set<string>()
  for (const { lane, request, response } of exchanges) {
    if (lane !== 'scim' || response === null || !/\/Schemas\b/i.test(request.url)) continue
    collect(parsed(response.body), names, 0)
  }
  return [...names]
}

/** A schema nests attributes twice; anything much deeper is not one. */
const DEEPEST = 12

function collect(value: unknown, names: Set<string>, depth: number): void {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const item of value) collect(item, names, depth + 1)
    return
  }
  const { name, returned, mutability } = value as Record<string, unknown>
  const hidden = returned === 'never' || mutability === 'writeOnly'
  if (hidden && typeof name === 'string' && name.length > 1) names.add(name)
  for (const item of Object.values(value)) collect(item, names, depth + 1)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
