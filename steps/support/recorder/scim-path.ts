/** What a request addresses below a SCIM base URL: `/Users/2819` is type `Users`, id `2819`. */
export interface ScimPath {
  readonly type: string
  readonly id: string | undefined
}

/** Splits a URL at its base; undefined when the URL is not below that base. */
export function scimPath(baseUrl: string, url: string): ScimPath | undefined {
  const base = baseOf(baseUrl)
  const { origin, pathname } = new URL(url)
  const { root } = base
  if (origin !== base.origin || !pathname.startsWith(`${root}/`)) return undefined
  const [type = '', id] = pathname.slice(root.length + 1).split('/')
  return { type, id: id === undefined || id === '' ? undefined : decoded(id) }
}

/** A base URL taken apart: `root` is its path without a slash at the end. */
interface Base {
  readonly origin: string
  readonly root: string
}

/** A run has a base URL for each scenario, and asks for it with every request. */
const bases = new Map<string, Base>()

export function baseOf(baseUrl: string): Base {
  const known = bases.get(baseUrl)
  if (known !== undefined) return known
  const { origin, pathname } = new URL(baseUrl)
  const base = { origin, root: pathname.replace(/\/+$/, '') }
  bases.set(baseUrl, base)
  return base
}

/** Also of what is no UTF-8, which a scenario may send on purpose. */
export function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

/** `base` + `/Users?count=1`, keeping a query flag of the base (`…/scim?aadOptscim062020`). */
export function joinUrl(baseUrl: string, pathAndQuery: string): string {
  const [base = '', flag] = baseUrl.split('?')
  const url = base.replace(/\/+$/, '') + pathAndQuery
  if (flag === undefined || flag === '') return url
  return url + (url.includes('?') ? '&' : '?') + flag
}
