/** A list in the order that `sortBy` and `sortOrder` ask for; as it came when they ask for none. */
export function sorted<T extends object>(
  list: readonly T[],
  sortBy: string | undefined,
  sortOrder: string | undefined,
): readonly T[] {
  if (sortBy === undefined) return list
  const direction = sortOrder?.toLowerCase().startsWith('desc') ? -1 : 1
  const key = (one: T) => String(valueAt(one, sortBy) ?? '').toLowerCase()
  return [...list].sort((a, b) => direction * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

function valueAt(from: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((reached, name) => {
    if (typeof reached !== 'object' || reached === null) return undefined
    return (reached as Record<string, unknown>)[name]
  }, from)
}
