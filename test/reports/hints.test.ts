import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hintFor } from '../../reports/hints.ts'
import { entry } from './fabricated-run.ts'

for (const [id, summary, advice] of [
  ['RFC7644-3.4.2.5-04', 'attributes replaces the default set of returned attributes.', /cut/],
  ['RFC7644-3.4.3-06', 'excludedAttributes in the body is a JSON array.', /cut/],
  ['RFC7644-3.5.2-30', 'All operations of a patch are applied, or none.', /to a copy/],
] as const) {
  test(`the advice is about what failed: ${id}`, () => {
    assert.match(hintFor({ ...entry(id), summary }) ?? '', advice)
  })
}
