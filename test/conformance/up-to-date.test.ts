import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { featureFiles } from '../architecture/feature-files.ts'
import {
  accountable,
  askedByOkta,
  checksIn,
  NOT_JUDGED,
  NOT_OFFERED,
  pageOf,
  rulesFor,
} from './page.ts'

const checks = checksIn(featureFiles())

test('docs/conformance.md is what `npm run conformance` would write', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'conformance.md'), 'utf8')
  assert.equal(page, pageOf(accountable(), askedByOkta(), checks))
})

test('no requirement is unaccounted for, and none is called not offered that is checked', () => {
  const unchecked = accountable().filter(({ id }) => !checks.has(id))
  assert.deepEqual(unchecked.map(({ id }) => id).sort(), Object.keys(NOT_OFFERED).sort())
})

test('all that Okta asks of a server is judged by a Rule of its own, or it is said why not', () => {
  const unjudged = askedByOkta().filter((one) => rulesFor(one, checks).length === 0)
  assert.deepEqual(unjudged.map(({ id }) => id).sort(), Object.keys(NOT_JUDGED).sort())
})

test('the page bites: a requirement without a Rule stands there as unaccounted', () => {
  const [first] = accountable()
  assert.ok(first)
  const page = pageOf(
    [{ ...first, id: 'RFC7643-0-01' }],
    [{ ...first, id: 'OKTA-0-09' }],
    new Map(),
  )
  assert.match(page, /RFC7643-0-01 .*\*\*unaccounted\*\*/)
  assert.match(page, /OKTA-0-09 .*\*\*unaccounted\*\*/)
})
