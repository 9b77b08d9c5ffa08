import type { Caller } from './caller.ts'

/** A profile as Okta knows it; any further attribute may be given. */
export interface NewUser {
  readonly login?: string
  readonly email?: string
  readonly firstName?: string
  readonly lastName?: string
  readonly [attribute: string]: unknown
}

/** A person of the mock Okta's directory. */
export class MockUser {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly #caller: Caller

  private constructor(caller: Caller, id: string, login: string, name: string) {
    this.#caller = caller
    this.id = id
    this.login = login
    this.name = name
  }

  static async create(caller: Caller, profile: NewUser): Promise<MockUser> {
    const made = await caller.do('POST', '/api/v1/users?activate=true', {
      profile,
      credentials: { password: { value: 'Correct-Horse-1' } },
    })
    const name = `${String(profile.firstName)} ${String(profile.lastName)}`
    return new MockUser(caller, String(made.id), String(profile.login), name)
  }

  /** Changes these attributes of the profile; null takes one away. */
  async update(profile: NewUser): Promise<void> {
    await this.#caller.do('POST', this.#path(), { profile })
  }

  async suspend(): Promise<void> {
    await this.#caller.do('POST', this.#path('/lifecycle/suspend'), {})
  }

  async unsuspend(): Promise<void> {
    await this.#caller.do('POST', this.#path('/lifecycle/unsuspend'), {})
  }

  /** Takes every app from the person, which deactivates them there. */
  async deactivate(): Promise<void> {
    await this.#caller.do('POST', this.#path('/lifecycle/deactivate'), {})
  }

  /** Brings back the apps that groups give; those given by hand are to be assigned again. */
  async activate(): Promise<void> {
    await this.#caller.do('POST', this.#path('/lifecycle/activate'), {})
  }

  /** Sets the Okta password, as the person would: apps that sync passwords are told. */
  async setPassword(password: string): Promise<void> {
    await this.#caller.do('POST', this.#path(), {
      profile: {},
      credentials: { password: { value: password } },
    })
  }

  /** Deletes the person from Okta, deactivated before where need be; apps hear only of the deactivation. */
  async delete(): Promise<void> {
    const { status } = await this.#caller.do('GET', this.#path())
    if (status !== 'DEPROVISIONED') await this.deactivate()
    await this.#caller.do('DELETE', this.#path())
  }

  #path(rest = ''): string {
    return `/api/v1/users/${this.id}${rest}`
  }
}
