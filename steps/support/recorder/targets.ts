import { baseOf } from './scim-path.ts'

/** Base URLs of SCIM services; finds the one that a request is for, however many there are. */
export class Targets {
  /** As they were told, by how a URL parser spells them. */
  readonly #bases = new Map<string, string>()

  add(baseUrl: string): void {
    const { origin, root } = baseOf(baseUrl)
    if (!this.#bases.has(origin + root)) this.#bases.set(origin + root, baseUrl)
  }

  get all(): readonly string[] {
    return [...this.#bases.values()]
  }

  /** The base URL that this URL is below, the deepest when one lies in another; undefined for others. */
  of(url: string): string | undefined {
    const { origin, pathname } = new URL(url)
    for (let path = pathname; path !== ''; ) {
      path = path.slice(0, path.lastIndexOf('/'))
      const base = this.#bases.get(origin + path)
      if (base !== undefined) return base
    }
    return undefined
  }
}
