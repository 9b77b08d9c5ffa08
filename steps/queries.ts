import assert from 'node:assert/strict'
import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { precondition } from './support/blocked.ts'
import { type Answer, expectStatus, objectIn } from './support/http.ts'
import { encodedPath } from './support/http-message.ts'
import { namesIn, type Resource, resourcesIn } from './support/list.ts'
import { observe } from './support/observe.ts'
import { mayMean } from './support/schema.ts'
import { skip } from './support/skip.ts'
import { valueAt } from './support/table.ts'
import type { ScimWorld } from './world.ts'

/** More pages than any scenario has: a walk that does not end is a finding, not a hang. */
const MOST_PAGES = 50

/** What is about pages and order cannot be judged by a filter that finds nobody, or everybody, or is not offered. */
Given('a filter on their {word} finds them', async function (this: ScimWorld, name: string) {
  const first = await marked(this, name, 'eq')
  if (isNotOffered(first)) return skip(this, `a filter on ${name} answered 400 invalidFilter`)
  return precondition('RFC7644-3.4.2.2-03', async () => {
    const same = foundIn(first)
    const found = same.length > 0 ? same : foundIn(await marked(this, name, 'sw'))
    assert.ok(found.length > 0, `a filter on ${name} finds nobody`)
    assert.equal(this.namesOf(found).length, found.length, `a filter on ${name} finds others, too`)
  })
})

function marked(world: ScimWorld, name: string, operator: 'eq' | 'sw'): Promise<Answer> {
  const filter = encodeURIComponent(world.fill(`${name} ${operator} "{mark}"`))
  return world.scim.get(`/Users?filter=${filter}`)
}

function foundIn(answer: Answer): Resource[] {
  expectStatus(answer, 200)
  return resourcesIn(answer)
}

/** A pair of an attribute and an operator that the service does not take is refused so (RFC 7644 table 9). */
function isNotOffered({ status, body }: Answer): boolean {
  return status === 400 && mayMean(valueAt(body, 'scimType'), 'invalidFilter')
}

/** All of them are asked, so that one wrong answer does not hide the next. */
Then(
  /^the filters find(, where they are offered)?:$/,
  async function (this: ScimWorld, offered: string | null, table: DataTable) {
    const refused: string[] = []
    const found: string[] = []
    const expected: string[] = []
    for (const { filter = '', at = '/Users', finds = '' } of table.hashes()) {
      const answer = await asked(this, at, filter)
      if (offered !== null && isNotOffered(answer) && (await isPlainRefused(this, at, filter))) {
        refused.push(this.fill(filter))
      } else {
        found.push(`${filter} → ${findings(this, answer)}`)
        expected.push(`${filter} → ${namesIn(finds).sort().join(', ')}`)
      }
    }
    assert.deepEqual(found, expected)
    if (refused.length > 0) observe(this, { ...NOT_OFFERED, detail: refused.join('; ') })
  },
)

/** The words of a filter, which are the same in any letter case (RFC 7644 §3.4.2.2). */
const WORDS = /\b(and|or|not|eq|ne|co|sw|ew|gt|ge|lt|le|pr)\b/gi

/**
 * Whether it is the pair that is refused, and neither the text nor the letter case of a word: the same filter
 * with plain ones is, too.
 */
async function isPlainRefused(world: ScimWorld, at: string, filter: string): Promise<boolean> {
  const plain = world
    .fill(filter)
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '"plain"')
    .replaceAll(WORDS, (word) => word.toLowerCase())
  return isNotOffered(await asked(world, at, plain))
}

const NOT_OFFERED = { requirement: 'RFC7644-3.4.2.2-A15', observed: '400 invalidFilter' }

function asked(world: ScimWorld, endpoint: string, filter: string): Promise<Answer> {
  const query = encodeURIComponent(world.fill(filter))
  return world.scim.get(`${endpoint}?filter=${query}&startIndex=1&count=100`)
}

function findings(world: ScimWorld, answer: Answer): string {
  if (answer.status !== 200) return `${answer.status} ${answer.text.slice(0, 300)}`
  return world.namesOf(resourcesIn(answer)).sort().join(', ')
}

When(
  /^the client pages through "(.+)" by (\d+)( with cursors)?$/,
  async function (this: ScimWorld, path: string, count: string, cursors: string | null) {
    const start = `${encodedPath(path, this.fill)}${path.includes('?') ? '&' : '?'}count=${count}`
    const pages = await walk(this, start, cursors === null ? byIndex : byCursor)
    for (const page of pages) {
      const { length } = resourcesIn(page)
      assert.ok(length <= Number(count), `${length} resources on a page of ${count}`)
    }
    this.answers = pages
    this.answer = joined(pages)
  },
)

/** The parameter that asks for the page after these; undefined when there is none. */
type Next = (pages: readonly Answer[]) => string | undefined

async function walk(world: ScimWorld, start: string, next: Next): Promise<Answer[]> {
  const pages: Answer[] = []
  for (let ask = next(pages); ask !== undefined; ask = next(pages)) {
    assert.ok(pages.length < MOST_PAGES, `no end after ${pages.length} pages`)
    const page = await world.scim.get(`${start}&${ask}`)
    expectStatus(page, 200)
    pages.push(page)
  }
  return pages
}

function byIndex(pages: readonly Answer[]): string | undefined {
  const seen = pages.reduce((sum, page) => sum + resourcesIn(page).length, 0)
  const last = pages.at(-1)
  const ended =
    last && (resourcesIn(last).length === 0 || seen >= Number(objectIn(last).totalResults))
  return ended ? undefined : `startIndex=${seen + 1}`
}

function byCursor(pages: readonly Answer[]): string | undefined {
  const last = pages.at(-1)
  if (last === undefined) return 'cursor'
  const { nextCursor } = objectIn(last)
  return typeof nextCursor === 'string' ? `cursor=${encodeURIComponent(nextCursor)}` : undefined
}

/** The pages read as the one list that they are parts of. */
function joined(pages: readonly Answer[]): Answer {
  const [first] = pages
  assert.ok(first, 'there is a first page')
  return { ...first, body: { ...objectIn(first), Resources: pages.flatMap(resourcesIn) } }
}

Then(
  'both pages are by the method that the service says it takes',
  async function (this: ScimWorld) {
    expectStatus(this.answer, 200)
    const config = objectIn(await this.scim.get('/ServiceProviderConfig'))
    const said = valueAt(config, 'pagination.defaultPaginationMethod')
    const seen = this.recent.map(methodOf)
    assert.equal(seen[0], seen[1], 'of two pages asked for alike, each is by another method')
    if (typeof said === 'string') assert.equal(seen[0], said, 'defaultPaginationMethod')
  },
)

/** A part of a list that leads on by a cursor is a page by cursor (RFC 9865 §2). */
function methodOf(page: unknown): 'cursor' | 'index' {
  return typeof valueAt(page, 'nextCursor') === 'string' ? 'cursor' : 'index'
}
