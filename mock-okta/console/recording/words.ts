import type { Exchange } from '../shapes.ts'
import { jsonIn } from '../traffic/json.ts'

/** What a feature calls people and groups: one capitalised word each, as our steps have it. */
const SPARE = [
  ...['Ada', 'Grace', 'Joan', 'Edith', 'Mary', 'Karen', 'Radia', 'Barbara', 'Frances', 'Jean'],
  ...['Betty', 'Ruth', 'Evelyn', 'Klara', 'Hedy', 'Annie', 'Vera', 'Sophie', 'Emmy', 'Rosalind'],
]

/** Somebody or some group, with all that it was called while it was recorded. */
export interface Named {
  readonly id: string
  /** By what it is called in the feature, if that is such a word. */
  readonly first: string
  readonly names: readonly string[]
}

export class Words {
  readonly #people = new Map<string, string>()
  readonly #groups = new Map<string, string>()
  /** What stands in a request, and the word that a feature has for it. */
  readonly #ids = new Map<string, string>()

  constructor(people: readonly Named[], groups: readonly Named[], exchanges: readonly Exchange[]) {
    const taken = new Set<string>()
    const named = new Map<string, string>()
    for (const { id, first, names } of people) {
      const word = fresh(first, taken)
      this.#people.set(id, word)
      for (const name of names) {
        named.set(name.toLowerCase(), word)
        this.#ids.set(name, `{${word}}`)
      }
    }
    for (const { id, first, names } of groups) {
      const word = fresh(first, taken)
      this.#groups.set(id, word)
      for (const name of names) {
        named.set(name.toLowerCase(), word)
        this.#ids.set(`displayName eq "${name}"`, `displayName eq "{group ${word}}"`)
      }
    }
    for (const exchange of exchanges) this.#learn(exchange, named)
  }

  person(id: string): string {
    return this.#people.get(id) ?? 'Somebody'
  }

  group(id: string): string {
    return this.#groups.get(id) ?? 'Something'
  }

  /** A request's path in the words of a feature. */
  path(path: string): string {
    let text = path
    for (const [id, word] of this.#ids) text = text.replaceAll(id, word)
    return text
  }

  /** Which id the server gave to whom. */
  #learn({ request, response }: Exchange, named: ReadonlyMap<string, string>): void {
    const answer = jsonIn(response?.body)
    const sent = jsonIn(request.body)
    const found = Array.isArray(answer.Resources) ? answer.Resources : [{ ...sent, ...answer }]
    for (const one of found as { id?: unknown; userName?: unknown; displayName?: unknown }[]) {
      const name = String(one.userName ?? one.displayName ?? '').toLowerCase()
      const word = named.get(name)
      if (word !== undefined && typeof one.id === 'string') this.#ids.set(one.id, `{${word}.id}`)
    }
  }
}

/** The name itself when it is such a word and still free; else one that is. */
function fresh(name: string, taken: Set<string>): string {
  const [, own = ''] = /^([A-Z][a-z]+)\b/.exec(name) ?? []
  const spare = SPARE.find((one) => !taken.has(one)) ?? `Person${letters(taken.size)}`
  const word = own !== '' && !taken.has(own) ? own : spare
  taken.add(word)
  return word
}

/** A number in small letters. */
function letters(n: number): string {
  return [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
}
