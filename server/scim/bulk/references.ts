import { invalidSyntax } from '../error.ts'
import { isObject, type Json } from '../resource.ts'

const PREFIX = 'bulkId:'
/** Deeper than any resource: data that nests further is no resource. */
const DEEPEST = 32

/** Elements of a list gone through before anybody else might want a turn. */
const AT_ONCE = 500

/** The bulkIds that data refers to (RFC 7644 §3.7.2), each once. */
export function referencesIn(data: unknown): ReadonlySet<string> {
  const found = new Set<string>()
  collect(data, found, 0)
  return found
}

function collect(data: unknown, found: Set<string>, depth: number): void {
  if (depth > DEEPEST) throw invalidSyntax(`data nests deeper than ${DEEPEST} levels`)
  if (typeof data === 'string') {
    if (data.startsWith(PREFIX)) found.add(data.slice(PREFIX.length))
  } else if (typeof data === 'object' && data !== null) {
    const inner = Array.isArray(data) ? data : Object.values(data)
    for (const one of inner) collect(one, found, depth + 1)
  }
}

type Ids = ReadonlyMap<string, string>
type Pause = () => Promise<void> | undefined

/**
 * The data with references replaced by ids; what refers to a resource that is not there yet is left out.
 * In long lists `pause` may let others have their turn.
 */
export async function resolved(data: Json, ids: Ids, pause: Pause): Promise<Json> {
  const out: Json = {}
  for (const [name, value] of Object.entries(data)) {
    const known = await inside(value, ids, pause)
    if (known !== undefined) define(out, name, known)
  }
  return out
}

async function inside(value: unknown, ids: Ids, pause: Pause): Promise<unknown> {
  if (typeof value === 'string') return resolvedText(value, ids)
  if (Array.isArray(value)) {
    const out: unknown[] = []
    for (const [i, one] of value.entries()) {
      if (i % AT_ONCE === 0) await pause()
      const known = await inside(one, ids, pause)
      if (known !== undefined) out.push(known)
    }
    return out
  }
  if (!isObject(value)) return value
  // `{value: "bulkId:x", type: "User"}` means nothing without its value.
  const dangling = Object.values(value).some(
    (one) => typeof one === 'string' && resolvedText(one, ids) === undefined,
  )
  return dangling ? undefined : resolved(value, ids, pause)
}

function resolvedText(text: string, ids: Ids): string | undefined {
  return text.startsWith(PREFIX) ? ids.get(text.slice(PREFIX.length)) : text
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
