import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { escapeXml } from '../../reports/machine/xml.ts'
import schema from '../../reports/report.schema.json'
import type { Report } from '../../reports/report.ts'
import { writeReports } from '../../reports/write.ts'
import { exchange, recordOf } from './fabricated-run.ts'
import { rehearsal } from './rehearsal.ts'

const folder = mkdtempSync(join(tmpdir(), 'scimulate-outputs-'))
let report: Report

before(async () => {
  ;({ report } = await writeReports(rehearsal(60), folder))
})
after(() => rmSync(folder, { recursive: true, force: true }))

const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const json = (name: string): unknown => JSON.parse(read(name))

test('report.json keeps to its published schema', () => {
  const ajv = addFormats(new Ajv2020({ strict: true, allowUnionTypes: true }))
  const validate = ajv.compile(schema)
  assert.ok(validate(json('report.json')), JSON.stringify(validate.errors))
  assert.equal(validate({ ...report, exitCode: 9 }), false)
})

test('report.json tells which exchanges and scenarios belong to a requirement', () => {
  const deactivated = report.requirements.find(({ id }) => id === 'OKTA-1.4-01')
  assert.equal(deactivated?.verdict, 'FAIL')
  assert.equal(deactivated?.scenarios.length, 4)
  assert.equal(deactivated?.exchanges.length, 12)
  assert.equal(report.exitCode, 1)
})

test('JUnit counts what its cases say', () => {
  const xml = read('junit.xml')
  const count = (expression: RegExp) => xml.match(expression)?.length ?? 0
  const [, tests, failures, errors, skipped] =
    /<testsuites [^>]*tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/.exec(xml) ?? []
  assert.equal(count(/<testcase /g), Number(tests))
  assert.equal(count(/<failure /g), Number(failures))
  assert.equal(count(/<error /g), Number(errors))
  assert.equal(count(/<skipped /g), Number(skipped))
  assert.equal(
    Number(failures),
    report.scenarios.filter(({ verdict }) => verdict === 'FAIL').length,
  )
  assert.match(xml, /<system-out>WARN: /)
})

test('CTRF, TAP, HAR and the badge say the same', () => {
  const { results } = json('ctrf.json') as {
    results: { summary: { failed: number; tests: number } }
  }
  assert.equal(results.summary.tests, report.scenarios.length)
  assert.equal(results.summary.failed, 3)
  assert.match(
    read('report.tap'),
    new RegExp(`^TAP version 14\n1\\.\\.${report.scenarios.length}\n`),
  )
  const { log } = json('run.har') as { log: { version: string; entries: unknown[] } }
  assert.equal(log.entries.length, report.scenarios.length * 3)
  const badge = json('badge.json') as { message: string }
  const { passed, applicable } = report.score
  const must = `MUST ${Math.floor((100 * passed) / applicable)}% · SHOULD `
  assert.ok(badge.message.startsWith(must), `${badge.message} is not ${must}`)
  assert.ok(read('badge.svg').includes(`<title>SCIM: ${badge.message}</title>`))
})

test('what is left over on the target is exit code 5 of a run that is fit otherwise', async () => {
  const record = recordOf([{ tags: ['RFC7644-3.3-01'] }], {
    leftovers: [{ type: 'Users', id: '7', reason: 'DELETE answered 500' }],
  })
  const { report: left } = await writeReports(record, join(folder, 'left'))
  assert.equal(left.exitCode, 5)
  assert.deepEqual(left.warnings, ['1 resource is left on the target.'])
})

test('a run whose every request was refused says so first, and is exit code 3', async () => {
  const record = recordOf([{ tags: ['RFC7644-3.3-01'] }], {
    exchanges: [exchange(1, { response: { status: 401, headers: {}, body: '' } })],
  })
  const { report: refused } = await writeReports(record, join(folder, 'refused'))
  assert.equal(refused.exitCode, 3)
  assert.match(refused.verdict, /^The target refused every SCIM request/)
  assert.match(
    readFileSync(join(folder, 'refused', 'summary.md'), 'utf8'),
    /Warning:\*\* The target refused/,
  )
})

for (const [given, expected] of [
  ['a<b>&"c"', 'a&lt;b&gt;&amp;&quot;c&quot;'],
  ['\0\u0008\u000b\u001f', '\ufffd\ufffd\ufffd\ufffd'],
  ['\ud800x\udc00', '\ufffdx\ufffd'],
  ['\ufffe\uffff', '\ufffd\ufffd'],
  ['\t\n\r 🙂', '\t\n\r 🙂'],
] as const) {
  test(`XML holds ${JSON.stringify(given)} safely`, () => assert.equal(escapeXml(given), expected))
}
