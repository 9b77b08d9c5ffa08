import assert from 'node:assert/strict'
import { type DataTable, Then } from '@cucumber/cucumber'
import { expectAll } from './support/expectation.ts'
import { expectStatus, objectIn } from './support/http.ts'
import { resourcesIn } from './support/list.ts'
import { type ExpectedError, expectError, expectList, expectScimType } from './support/schema.ts'
import { skip } from './support/skip.ts'
import { valueAt, valuesAt } from './support/table.ts'
import type { ScimWorld } from './world.ts'

Then('the response is {statuses}', function (this: ScimWorld, statuses: readonly number[]) {
  expectStatus(this.answer, ...statuses)
})

/** `one` is exactly one, `some` at least one. */
Then(
  '{word} of the responses is/are {statuses}, the others are {statuses}',
  function (this: ScimWorld, many: string, first: readonly number[], others: readonly number[]) {
    const seen = this.answers.map(({ status }) => status)
    const told = `the responses are ${seen.join(', ')}`
    const odd = seen.filter((status) => !first.includes(status) && !others.includes(status))
    assert.deepEqual(odd, [], told)
    const count = seen.filter((status) => first.includes(status)).length
    if (many === 'one') assert.equal(count, 1, told)
    else if (many === 'some') assert.ok(count > 0, told)
    else throw new Error(`${many} is neither one nor some`)
  },
)

Then('the response is the SCIM error {error}', function (this: ScimWorld, error: ExpectedError) {
  expectStatus(this.answer, ...error.statuses)
  const body = objectIn(this.answer)
  if (error.scimTypes.length === 0) expectError(body)
  else expectScimType(body.scimType, this.answer.status, error)
})

/** 501 is for what a service does not do (RFC 7644 §3.12 table 8): it refuses as well as a 4xx. */
Then(
  /^the response is a client error( or 501)?$/,
  function (this: ScimWorld, notOffered: string | null) {
    const { status } = this.answer
    const refused = (status >= 400 && status < 500) || (notOffered !== null && status === 501)
    assert.ok(refused, `expected a 4xx${notOffered ?? ''}, got ${status}`)
  },
)

Then('the response has the header {string}', function (this: ScimWorld, name: string) {
  assert.ok(this.answer.headers[name.toLowerCase()], `no header ${name} in the response`)
})

Then('the response is a list', function (this: ScimWorld) {
  expectStatus(this.answer, 200)
  expectList(objectIn(this.answer))
})

Then('the response has at most {int} resource(s)', function (this: ScimWorld, most: number) {
  expectStatus(this.answer, 200)
  const { length } = resourcesIn(this.answer)
  assert.ok(length <= most, `${length} resources on a page of ${most}`)
})

Then('the response has:', function (this: ScimWorld, table: DataTable) {
  const { headers, body, text } = this.answer
  const whole = typeof body === 'object' && body !== null ? body : {}
  expectAll(table, this.fill, { text, ...whole, header: headers })
})

Then('the response has no {word}', function (this: ScimWorld, path: string) {
  assert.equal(valueAt(objectIn(this.answer), path), undefined, path)
})

Then('the response has the optional {word}', function (this: ScimWorld, path: string) {
  if (valueAt(objectIn(this.answer), path) !== undefined) return undefined
  return skip(this, `${this.answer.path} answers without ${path}, which is optional`)
})

Then('the response lists {int} resource(s)', function (this: ScimWorld, count: number) {
  expectStatus(this.answer, 200)
  const body = objectIn(this.answer)
  expectList(body)
  assert.equal(body.totalResults, count, 'totalResults')
  assert.equal(resourcesIn(this.answer).length, count, 'Resources')
})

Then('the resource listed is {name}', function (this: ScimWorld, name: string) {
  assert.deepEqual(
    resourcesIn(this.answer).map(({ id }) => id),
    [this.resource(name).id],
  )
})

Then('the response lists {names}', function (this: ScimWorld, names: readonly string[]) {
  expectStatus(this.answer, 200)
  assert.deepEqual(this.namesOf(resourcesIn(this.answer)).sort(), [...names].sort())
})

Then('the response lists {names} in this order', function (this: ScimWorld, names: string[]) {
  expectStatus(this.answer, 200)
  assert.deepEqual(this.namesOf(resourcesIn(this.answer)), names)
})

Then(
  /^each "(.+)" of the response is found at "(.+)"$/,
  async function (this: ScimWorld, path: string, at: string) {
    expectStatus(this.answer, 200, 201)
    const { baseUrl } = this.access
    const { headers, body } = this.answer
    const whole = typeof body === 'object' ? { ...body, header: headers } : {}
    for (const value of valuesAt(whole, path).map(String)) {
      const address = value.startsWith('/') ? new URL(value, baseUrl).href : value
      const below = address.startsWith(baseUrl) ? address.slice(baseUrl.length) : value
      // An address is quoted as it is told; an id or a URN that becomes part of a path is not yet.
      const part = at.startsWith('{each}')
        ? below
        : encodeURIComponent(below).replaceAll('%3A', ':')
      expectStatus(await this.scim.get(at.replace('{each}', () => part)), 200)
    }
  },
)

/** The endpoints of discovery, whose names no service chooses (RFC 7644 §4). */
const DISCOVERY = /(^|\/)(ServiceProviderConfig|ResourceTypes|Schemas)$/

Then(
  /^each "(.+)" of the response is told as "(.+)" with an s in "(.+)"$/,
  function (this: ScimWorld, path: string, singular: string, plural: string) {
    for (const item of valuesAt(this.answer.body, path)) {
      const [name, place] = [String(valueAt(item, singular)), String(valueAt(item, plural))]
      if (DISCOVERY.test(place)) continue
      assert.ok(place.endsWith(`/${name}s`), `${plural} of ${name} is ${place}, expected /${name}s`)
    }
  },
)
