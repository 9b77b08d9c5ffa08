import assert from 'node:assert/strict'
import { Then } from '@cucumber/cucumber'

// `this` is the world of the scenario: `this.answer` is what was answered last, `this.scim` speaks to the server.
Then('the title fits on a badge of {int} letters', function (letters) {
  const { title } = this.answer.body
  assert.ok(title.length <= letters, `"${title}" has ${title.length} letters`)
})
