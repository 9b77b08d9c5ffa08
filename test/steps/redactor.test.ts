import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Redactor } from '../../steps/support/recorder/redact.ts'

/** Secrets that begin alike, overlap and repeat. */
const secret = fc.constantFrom('aaaaaaaa', 'aaaaaaaaaa', 'aaaaéaaaa', 'aéaéaéaé', '……aaaaaa')

/** From left to right, at each place the longest secret: what a slow and plain search would do. */
function maskedPlainly(text: string, secrets: readonly string[]): string {
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length)
  let out = ''
  let at = 0
  while (at < text.length) {
    const found = longestFirst.find((one) => text.startsWith(one, at))
    out += found === undefined ? text.charAt(at) : '***'
    at += found?.length ?? 1
  }
  return out
}

test('every secret that was learned is masked, as a plain search would', () => {
  const texts = fc.tuple(fc.array(secret, { minLength: 1, maxLength: 4 }), fc.string())
  fc.assert(
    fc.property(texts, fc.array(fc.nat(7)), ([secrets, other], order) => {
      const redactor = new Redactor()
      for (const one of secrets) redactor.learn(one)
      const parts = [...secrets, other.replaceAll('"', ''), 'aé', 'a', 'é']
      const text = order.map((i) => parts[i % parts.length]).join('')
      assert.equal(redactor.text(text), maskedPlainly(text, secrets))
    }),
  )
})
