import type { Cluster } from './cluster.ts'

interface Member {
  readonly name: string
  readonly email_address: string
}

interface Payload {
  readonly action: string
  readonly object_type: string
  readonly event_id: string
  readonly id: string
  readonly member?: Member
}

/** The members as somebody knows them who has only ever read the stream of events. */
export class Stream {
  /** Ids of the events that were read since they were last taken out. */
  readonly events: string[] = []
  readonly #cluster: Cluster
  readonly #members = new Map<string, string>()
  #cursor = ''

  constructor(cluster: Cluster) {
    this.#cluster = cluster
  }

  /** Reads on, and tells in what the members in the database are others. */
  async differences(): Promise<string[]> {
    await this.#read()
    const rows = await this.#cluster.rows<{ id: string; status: string; data: string }>(
      'select member_id as id, status, data_json as data from members',
    )
    const there = new Map(
      rows.map(({ id, status, data }) => [id, told(status, JSON.parse(data) as Member)]),
    )
    return [...new Set([...there.keys(), ...this.#members.keys()])]
      .filter((id) => there.get(id) !== this.#members.get(id))
      .map((id) => `member ${id} is ${there.get(id)}, by the events ${this.#members.get(id)}`)
  }

  async #read(): Promise<void> {
    for (;;) {
      const path = `/v1/scimulate/events?cursor=${this.#cursor}&limit=1000`
      const page = (await this.#cluster.api('GET', path)) as {
        events: { payload: Payload }[]
        next_cursor: string
      }
      this.#cursor = page.next_cursor
      if (page.events.length === 0) return
      for (const { payload } of page.events) this.#apply(payload)
    }
  }

  #apply({ action, object_type, event_id, id, member }: Payload): void {
    this.events.push(event_id)
    if (object_type !== 'member') return
    const before = this.#members.get(id) ?? ''
    if (action === 'DELETE') this.#members.set(id, before.replace(/^\w+/, 'deleted'))
    else if (member !== undefined) this.#members.set(id, told('active', member))
  }
}

function told(status: string, { name, email_address }: Member): string {
  return `${status} ${name} ${email_address}`
}
