/** What a form sent: every field is text, and one that is ticked or chosen several times comes as often. */
export class Form {
  readonly #fields: URLSearchParams

  constructor(body: string) {
    this.#fields = new URLSearchParams(body)
  }

  /** A field without the blanks around it; empty when it did not come. */
  text(name: string): string {
    return this.#fields.get(name)?.trim() ?? ''
  }

  /** A field as it was typed. */
  raw(name: string): string {
    return this.#fields.get(name) ?? ''
  }

  all(name: string): string[] {
    return this.#fields.getAll(name).filter((value) => value !== '')
  }

  has(name: string): boolean {
    return this.#fields.has(name)
  }

  /** Everything that may be shown again after a mistake: secrets are not. */
  get draft(): Readonly<Record<string, string>> {
    const shown = [...this.#fields].filter(([name]) => !/token|password|secret|^_/i.test(name))
    return Object.fromEntries(shown)
  }
}
