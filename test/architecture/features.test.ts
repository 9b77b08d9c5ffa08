import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { type FeatureChild, type GherkinDocument, IdGenerator, type Rule } from '@cucumber/messages'

const FEATURES = join(__dirname, '..', '..', 'features')
const LEVELS = ['@MUST', '@MUST-NOT', '@REQUIRED', '@SHOULD', '@SHOULD-NOT', '@MAY', '@AMBIGUOUS']
const REQUIREMENT =
  /^@(RFC\d{4}-[\d.]+|OKTA-[\w.]+|ENTRA-[\w.]+|STYTCH-[\w.]+|DRAFT-[\w.-]+)-A?\d{2,3}$/

interface Entry {
  readonly id: string
  readonly level: string
}

const catalogue: readonly Entry[] = readdirSync(join(FEATURES, 'requirements'))
  .filter((name) => name.endsWith('.json'))
  .flatMap(
    (name) => JSON.parse(readFileSync(join(FEATURES, 'requirements', name), 'utf8')) as Entry[],
  )
const levels = new Map(catalogue.map(({ id, level }) => [id, level]))

function documents(): { name: string; document: GherkinDocument }[] {
  return readdirSync(FEATURES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.feature'))
    .map((name) => {
      const parser = new Parser(
        new AstBuilder(IdGenerator.uuid()),
        new GherkinClassicTokenMatcher(),
      )
      return { name, document: parser.parse(readFileSync(join(FEATURES, name), 'utf8')) }
    })
}

function rulesOf({ document }: { document: GherkinDocument }): Rule[] {
  return (document.feature?.children ?? []).flatMap(({ rule }) => rule ?? [])
}

test('every id of the catalogue is there once and has the form of a tag', () => {
  assert.ok(catalogue.length > 900)
  assert.equal(levels.size, catalogue.length)
  for (const { id } of catalogue) assert.match(`@${id}`, REQUIREMENT)
})

test('no scenario stands outside a Rule', () => {
  for (const { name, document } of documents()) {
    const outside = (document.feature?.children ?? []).filter(
      ({ scenario }: FeatureChild) => scenario,
    )
    assert.deepEqual(outside, [], name)
  }
})

for (const one of documents()) {
  test(`${one.name}: each Rule names its requirement and its level, and both are the catalogue's`, () => {
    const rules = rulesOf(one)
    assert.ok(rules.length > 0)
    for (const { tags, name } of rules) {
      const names = tags.map((tag) => tag.name)
      const ids = names.filter((tag) => REQUIREMENT.test(tag)).map((tag) => tag.slice(1))
      const level = names.filter((tag) => LEVELS.includes(tag))
      assert.ok(ids.length >= 1, `«${name}» names no requirement`)
      assert.equal(level.length, 1, `«${name}» has ${level.length} levels`)
      for (const id of ids) {
        assert.equal(`@${levels.get(id)?.replace(' ', '-')}`, level[0], `${id} of «${name}»`)
      }
    }
  })
}

test('few step definitions carry the features', () => {
  const folder = join(__dirname, '..', '..', 'steps')
  const count = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map(
      (name) =>
        readFileSync(join(folder, name), 'utf8').match(/^(Given|When|Then)\(/gm)?.length ?? 0,
    )
    .reduce((sum, n) => sum + n, 0)
  assert.ok(count > 0 && count <= 220, `${count} step definitions`)
})
