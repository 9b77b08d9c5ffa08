import { randomUUID } from 'node:crypto'

/** The rows that one user is kept in, by table, as the server itself wrote them. */
export type UserRows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** A number that occurs nowhere else in the rows of the user that it was given to. */
export const TEMPLATE = 7_777_777_777

/** The rows of that many other people, from those of one: they differ in numbers, ids and times. */
export class Copies {
  readonly #text: string
  readonly #ids: readonly string[]
  readonly #userId: string
  readonly #created: string
  readonly #from: number

  constructor(rows: UserRows) {
    const [user] = rows.users ?? []
    const texts = (rows.events ?? []).map(({ event_id }) => event_id)
    this.#text = JSON.stringify(rows)
    this.#userId = String(user?.id)
    this.#ids = [user?.id, user?.member_id, user?.registration_id, ...texts].map(String)
    this.#created = String(user?.created)
    this.#from = Date.parse(this.#created)
  }

  /** The rows of the person of a number, and the user's id. */
  of(n: number): { readonly id: string; readonly rows: UserRows } {
    let text = this.#text.replaceAll(String(TEMPLATE), String(n))
    let userId = ''
    for (const id of this.#ids) {
      const uuid = randomUUID()
      if (id === this.#userId) userId = uuid
      // An id is a UUID, some with the name of their kind before it.
      text = text.replaceAll(id, id.slice(0, -uuid.length) + uuid)
    }
    text = text.replaceAll(this.#created, new Date(this.#from + n).toISOString())
    return { id: userId, rows: JSON.parse(text) as UserRows }
  }
}
