import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Packing } from '../../server/store/packing.ts'

test('what is packed comes back as it was, whatever came before it', () => {
  const text = fc.oneof(
    fc.json(),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('"', '\0', '1', 'é', 'x') }),
  )
  const texts = fc.array(fc.tuple(fc.constantFrom('a', 'b'), text), { maxLength: 30 })
  fc.assert(
    fc.property(texts, (all) => {
      const packing = new Packing()
      const packed = all.map(([kind, text]) => [kind, packing.pack(kind, text)] as const)
      assert.deepEqual(
        packed.map(([kind, one]) => packing.unpack(kind, one)),
        all.map(([, text]) => text),
      )
    }),
  )
})

test('texts that are alike take a fraction of their room, and a very long one is left alone', () => {
  const packing = new Packing()
  const text = (n: number) =>
    JSON.stringify({ n, fields: Array.from({ length: 200 }, (_, i) => i) })
  packing.pack('a', text(1))
  assert.ok(packing.pack('a', text(2)).length < text(2).length / 5)
  const long = 'x'.repeat(100_000)
  assert.equal(packing.pack('a', long), long)
})
