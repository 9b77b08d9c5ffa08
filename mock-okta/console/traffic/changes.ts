/** One attribute of a resource, before and after a request. */
export interface Change {
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

const MOST = 40

/** What is different between two states of a resource, by the paths of their values. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const old = flat(before)
  const now = flat(after)
  const paths = [...new Set([...old.keys(), ...now.keys()])]
  return paths
    .filter((path) => old.get(path) !== now.get(path) && !/^meta\.|^schemas/.test(path))
    .slice(0, MOST)
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
}

function flat(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) {
    if (path !== '') into.set(path, JSON.stringify(value) ?? '')
    return into
  }
  for (const [name, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? `[${name}]` : path === '' ? name : `.${name}`
    flat(inner, path + step, into)
  }
  return into
}
