import assert from 'node:assert/strict'
import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { expectStatus, objectIn } from './support/http.ts'
import { messageIn } from './support/http-message.ts'
import { expectMatches, valueAt } from './support/table.ts'
import type { ScimWorld } from './world.ts'

When('the project sends:', async function (this: ScimWorld, text: string) {
  this.answer = await this.product.send(messageIn(text, this.fill), this.fill)
})

Given('the project sent:', async function (this: ScimWorld, text: string) {
  this.answer = await this.product.send(messageIn(text, this.fill), this.fill)
  expectStatus(this.answer, 200)
})

When('another project sends:', async function (this: ScimWorld, text: string) {
  const other = await this.product.otherProject()
  this.answer = await other.send(messageIn(text, this.fill), this.fill)
})

Given('the response is called {name}', function (this: ScimWorld, name: string) {
  this.resources.set(name, { id: '', ...objectIn(this.answer) })
})

Then('the project is refused with {int} {word}', refused)

Then('the response matches:', function (this: ScimWorld, table: DataTable) {
  expectMatches(objectIn(this.answer), table)
})

Then(
  'the response has another {word} than {name}',
  function (this: ScimWorld, path: string, name: string) {
    const told = valueAt(objectIn(this.answer), path)
    assert.notEqual(told, undefined, `the response has no ${path}`)
    assert.notEqual(told, valueAt(this.resource(name), path), `${path} is that of ${name}, too`)
  },
)

Then(
  'a client with the token {string} is answered {int}',
  async function (this: ScimWorld, token: string, status: number) {
    const authorization = `Bearer ${this.fill(token)}`
    expectStatus(await this.scim.with({ authorization }).get('/Users?count=1'), status)
  },
)

/** An error has one form, whatever it tells. */
function refused(this: ScimWorld, status: number, type: string): void {
  expectStatus(this.answer, status)
  const body = objectIn(this.answer)
  assert.equal(body.error_type, type)
  assert.equal(body.status_code, status)
  assert.match(String(body.request_id), /^request-id-test-/)
  assert.ok(String(body.error_message).length > 0, 'no error_message')
  assert.ok(String(body.error_url).endsWith(`/errors/${status}#${type}`), String(body.error_url))
}
