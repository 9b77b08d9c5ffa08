import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { diffReports } from '../../reports/compare/diff.ts'
import { diffText } from '../../reports/compare/diff-text.ts'
import { matrixOf } from '../../reports/compare/matrix.ts'
import { matrixMarkdown } from '../../reports/compare/matrix-markdown.ts'
import { mergeRuns } from '../../reports/compare/merge.ts'
import { parseReport, readReport, readRun } from '../../reports/compare/read-run.ts'
import { diffPage, matrixPage } from '../../reports/html/comparison-page.ts'
import type { Report } from '../../reports/report.ts'
import { writeReports } from '../../reports/write.ts'
import { entry, exchange, type FabricatedScenario, recordOf } from './fabricated-run.ts'

const A = 'RFC7644-3.3-01'
const B = 'RFC7644-3.3-02'
const C = 'RFC7644-3.3-03'
const POINT = 'RFC7644-3.3-A01'
const CATALOGUE = [A, B, C]
  .map((id) => entry(id))
  .concat(entry(POINT, { level: 'AMBIGUOUS', acceptable: ['200', '204'] }))
const broken = { type: 'AssertionError', message: 'expected 200, was 500' }

const folder = mkdtempSync(join(tmpdir(), 'scimulate-compare-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function run(
  name: string,
  scenarios: readonly FabricatedScenario[],
  ms = 3,
): Promise<Report> {
  const record = recordOf(scenarios, { catalogue: CATALOGUE, exchanges: [exchange(1, { ms })] })
  const named = { ...record, target: { ...record.target, name } }
  return (await writeReports(named, join(folder, name))).report
}

let older: Report
let newer: Report

before(async () => {
  older = await run('older', [
    { tags: [A], ends: broken },
    { tags: [B] },
    { tags: [C], skipped: 'needs bulk' },
    { tags: [B], observed: { requirement: POINT, observed: '200' } },
  ])
  newer = await run(
    'newer',
    [
      { tags: [A] },
      { tags: [B], ends: broken },
      { tags: [C], failedBefore: 1, name: 'at last' },
      { tags: [B], observed: { requirement: POINT, observed: '204' } },
    ],
    30,
  )
})

test('a comparison tells what is fixed, broken, changed, flaky, slower, and behaves differently', () => {
  const diff = diffReports(older, newer)
  const ids = (changes: readonly { id: string }[]) => changes.map(({ id }) => id)
  assert.deepEqual(ids(diff.fixed), [A])
  assert.deepEqual(ids(diff.broken), [B])
  assert.deepEqual(ids(diff.changed), [C])
  assert.deepEqual(diff.behaviour, [
    { id: POINT, summary: `what ${POINT} asks`, before: ['200'], after: ['204'] },
  ])
  assert.equal(diff.flaky.length, 1)
  assert.deepEqual(diff.timing, [{ endpoint: 'GET /Users/{id}', before: 3, after: 30 }])
})

test('what is skipped now is not called fixed', async () => {
  const skipped = await run('skipped', [{ tags: [A], skipped: 'needs patch' }, { tags: [B] }])
  assert.deepEqual(diffReports(older, skipped).fixed, [])
})

test('a run compared with itself has no difference', () => {
  assert.match(diffText(diffReports(older, older)), /No difference/)
})

test('a comparison reads well as text and as a page', () => {
  const diff = diffReports(older, newer)
  assert.match(diffText(diff), /Broken \(1\)\n {2}RFC7644-3\.3-02 {2}PASS → FAIL/)
  const page = diffPage(diff)
  assert.match(page, /<h2>Fixed \(1\)<\/h2>/)
  assert.equal(page.includes('<script'), false)
})

test('several servers stand beside one another', () => {
  const matrix = matrixOf([older, newer])
  assert.deepEqual(
    matrix.servers.map(({ name }) => name),
    ['older', 'newer'],
  )
  assert.deepEqual(matrix.requirements.find(({ id }) => id === A)?.verdicts, ['FAIL', 'PASS'])
  assert.deepEqual(matrix.areas, [
    {
      area: 'patch',
      cells: [
        { held: 2, judged: 3 },
        { held: 3, judged: 4 },
      ],
    },
  ])
  assert.match(matrixMarkdown(matrix), /\| patch \| 2\/3 \| 3\/4 \|/)
  assert.match(matrixPage(matrix), /<th scope="row">patch<\/th><td>2\/3<\/td><td>3\/4<\/td>/)
})

test('shards are judged together', async () => {
  const scenario = (feature: string, parts: object) => ({
    feature,
    key: feature,
    tags: [A],
    ...parts,
  })
  await run('shard-1', [scenario('one', {})])
  await run('shard-2', [scenario('two', { ends: broken })])
  const runs = await Promise.all(['shard-1', 'shard-2'].map((name) => readRun(join(folder, name))))
  const merged = mergeRuns(runs, CATALOGUE)
  assert.deepEqual(
    merged.exchanges.map(({ id }) => id),
    [1, 2],
  )
  assert.equal(merged.judgement.scenarios.length, 2)
  assert.equal(merged.judgement.requirements[0]?.verdict, 'FAIL')
  assert.equal(merged.judgement.exitCode, 1)
})

test('a report is read back as it was written; what is none is refused with its place', async () => {
  assert.deepEqual(await readReport(join(folder, 'older')), JSON.parse(JSON.stringify(older)))
  assert.throws(() => parseReport('a.json', '{'), /a\.json: not JSON/)
  assert.throws(() => parseReport('a.json', '{}'), /a\.json: must have required property/)
  assert.throws(
    () => parseReport('a.json', JSON.stringify({ ...older, exitCode: 'x' })),
    /a\.json\/exitCode: /,
  )
})
