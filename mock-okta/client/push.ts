import type { Caller } from './caller.ts'

/** A group that an app pushes. */
export class MockPush {
  readonly id: string
  readonly #caller: Caller
  readonly #appId: string

  constructor(caller: Caller, appId: string, id: string) {
    this.#caller = caller
    this.#appId = appId
    this.id = id
  }

  /** Push Groups > Push now: the whole group once more. */
  async now(): Promise<void> {
    const path = `/api/v1/scimulate/apps/${this.#appId}/push-now`
    await this.#caller.do('POST', path, { mappingId: this.id })
  }

  async deactivate(): Promise<void> {
    await this.#caller.do('PATCH', this.#path(), { status: 'INACTIVE' })
  }

  async activate(): Promise<void> {
    await this.#caller.do('PATCH', this.#path(), { status: 'ACTIVE' })
  }

  /** Ends the push; the group in the app is deleted or stays. */
  async unlink({ deleteGroup }: { readonly deleteGroup: boolean }): Promise<void> {
    await this.deactivate()
    await this.#caller.do('DELETE', `${this.#path()}?deleteTargetGroup=${deleteGroup}`)
  }

  #path(): string {
    return `/api/v1/apps/${this.#appId}/group-push/mappings/${this.id}`
  }
}
