import { invalidSyntax } from '../error.ts'
import { isObject, type Json } from '../resource.ts'

const PREFIX = 'bulkId:'
/** Deeper than any resource: data that nests further is no resource. */
const DEEPEST = 32

/** The bulkIds that data refers to (RFC 7644 §3.7.2). */
export function referencesIn(data: unknown, depth = 0): string[] {
  if (depth > DEEPEST) throw invalidSyntax(`data nests deeper than ${DEEPEST} levels`)
  if (typeof data === 'string') return data.startsWith(PREFIX) ? [data.slice(PREFIX.length)] : []
  if (Array.isArray(data)) return data.flatMap((one) => referencesIn(one, depth + 1))
  if (isObject(data)) return Object.values(data).flatMap((one) => referencesIn(one, depth + 1))
  return []
}

/** The data with references replaced by ids; what refers to a resource that is not there yet is left out. */
export function resolved(data: Json, ids: ReadonlyMap<string, string>): Json {
  const out: Json = {}
  for (const [name, value] of Object.entries(data)) {
    const known = inside(value, ids)
    if (known !== undefined) define(out, name, known)
  }
  return out
}

function inside(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.startsWith(PREFIX) ? ids.get(value.slice(PREFIX.length)) : value
  }
  if (Array.isArray(value)) {
    return value.map((one) => inside(one, ids)).filter((one) => one !== undefined)
  }
  if (!isObject(value)) return value
  // `{value: "bulkId:x", type: "User"}` means nothing without its value.
  const dangling = Object.values(value).some(
    (one) => typeof one === 'string' && inside(one, ids) === undefined,
  )
  return dangling ? undefined : resolved(value, ids)
}

/** A member of any name, `__proto__` included, as plain data. */
function define(object: Json, name: string, value: unknown): void {
  Object.defineProperty(object, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}

/** A path in which `bulkId:x` stands for the id that the resource was given. */
export function resolvedPath(path: string, ids: ReadonlyMap<string, string>): string {
  return path.replace(/bulkId:([^/]+)/g, (whole, id: string) => ids.get(id) ?? whole)
}
