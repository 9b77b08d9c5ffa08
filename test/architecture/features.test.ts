import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { GherkinDocument } from '@cucumber/messages'
import { capabilitiesFrom } from '../../steps/targets/capabilities.ts'
import type { Probed } from '../../steps/targets/published.ts'
import { FEATURES, featureFiles, parse, picklesOf, rulesOf } from './feature-files.ts'

const LEVELS = ['@MUST', '@MUST-NOT', '@REQUIRED', '@SHOULD', '@SHOULD-NOT', '@MAY', '@AMBIGUOUS']
const FAMILIES = ['@scim', '@okta', '@entra', '@product', '@mock', '@report']
const CONDITIONS = ['@reference', '@read-only', '@throughout']
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

const NOT_ASKED: Probed = { status: 0, body: {} }
const NOTHING_FOUND = capabilitiesFrom({
  baseUrl: 'http://127.0.0.1',
  ...{ config: NOT_ASKED, types: NOT_ASKED, schemas: NOT_ASKED, users: NOT_ASKED },
  ...{ groups: NOT_ASKED, anonymous: NOT_ASKED, me: NOT_ASKED, root: NOT_ASKED },
  ...{ search: NOT_ASKED, valuePath: NOT_ASKED, patch: NOT_ASKED },
  everybody: NOT_ASKED,
  ...{ secret: NOT_ASKED, bearer: false, secondToken: false, tenants: false },
})
/** A flag that nobody ever sets would skip its scenarios for ever. */
const FLAGS = [
  ...NOTHING_FOUND.map(({ flag }) => flag),
  'members',
  'registration',
  'webhooks',
  'product',
]

/** What is wrong with the tags of a feature's Rules, or nothing. */
function faults(document: GherkinDocument): string[] {
  return rulesOf(document).flatMap(({ tags, name }) => {
    const names = tags.map((tag) => tag.name)
    const ids = names.filter((tag) => REQUIREMENT.test(tag)).map((tag) => tag.slice(1))
    const level = names.filter((tag) => LEVELS.includes(tag))
    const wrong = ids.filter((id) => `@${levels.get(id)?.replace(' ', '-')}` !== level[0])
    return [
      ...(ids.length === 0 ? [`«${name}» names no requirement`] : []),
      ...(level.length === 1 ? [] : [`«${name}» has ${level.length} levels`]),
      ...wrong.map((id) => `${id} of «${name}» is ${levels.get(id) ?? 'not in the catalogue'}`),
    ]
  })
}

/** Tags that mean nothing: a typing mistake, which would be passed over without a word. */
function unknownTags(name: string, document: GherkinDocument): string[] {
  const known = (tag: string) =>
    [...LEVELS, ...FAMILIES, ...CONDITIONS].includes(tag) ||
    levels.has(tag.slice(1)) ||
    FLAGS.some((flag) => tag === `@needs-${flag}`)
  const tags = picklesOf({ name, document }).flatMap((pickle) => pickle.tags.map((tag) => tag.name))
  return [...new Set(tags)].filter((tag) => !known(tag))
}

test('every id of the catalogue is there once and has the form of a tag', () => {
  assert.ok(catalogue.length > 981)
  assert.equal(levels.size, catalogue.length)
  for (const { id } of catalogue) assert.match(`@${id}`, REQUIREMENT)
})

for (const { name, document } of featureFiles()) {
  test(`${name}: each Rule names its requirement and its level, as the catalogue has them`, () => {
    assert.ok(rulesOf(document).length > 0, 'a feature without a Rule')
    assert.deepEqual(faults(document), [])
  })

  test(`${name}: no scenario stands outside a Rule, and no Rule is empty`, () => {
    const outside = (document.feature?.children ?? []).flatMap(({ scenario }) => scenario ?? [])
    assert.deepEqual(outside, [])
    for (const rule of rulesOf(document)) {
      assert.ok(
        rule.children.some(({ scenario }) => scenario !== undefined),
        rule.name,
      )
    }
  })

  test(`${name}: every tag means something`, () => {
    assert.deepEqual(unknownTags(name, document), [])
  })
}

test('the rules bite: a mistake in a tag is told', () => {
  const planted = (tags: string) =>
    parse(`Feature: F\n  ${tags}\n  Rule: R\n    Scenario: S\n      Given a user\n`)
  assert.deepEqual(faults(planted('@OKTA-1.1-01 @MUST')), [])
  assert.deepEqual(faults(planted('@MUST')), ['«R» names no requirement'])
  assert.deepEqual(faults(planted('@OKTA-1.1-01 @MAY')), ['OKTA-1.1-01 of «R» is MUST'])
  assert.deepEqual(faults(planted('@OKTA-1.1-01 @MUST @MAY')), ['«R» has 2 levels'])
  assert.deepEqual(faults(planted('@OKTA-9.9-99 @MUST')), [
    'OKTA-9.9-99 of «R» is not in the catalogue',
  ])
  assert.deepEqual(unknownTags('planted', planted('@OKTA-1.1-01 @MUST @needs-filters')), [
    '@needs-filters',
  ])
})
