import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readConfig } from '../../cli/check/config-file.ts'
import { checkOptions, type RawCheckOptions } from '../../cli/check/options.ts'
import { prepared } from '../../cli/check/prepared.ts'
import { type RawSelection, selectedTags } from '../../cli/check/selection.ts'
import { nodeFinding } from '../../cli/doctor/machine.ts'
import { clockFinding } from '../../cli/doctor/target.ts'
import { explain } from '../../cli/explain.ts'

const folder = mkdtempSync(join(tmpdir(), 'scimulate-selection-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const SELECTIONS: readonly [RawSelection, string][] = [
  [{}, ''],
  [{ profile: 'all', tags: '@okta' }, '@okta'],
  [{ profile: 'rfc' }, '@scim'],
  [{ profile: 'okta, entra' }, '@okta or @entra'],
  [{ profile: 'rfc,all' }, ''],
  [{ only: ['okta-1.4-02', '@RFC7644-3.3-01'] }, '@OKTA-1.4-02 or @RFC7644-3.3-01'],
  [{ tags: 'not @needs-bulk', profile: 'rfc' }, '(not @needs-bulk) and (@scim)'],
]

for (const [selection, tags] of SELECTIONS) {
  test(`${JSON.stringify(selection)} selects "${tags}"`, () => {
    assert.equal(selectedTags(selection), tags)
  })
}

for (const tags of ['@okta and', 'okta', '@okta @scim', '(@okta', 'not', '@okta nor @scim', '()']) {
  test(`--tags ${tags} is refused with one that is right`, () => {
    assert.throws(() => selectedTags({ tags }), {
      message: `--tags takes an expression such as "@okta and not @needs-bulk", not "${tags}"`,
    })
  })
}

test('a well-formed expression passes, however it is nested', () => {
  const tags = 'not (@okta or (@scim and not @needs-bulk)) and @MUST'
  assert.equal(selectedTags({ tags }), tags)
})

test('a profile that is none is refused with those that are', () => {
  assert.throws(() => selectedTags({ profile: 'ping' }), /rfc, okta, entra and all, not "ping"/)
})

const CONFIGS: readonly [string, string, RegExp][] = [
  ['no JSON', '{', /not JSON/],
  ['an option that is none', '{"rsp":1}', /there is no option "rsp"; there are url, profile/],
  ['a secret', '{"token":"t"}', /"token" may not stand in a file/],
  ['a wrong type', '{"rps":"fast"}', /rps must be integer/],
  ['a wrong profile', '{"profile":"ping"}', /profile must be of rfc, okta, entra and all/],
]

for (const [name, text, says] of CONFIGS) {
  test(`a configuration file with ${name} is refused, and the message says why`, () => {
    const file = join(folder, `${name.replaceAll(' ', '-')}.json`)
    writeFileSync(file, text)
    assert.throws(() => readConfig(file), says)
  })
}

for (const name of ['waivers', 'overrides'] as const) {
  test(`--${name} with a file that is not there says so, and no code of the system`, () => {
    const missing = join(folder, 'missing.json')
    assert.throws(() => checkOptions(undefined, { ...DEFAULTS, [name]: missing }, {}), {
      message: `--${name}: the file ${missing} cannot be read`,
    })
  })
}

const DEFAULTS: RawCheckOptions = {
  out: 'reports/out',
  strict: false,
  concurrency: 16,
  assume: [],
  force: [],
}

test('a flag stands above the configuration file, and the file above a default', async () => {
  const config = join(folder, 'config.json')
  writeFileSync(config, '{"out":"from-file","rps":5,"strict":true}')
  const given = { config, rps: 9 }
  const { out, rps, strict } = await prepared(undefined, given, { ...DEFAULTS, ...given }, {})
  assert.deepEqual({ out, rps, strict }, { out: 'from-file', rps: 9, strict: true })
})

test('--only of a requirement that is not there is refused: nothing fails where nothing runs', async () => {
  const given = { only: ['RFC7644-0.0-99'] }
  await assert.rejects(
    prepared(undefined, given, { ...DEFAULTS, ...given }, {}),
    /no requirement RFC7644-0.0-99/,
  )
})

test('explain tells the level, the place, and the scenarios that prove it', async () => {
  const text = await explain('okta-1.4-02')
  assert.match(text, /^OKTA-1\.4-02 {2}MUST\n/)
  assert.match(text, /features\/okta\/deactivate-users\.feature:\d+ {2}/)
  assert.match(await explain('RFC7644-3.3-01'), /rfc-editor\.org\/rfc\/rfc7644#section-3\.3/)
})

test('explain of a beginning lists what begins so; of nothing known it says what there is', async () => {
  const lines = (await explain('OKTA-1.4')).split('\n')
  assert.ok(lines.length > 1 && lines.every((line) => line.startsWith('OKTA-1.4-')))
  await assert.rejects(explain('nonsense'), /no requirement nonsense\. They begin with .*RFC7644/)
})

const NODES: readonly [string, string][] = [
  ['18.20.0', 'bad'],
  ['20.18.9', 'bad'],
  ['20.19.0', 'ok'],
  ['24.1.0', 'ok'],
]

for (const [version, state] of NODES) {
  test(`the doctor calls Node ${version} ${state}`, () => {
    assert.equal(nodeFinding(version).state, state)
  })
}

test('the doctor sees a clock that is off, and a server that tells no time', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  assert.equal(clockFinding('Thu, 01 Jan 2026 00:00:10 GMT', now).state, 'ok')
  assert.match(clockFinding('Thu, 01 Jan 2026 00:05:00 GMT', now).message, /300 s ahead/)
  assert.match(clockFinding('Wed, 31 Dec 2025 23:59:00 GMT', now).message, /60 s behind/)
  assert.equal(clockFinding(undefined, now).state, 'warn')
})
