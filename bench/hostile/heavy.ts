import { PATCH_OP } from '../urns.ts'

/** A request that is as much work as its size allows. */
export interface Heavy {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  /** Below the base URL. */
  readonly path: string
  readonly body?: string
}

/** Whom a heavy request is about. */
export interface Victims {
  readonly userId: string
  readonly groupId: string
  /** Ids of users that exist. */
  readonly members: readonly string[]
}

/** The most bytes that a request of this bench has, in UTF-8. */
export const MOST_BYTES = 1_000_000

export function post(name: string, path: string, body: unknown): Heavy {
  return { name, method: 'POST', path, body: JSON.stringify(body) }
}

export function put(name: string, path: string, body: unknown): Heavy {
  return { name, method: 'PUT', path, body: JSON.stringify(body) }
}

export function patch(name: string, path: string, operations: readonly unknown[]): Heavy {
  return {
    name,
    method: 'PATCH',
    path,
    body: JSON.stringify({ schemas: [PATCH_OP], Operations: operations }),
  }
}

/** So many items as fit into a request, written as JSON. */
export function filled<T>(item: (n: number) => T, bytes = MOST_BYTES - 20_000): T[] {
  const items: T[] = []
  let size = 0
  for (let n = 0; ; n += 1) {
    const one = item(n)
    size += Buffer.byteLength(JSON.stringify(one)) + 2
    if (size > bytes) return items
    items.push(one)
  }
}
