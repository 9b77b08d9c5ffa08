/** Base URLs of SCIM services; finds the one that a request is for, however many there are. */
export class Targets {
  /** As they were told, by how a URL parser spells them. */
  readonly #bases = new Map<string, string>()

  add(baseUrl: string): void {
    const { origin, pathname } = new URL(baseUrl)
    const spelled = origin + pathname.replace(/\/+$/, '')
    if (!this.#bases.has(spelled)) this.#bases.set(spelled, baseUrl)
  }

  get all(): readonly string[] {
    return [...this.#bases.values()]
  }

  /** The base URL that this URL is below, the deepest when one lies in another; undefined for others. */
  of(url: string): string | undefined {
    const { origin, pathname } = new URL(url)
    for (let end = pathname.length; end >= 0; end = pathname.lastIndexOf('/', end - 1)) {
      if (pathname[end] === '/') {
        const base = this.#bases.get(origin + pathname.slice(0, end))
        if (base !== undefined) return base
      }
      if (end === 0) break
    }
    return undefined
  }
}
