import type { Site } from '../../../web/site.ts'
import { streamRoute, type Tell } from '../../../web/stream.ts'
import type { Journal } from '../journal.ts'
import type { Okta } from '../okta.ts'
import type { App, Exchange } from '../shapes.ts'
import { type Shown, shown } from './shown.ts'

/** So many actions stand beside a page. */
const ACTIONS = 8
/** So many exchanges before the first that is shown are looked at, for what a resource was like. */
const LOOK_BACK = 60
const EVERY_MS = 250

interface Entry extends Shown {
  readonly group: number
  readonly title: string
  readonly groupAt: string
}

/** The requests that follow from what is done: beside the page when it is loaded, and live after that. */
export class Feed {
  readonly #okta: Okta
  readonly #journal: Journal
  readonly #listeners = new Set<Tell>()
  #timer: NodeJS.Timeout | undefined
  #last = 0
  #busy = false

  constructor(okta: Okta, journal: Journal) {
    this.#okta = okta
    this.#journal = journal
  }

  /** What is shown beside a page: the latest actions, the newest first. */
  async beside(): Promise<object> {
    const first = this.#journal.actions.slice(-ACTIONS)[0]
    const entries = await this.entries(first?.after ?? 0)
    const groups = new Map<number, { title: string; at: string; entries: Entry[] }>()
    for (const { number, title, at } of this.#journal.actions.slice(-ACTIONS)) {
      groups.set(number, { title, at, entries: [] })
    }
    for (const entry of entries.slice(-200)) {
      const group = groups.get(entry.group) ?? {
        title: entry.title,
        at: entry.groupAt,
        entries: [],
      }
      group.entries.push(entry)
      groups.set(entry.group, group)
    }
    return {
      label: 'SCIM traffic',
      last: entries.at(-1)?.id ?? first?.after ?? 0,
      groups: [...groups].map(([number, group]) => ({ number, ...group })).reverse(),
    }
  }

  /** Exchanges after this one, as they are shown. */
  async entries(after: number): Promise<Entry[]> {
    const exchanges = await this.#journal.exchanges(Math.max(after - LOOK_BACK, 0))
    if (exchanges.length === 0) return []
    const apps = await this.#okta.get<App[]>('/api/v1/apps?limit=200')
    const all = shown(exchanges, new Map(apps.map((app) => [app.id, app])))
    return all.filter(({ id }) => id > after).map((one) => this.#placed(one))
  }

  /** The stream of a site's pages. */
  stream(site: Site): void {
    streamRoute(site.app, `${site.options.base}/events`, (tell, query) => {
      const page = { tell, gone: false }
      void this.#join(site, page, Number(query.get('after')) || 0)
      return () => {
        page.gone = true
        this.#listeners.delete(tell)
        if (this.#listeners.size > 0) return
        clearInterval(this.#timer)
        this.#timer = undefined
      }
    })
  }

  /** Tells a page what it missed since it was rendered, and from then on what is new. */
  async #join(site: Site, page: { tell: Tell; gone: boolean }, after: number): Promise<void> {
    const { tell } = page
    const missed = await this.entries(after).catch(() => [])
    if (page.gone) return
    for (const entry of missed) this.#tell(site, tell, entry)
    if (this.#timer === undefined) {
      this.#last = missed.at(-1)?.id ?? after
      this.#timer = setInterval(() => void this.#look(site), EVERY_MS).unref()
    }
    this.#listeners.add(tell)
  }

  async #look(site: Site): Promise<void> {
    const fresh: Exchange[] = await this.#journal.exchanges(this.#last).catch(() => [])
    if (fresh.length > 0) {
      const entries = await this.entries(this.#last)
      this.#last = entries.at(-1)?.id ?? this.#last
      this.#busy = true
      for (const entry of entries) for (const tell of this.#listeners) this.#tell(site, tell, entry)
    } else if (this.#busy) {
      const jobs = await this.#okta.get<unknown[]>('/api/v1/scimulate/jobs').catch(() => [])
      this.#busy = jobs.length > 0
      for (const tell of this.#listeners) tell('changed', {})
    }
  }

  #tell(site: Site, tell: Tell, entry: Entry): void {
    const { group: number, title, groupAt: at } = entry
    tell('entry', {
      group: `action-${number}`,
      groupHtml: site.fragment('./action', { number, title, at, entries: [] }),
      id: `exchange-${entry.id}`,
      html: site.fragment('./exchange', entry),
    })
  }

  #placed(one: Shown): Entry {
    const action = this.#journal.actionOf(one.id)
    return {
      ...one,
      group: action?.number ?? 0,
      title: action?.title ?? 'Asked for by the API',
      groupAt: action?.at ?? one.at,
    }
  }
}
