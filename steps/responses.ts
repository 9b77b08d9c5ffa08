import assert from 'node:assert/strict'
import { type DataTable, Then } from '@cucumber/cucumber'
import { expectStatus, objectIn } from './support/http.ts'
import { resourcesIn } from './support/list.ts'
import { expectError, expectList } from './support/schema.ts'
import { attributes, valueAt } from './support/table.ts'
import type { ScimWorld } from './world.ts'

Then('the response is {int}', function (this: ScimWorld, status: number) {
  expectStatus(this.answer, status)
})

Then('the response is {int} or {int}', function (this: ScimWorld, one: number, other: number) {
  expectStatus(this.answer, one, other)
})

Then(
  'the response is {int} or {int} or {int}',
  function (this: ScimWorld, one: number, other: number, third: number) {
    expectStatus(this.answer, one, other, third)
  },
)

Then('the response is the SCIM error {int}', function (this: ScimWorld, status: number) {
  expectStatus(this.answer, status)
  expectError(objectIn(this.answer))
})

Then(
  'the response is the SCIM error {int} {word}',
  function (this: ScimWorld, status: number, scimType: string) {
    expectStatus(this.answer, status)
    assert.equal(objectIn(this.answer).scimType, scimType)
  },
)

Then('the response is a client error', function (this: ScimWorld) {
  const { status } = this.answer
  assert.ok(status >= 400 && status < 500, `expected a 4xx, got ${status}`)
})

Then('the response is a refusal of uniqueness', function (this: ScimWorld) {
  // On PUT and PATCH both statuses are read out of the RFC: RFC7644-3.3-A04.
  expectStatus(this.answer, 409, 400)
  assert.equal(objectIn(this.answer).scimType, 'uniqueness')
})

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
  const body = objectIn(this.answer)
  for (const [path, value] of Object.entries(attributes(table, this.fill))) {
    assert.deepEqual(valueAt(body, path), value, path)
  }
})

Then('the response has no {word}', function (this: ScimWorld, path: string) {
  assert.equal(valueAt(objectIn(this.answer), path), undefined, path)
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
