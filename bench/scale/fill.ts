import { person } from '../server/population.ts'
import { type Behind, rowsOf } from './databases.ts'
import { Copies, TEMPLATE } from './rows.ts'

/** People put into the database at once. */
const AT_ONCE = 2_000

/** Whoever is asked for SCIM. */
interface Access {
  readonly baseUrl: string
  readonly token: string
}

/**
 * Fills a database with people as fast as it takes them: the server makes one, and the rest are copies of the
 * rows that it wrote. Only what the server would have left is there: users, members, addresses, events, counts.
 */
export class Filling {
  readonly ids: string[] = []
  readonly #behind: Behind
  readonly #copies: Copies
  readonly #connection: string

  private constructor(behind: Behind, copies: Copies, connection: string) {
    this.#behind = behind
    this.#copies = copies
    this.#connection = connection
  }

  static async begin(behind: Behind, { baseUrl, token }: Access): Promise<Filling> {
    const answer = await fetch(`${baseUrl}/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      body: JSON.stringify(person(TEMPLATE)),
    })
    const { id } = (await answer.json()) as { id: string }
    const rows = await rowsOf(behind, id)
    return new Filling(behind, new Copies(rows), String(rows.users?.[0]?.connection_id))
  }

  /** Until there are so many copies; the person of number n is called as `person(n)` is. */
  async grow(size: number): Promise<void> {
    while (this.ids.length < size) {
      const tables = new Map<string, Readonly<Record<string, unknown>>[]>()
      const before = this.ids.length
      for (let n = before; n < Math.min(size, before + AT_ONCE); n += 1) {
        const { id, rows } = this.#copies.of(n)
        this.ids.push(id)
        for (const [table, some] of Object.entries(rows)) {
          const all = tables.get(table) ?? []
          all.push(...some)
          tables.set(table, all)
        }
      }
      for (const [table, rows] of tables) await this.#behind.put(table, rows)
      const made = this.ids.length - before
      await this.#behind.rows(
        `update counts set n = n + ${made} where connection_id = '${this.#connection}' and kind = 'User'
         and slot = (select min(slot) from counts where connection_id = '${this.#connection}' and kind = 'User')
         returning n`,
      )
    }
    await this.#behind.settle()
  }
}
