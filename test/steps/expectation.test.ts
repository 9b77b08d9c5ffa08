import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expectCell } from '../../steps/support/expectation.ts'

const message = (cell: string, active: unknown) => {
  try {
    expectCell(cell, (text) => text, { active }, 'active', ' of Ada')
  } catch (error) {
    return error instanceof assert.AssertionError ? error.message : 'no AssertionError'
  }
  return 'it holds'
}

test('values of two types are told apart in what a failure says', () => {
  assert.match(message('false', 'false'), /^active of Ada is "false", expected false/)
  assert.match(message('"1"', 1), /^active of Ada is 1, expected "1"/)
  assert.match(message('true', undefined), /^active of Ada is undefined, expected true/)
})

test('a text is compared with a text', () => {
  assert.match(message('"a"', 'b'), /^active of Ada/)
  assert.equal(message('"a"', 'a'), 'it holds')
})

test('the status of an operation is read wherever it is written', () => {
  for (const one of ['409', 409, { code: '409' }, { code: 409 }]) {
    assert.equal(message('says 412 or 409', one), 'it holds')
  }
  for (const one of ['201', { code: 201 }, { status: '409' }, undefined]) {
    assert.match(message('says 409', one), /^active of Ada is .*, expected 409$/)
  }
})
