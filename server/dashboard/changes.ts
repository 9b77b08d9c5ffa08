/** One attribute of a member, before and after an event. */
export interface Change {
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

const UNTOLD = /^(updated_at|created_at)$/

/** What is different between two states of an object, by the paths of their values. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const old = new Map(flat(before, ''))
  const now = new Map(flat(after, ''))
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path) && !UNTOLD.test(path))
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
}

function flat(value: unknown, path: string): [string, string][] {
  if (typeof value !== 'object' || value === null) {
    return path === '' ? [] : [[path, JSON.stringify(value) ?? '']]
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    const step = Array.isArray(value) ? `[${name}]` : path === '' ? name : `.${name}`
    return flat(inner, path + step)
  })
}
