import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { CHOICES } from '../../mock-okta/applications/behaviour.ts'

test('the page tells every option of an app with its default', () => {
  const page = readFileSync('docs/mock-okta.md', 'utf8')
  for (const [name, { values, says }] of Object.entries(CHOICES)) {
    const row = `| \`${name}\` | ${values.map((value) => `\`${value}\``).join(' ')} | ${says} |`
    assert.ok(page.includes(row), `docs/mock-okta.md has no line: ${row}`)
  }
})
