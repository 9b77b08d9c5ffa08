export type Json = Readonly<Record<string, unknown>>

export function asObject(value: unknown): Json | undefined {
  return isObject(value) ? value : undefined
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function objectsIn(value: unknown): Json[] {
  return listOf(value).filter(isObject)
}

/** A value as a fault shows it. */
export function shown(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value).slice(0, 120)
}
