import { BULK, GROUP, PATCH_OP, SEARCH, USER } from '../urns.ts'
import {
  ENDPOINTS,
  METHODS,
  NAMES,
  NUMBERS,
  OPERATORS,
  OPS,
  TAKING,
  TEXTS,
  TYPES,
  URNS,
} from './nasty.ts'

/** A request made up to break a server. */
export interface Hostile {
  readonly method: (typeof METHODS)[number]
  /** Below the base URL, with its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Makes hostile requests; the same seed makes the same. */
export class Malice {
  #state: number
  readonly #paths: () => readonly string[]

  /** `paths` gives resources that exist, so that some requests get past the door. */
  constructor(seed: number, paths: () => readonly string[]) {
    this.#state = seed >>> 0
    this.#paths = paths
  }

  next(): Hostile {
    const method = this.#oneOf(METHODS)
    const headers: Record<string, string> = {}
    if (this.#chance(0.1))
      headers['if-match'] = this.#oneOf(['*', 'W/"1"', '"x', 'W/', ',,,', 'W/"1", W/"2"'])
    if (this.#chance(0.1))
      headers.accept = this.#oneOf(['*/*', 'text/html', 'q=;;', 'application/scim+json;q=0'])
    if (this.#chance(0.05)) headers['x-http-method-override'] = 'DELETE'
    const path = this.#path(method)
    if (method === 'GET' || method === 'HEAD') return { method, path, headers }
    headers['content-type'] = this.#chance(0.1) ? this.#oneOf(TYPES) : 'application/scim+json'
    return { method, path, headers, body: this.#body(method, path) }
  }

  /** Mostly somewhere that knows the method: what is refused at the door tries nothing behind it. */
  #path(method: Hostile['method']): string {
    const query = this.#chance(0.4) ? `?${this.#query()}` : ''
    if (this.#chance(0.2)) return `${this.#oneOf(ENDPOINTS)}/${this.#id()}${query}`
    const one = this.#oneOf(this.#there())
    if (one !== undefined && method !== 'POST' && this.#chance(0.7)) return one + query
    return this.#oneOf(method === 'POST' ? TAKING : ENDPOINTS) + query
  }

  #there(): readonly (string | undefined)[] {
    const paths = this.#paths()
    return paths.length === 0 ? [undefined] : paths
  }

  #id(): string {
    const id = this.#oneOf(this.#there())?.split('/').at(-1)
    if (id !== undefined && this.#chance(0.7)) return id
    return encode(this.#oneOf(TEXTS)).slice(0, 2_000)
  }

  #query(): string {
    return Array.from({ length: 1 + this.#below(3) }, () => {
      const name = this.#oneOf([
        'filter',
        'sortBy',
        'sortOrder',
        'startIndex',
        'count',
        'cursor',
        'attributes',
        'excludedAttributes',
        'x[]',
        '__proto__',
      ])
      const value =
        name === 'filter'
          ? this.#filter(3)
          : this.#chance(0.5)
            ? this.#oneOf(NAMES)
            : this.#oneOf(TEXTS)
      return `${name}=${this.#chance(0.02) ? '%E0%A4%A' : encode(value).slice(0, 12_000)}`
    }).join('&')
  }

  #filter(depth: number): string {
    const literal = () =>
      this.#oneOf([JSON.stringify(this.#oneOf(TEXTS)), 'true', 'null', '1', '"', '', '-1e5'])
    const leaf = `${this.#oneOf(NAMES)}${this.#chance(0.3) ? `.${this.#oneOf(NAMES)}` : ''} ${this.#oneOf(OPERATORS)} ${literal()}`
    if (depth === 0 || this.#chance(0.4)) return leaf
    const inner = this.#filter(depth - 1)
    return this.#oneOf([
      `(${inner})`,
      `not (${inner})`,
      `${leaf} and ${inner}`,
      `${inner} or ${leaf}`,
      `emails[${inner}]`,
      `${'('.repeat(100)}${inner}`,
      `${inner})`,
      Array.from({ length: 300 }, () => leaf).join(' or '),
    ])
  }

  #body(method: string, path: string): string {
    const right = this.#chance(0.85) ? this.#nearlyRight(method, path) : this.#value(4)
    const text = JSON.stringify(right)
    if (this.#chance(0.04)) return text.slice(0, this.#below(text.length + 1))
    if (this.#chance(0.04)) return text.replace(/[{["]/, this.#oneOf(['[', '{', '"', '']))
    return text
  }

  /** A body as the endpoint takes it, in half of all cases with something wrong. */
  #nearlyRight(method: string, path: string): object {
    const body = method === 'PATCH' ? this.#patch() : this.#whole(path)
    return this.#chance(0.5) ? { ...body, [this.#oneOf(NAMES)]: this.#value(3) } : body
  }

  #whole(path: string): object {
    if (path.includes('search')) {
      return { schemas: [SEARCH], filter: this.#filter(3), count: this.#value(0) }
    }
    const user = { schemas: [USER], userName: `hostile${this.#below(100)}`, displayName: 'x' }
    if (path.includes('Bulk')) {
      const create = { method: 'POST', path: '/Users', bulkId: 'a', data: user }
      return { schemas: [BULK], Operations: [create, this.#value(2)] }
    }
    if (!path.includes('Group')) return user
    const members = this.#chance(0.5) ? [] : [{ value: this.#id() }]
    return { schemas: [GROUP], displayName: this.#oneOf(TEXTS), members }
  }

  #patch(): object {
    const Operations = Array.from({ length: 1 + this.#below(3) }, () => this.#operation())
    return { schemas: [PATCH_OP], Operations }
  }

  #operation(): unknown {
    const path = this.#oneOf([
      this.#oneOf(NAMES),
      `${this.#oneOf(NAMES)}.${this.#oneOf(NAMES)}`,
      `emails[${this.#filter(2)}].value`,
      `members[value eq "${this.#id()}"]`,
      `${this.#oneOf(URNS)}:${this.#oneOf(NAMES)}`,
    ])
    return {
      op: this.#oneOf(OPS),
      ...(this.#chance(0.8) ? { path } : {}),
      value: this.#value(3),
    }
  }

  #value(depth: number): unknown {
    const leaves = [null, true, false, this.#oneOf(NUMBERS), this.#oneOf(TEXTS), this.#oneOf(URNS)]
    if (depth === 0 || this.#chance(0.5)) return this.#oneOf(leaves)
    const many = () => Array.from({ length: this.#below(4) })
    if (this.#chance(0.5)) return many().map(() => this.#value(depth - 1))
    return Object.fromEntries(many().map(() => [this.#oneOf(NAMES), this.#value(depth - 1)]))
  }

  #oneOf<T>(choices: readonly T[]): T {
    return choices[this.#below(choices.length)] as T
  }

  #chance(of: number): boolean {
    return this.#random() < of
  }

  #below(most: number): number {
    return Math.floor(this.#random() * most)
  }

  /** Mulberry32: small, and the same on every machine. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** For a URL; half a surrogate pair, which has no such form, as its bytes would be. */
function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString()).replaceAll("'", '%27')
}
