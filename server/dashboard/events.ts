import type { Site } from '../../web/site.ts'
import { streamRoute, type Tell } from '../../web/stream.ts'
import { type Change, changesBetween } from './changes.ts'
import type { Product } from './product.ts'
import type { ProductEvent } from './shapes.ts'

const KEPT = 5_000
const BESIDE = 20
const EVERY_MS = 300
/** After an event its deliveries are on their way: the page looks again so many times. */
const ECHOES = 8

/** An event as it is shown: what it did to the thing that it is about. */
interface ShownEvent {
  readonly number: number
  readonly type: string
  readonly at: string
  readonly id: string
  readonly who: string
  readonly changes: readonly Change[]
  readonly payload: object
}

/** What happened in the project, read from the stream of events as far as anybody asks for it. */
export class Events {
  readonly #product: Product
  readonly #shown: ShownEvent[] = []
  /** How each thing is since its last event. */
  readonly #known = new Map<string, unknown>()
  readonly #listeners = new Set<Tell>()
  #cursor = ''
  #count = 0
  /** The last that the pages that listen were told of: what a page read while it was made is news to the others. */
  #told = 0
  #reading: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #echoes = 0

  constructor(product: Product) {
    this.#product = product
  }

  async beside(): Promise<object> {
    await this.#read()
    const latest = this.#shown.slice(-BESIDE).reverse()
    return { label: 'Events', last: this.#count, events: latest }
  }

  /** The events about one thing, the newest first. */
  async about(id: string): Promise<ShownEvent[]> {
    await this.#read()
    return this.#shown.filter((event) => event.id === id).reverse()
  }

  stream(site: Site): void {
    streamRoute(site.app, `${site.options.base}/events`, (tell, query) => {
      this.#listeners.add(tell)
      const after = Number(query.get('after')) || 0
      for (const event of this.#shown) if (event.number > after) this.#tell(site, tell, event)
      if (this.#timer === undefined) this.#told = after
      this.#timer ??= setInterval(() => void this.#look(site), EVERY_MS).unref()
      return () => {
        this.#listeners.delete(tell)
        if (this.#listeners.size > 0) return
        clearInterval(this.#timer)
        this.#timer = undefined
      }
    })
  }

  async #look(site: Site): Promise<void> {
    await this.#read().catch(() => undefined)
    const fresh = this.#shown.filter(({ number }) => number > this.#told)
    this.#told = this.#count
    for (const event of fresh) for (const tell of this.#listeners) this.#tell(site, tell, event)
    if (this.#echoes === 0) return
    this.#echoes -= 1
    for (const tell of this.#listeners) tell('changed', {})
  }

  /** Something is on its way: the pages that listen look again for a while. */
  lookAgain(): void {
    this.#echoes = ECHOES
  }

  #tell(site: Site, tell: Tell, event: ShownEvent): void {
    tell('entry', {
      group: `event-${event.number}`,
      groupHtml: site.fragment('./event', event),
      id: `event-${event.number}-inside`,
      html: '',
    })
  }

  #read(): Promise<void> {
    this.#reading ??= this.#readOn().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const { events, next_cursor } = await this.#product.get<{
        events: readonly ProductEvent[]
        next_cursor: string
      }>(`/v1/scimulate/events?limit=1000&cursor=${this.#cursor}`)
      for (const event of events) this.#take(event)
      this.#cursor = next_cursor
      if (events.length < 1_000) return
    }
  }

  #take({ event_type: type, payload }: ProductEvent): void {
    this.#count += 1
    const object = payload[payload.object_type]
    const before = this.#known.get(payload.id)
    const gone = object === undefined
    const changes = gone || before === undefined ? [] : changesBetween(before, object)
    if (!gone) this.#known.set(payload.id, object)
    this.#shown.push({
      ...{ number: this.#count, type, changes, payload },
      at: payload.timestamp,
      id: payload.id,
      who: nameOf(object ?? before),
    })
    this.lookAgain()
    if (this.#shown.length > KEPT) this.#shown.splice(0, KEPT / 10)
  }
}

/** What a reader calls the thing. */
function nameOf(object: unknown): string {
  const named = (object ?? {}) as Readonly<Record<string, unknown>>
  const names = ['email_address', 'group_name', 'organization_name', 'display_name']
  const name = names.map((one) => named[one]).find((one) => typeof one === 'string' && one !== '')
  return String(name ?? '')
}
