import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { CHOICES } from '../../mock-okta/applications/behaviour.ts'

/** Rows of four cells: the fact, how sure it is, how the mock has it, the proof. */
const rows = readFileSync('docs/okta-facts.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!fact \|)/.test(line))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
  .map(([, fact = '', sure = '', built = '', proof = '']) => ({ fact, sure, built, proof }))

const NAMED = /`([\w/.-]+\.(?:test\.ts|feature))`: "([^"]+)"/g

/** The titles of a test file or a feature; what differs from run to run is an ellipsis. */
function titlesIn(file: string): string[] {
  if (file.endsWith('.feature')) {
    const text = readFileSync(`features/${file}`, 'utf8')
    return [...text.matchAll(/^ *(?:Rule|Scenario|Scenario Outline): (.+)$/gm)].map(
      ([, one = '']) => one.replace(/<\w+>/g, '…'),
    )
  }
  const text = readFileSync(`test/mock-okta/${file}`, 'utf8')
  return [...text.matchAll(/\btest\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g)].map(([, , one = '']) =>
    one.replace(/\$\{[^}]*\}/g, '…').replace(/^(?:… ?: )+/, ''),
  )
}

test('every fact has a proof, or says why it is left out', () => {
  assert.ok(rows.length > 100, `${rows.length} facts`)
  for (const { fact, sure, built, proof } of rows) {
    assert.match(sure, /captured|documented|told|inferred|unknown/, fact)
    assert.notEqual(built, '', fact)
    const rest = proof.replace(NAMED, '').replace(/; /g, '').trim()
    assert.ok(rest === '' || proof === 'left out', `${fact}: what is «${rest}»?`)
    assert.ok(proof === 'left out' || proof.startsWith('`'), fact)
  }
})

test('every test and scenario that the page names is there', () => {
  for (const { fact, proof } of rows) {
    for (const [, file = '', title = ''] of proof.matchAll(NAMED)) {
      assert.ok(titlesIn(file).includes(title), `${fact}: ${file} has no «${title}»`)
    }
  }
})

test('every option that the page names has that default, and every option is named', () => {
  const named = rows.flatMap(({ built }) => [...built.matchAll(/`(\w+)` = `([^`]+)`/g)])
  for (const [, name = '', value = ''] of named) {
    const known = Object.entries(CHOICES).find(([one]) => one === name)
    assert.ok(known, `there is no option ${name}`)
    assert.equal(known[1].values[0], value, name)
  }
  const all = new Set(named.map(([, name]) => name))
  assert.deepEqual(
    Object.keys(CHOICES).filter((name) => !all.has(name)),
    [],
  )
})
