import type { Caller } from './caller.ts'
import type { MockUser } from './user.ts'

/** A group of the mock Okta's directory. */
export class MockGroup {
  readonly id: string
  readonly #caller: Caller

  private constructor(caller: Caller, id: string) {
    this.#caller = caller
    this.id = id
  }

  static async create(caller: Caller, name: string): Promise<MockGroup> {
    const made = await caller.do('POST', '/api/v1/groups', { profile: { name } })
    return new MockGroup(caller, String(made.id))
  }

  async add(user: MockUser): Promise<void> {
    await this.#caller.do('PUT', `/api/v1/groups/${this.id}/users/${user.id}`)
  }

  async remove(user: MockUser): Promise<void> {
    await this.#caller.do('DELETE', `/api/v1/groups/${this.id}/users/${user.id}`)
  }

  async rename(name: string): Promise<void> {
    await this.#caller.do('PUT', `/api/v1/groups/${this.id}`, { profile: { name } })
  }
}
