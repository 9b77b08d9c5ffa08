import type { Person } from './person.ts'

/** Everyone in the directory by id, and by login in any case; a login belongs to one person. */
export class People extends Map<string, Person> {
  /** Whose records changed since they were last saved, as far as it was told. */
  readonly touched = new Set<string>()
  readonly #byLogin = new Map<string, Person>()
  readonly #keys = new Map<string, string>()

  /** Adds a person, or takes note of a new login of one who is there. */
  override set(id: string, person: Person): this {
    const before = this.#keys.get(id)
    const key = keyOf(person.profile.login)
    if (before !== undefined && before !== key) this.#byLogin.delete(before)
    this.#byLogin.set(key, person)
    this.touched.add(id)
    this.#keys.set(id, key)
    return super.set(id, person)
  }

  override delete(id: string): boolean {
    this.#byLogin.delete(this.#keys.get(id) ?? '')
    this.#keys.delete(id)
    return super.delete(id)
  }

  override clear(): void {
    this.#byLogin.clear()
    this.#keys.clear()
    super.clear()
  }

  byLogin(login: string): Person | undefined {
    return this.#byLogin.get(keyOf(login))
  }
}

function keyOf(login: string): string {
  return login.toLowerCase()
}
