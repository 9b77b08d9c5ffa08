import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

test('every test that the page of sequences names is there', () => {
  const page = readFileSync('docs/okta-sequences.md', 'utf8')
  const named = [...page.matchAll(/`([\w/-]+\.test\.ts)`: "([^"]+)"/g)]
  assert.ok(named.length > 40, `${named.length} tests are named`)
  for (const [, file = '', title = ''] of named) {
    const text = readFileSync(`test/mock-okta/${file}`, 'utf8')
    const titles = [...text.matchAll(/\btest\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g)].map(
      ([, , one = '']) => one.replace(/^\$\{kind\}: /, ''),
    )
    assert.ok(titles.includes(title), `${file} has no test named: ${title}`)
  }
})
