import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { featureFiles } from '../architecture/feature-files.ts'
import { accountable, checksIn, NOT_OFFERED, pageOf } from './page.ts'

const checks = checksIn(featureFiles())

test('docs/conformance.md is what `npm run conformance` would write', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'conformance.md'), 'utf8')
  assert.equal(page, pageOf(accountable(), checks))
})

test('no requirement is unaccounted for, and none is called not offered that is checked', () => {
  const unchecked = accountable().filter(({ id }) => !checks.has(id))
  assert.deepEqual(unchecked.map(({ id }) => id).sort(), Object.keys(NOT_OFFERED).sort())
})

test('the page bites: a requirement without a Rule stands there as unaccounted', () => {
  const [first] = accountable()
  assert.ok(first)
  const page = pageOf([{ ...first, id: 'RFC7643-0-01' }], new Map())
  assert.match(page, /RFC7643-0-01 .*\*\*unaccounted\*\*/)
})
