import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filled, type Words } from '../../steps/support/words.ts'

const words = {
  resources: new Map([['Ada', { id: '7', meta: { lastModified: 'yesterday' } }]]),
  people: new Map(),
  versions: new Map(),
  members: new Map(),
  recent: [],
} as unknown as Words

for (const [word, says] of [
  ['{upper case of Ada.meta.location}', /the target did not say meta.location of Ada/],
  ['{last four of Ada.token}', /the target did not say token of Ada/],
  ['{instant of Ada.meta.lastModified at +02:00}', /lastModified is no instant: yesterday/],
] as const) {
  test(`what the target did not say is its fault: ${word}`, () => {
    assert.throws(() => filled(word, words), { name: 'AssertionError', message: says })
  })
}

for (const word of ['{Ada.meta.created}', '{instant of Ada.meta.created at +02:00}']) {
  test(`what another requirement demands blocks by that one: ${word}`, () => {
    const says = /^RFC7643-3.1-20: there is no meta.created$/
    assert.throws(() => filled(word, words), { name: 'Blocked', message: says })
  })
}

test('a word that nobody could know is a mistake of the feature', () => {
  assert.throws(() => filled('{upper case of Grace.id}', words), { name: 'Error' })
  assert.equal(filled('{Ada.id}', words), '7')
})
