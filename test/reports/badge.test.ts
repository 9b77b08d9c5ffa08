import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { badgeJson, badgeSvg } from '../../reports/machine/badge.ts'
import { assembleReport } from '../../reports/report.ts'
import { inBrowser, launch, openFile } from './browser.ts'
import { entry, type FabricatedScenario, recordOf } from './fabricated-run.ts'

const folder = mkdtempSync(join(tmpdir(), 'scimulate-badge-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const FAILS = { ends: { type: 'AssertionError', message: 'it does not' } } as const
const must = (n: number) => `RFC7644-3.3-${String(n).padStart(2, '0')}`
const SHOULD = 'RFC7644-3.4-01'

/** A run in which so many MUSTs hold and fail, and the one SHOULD holds, fails or is not there. */
function reportOf(holding: number, failing: number, should: 'holds' | 'fails' | 'absent') {
  const numbers = Array.from({ length: holding + failing }, (_, i) => i + 1)
  const scenarios: FabricatedScenario[] = numbers.map((n) => ({
    tags: [must(n)],
    ...(n <= failing ? FAILS : {}),
  }))
  if (should !== 'absent') {
    scenarios.push({ tags: [SHOULD], ...(should === 'fails' ? FAILS : {}) })
  }
  const catalogue = [...numbers.map((n) => entry(must(n))), entry(SHOULD, { level: 'SHOULD' })]
  return assembleReport(recordOf(scenarios, { catalogue }))
}

for (const [holding, failing, should, message, color] of [
  [4, 0, 'holds', 'MUST 100% · SHOULD 100%', 'brightgreen'],
  [4, 0, 'fails', 'MUST 100% · SHOULD 0%', 'brightgreen'],
  [4, 0, 'absent', 'MUST 100%', 'brightgreen'],
  [250, 1, 'holds', 'MUST 99% · SHOULD 100%', 'orange'],
  [4, 1, 'holds', 'MUST 80% · SHOULD 100%', 'orange'],
  [3, 1, 'fails', 'MUST 75% · SHOULD 0%', 'red'],
  [0, 2, 'absent', 'MUST 0%', 'red'],
  [0, 0, 'holds', 'not tested', 'lightgrey'],
] as const) {
  test(`${holding} MUSTs hold, ${failing} fail, the SHOULD ${should}: the badge says ${message}, ${color}`, () => {
    const report = reportOf(holding, failing, should)
    assert.deepEqual(badgeJson(report), {
      schemaVersion: 1,
      label: 'SCIM',
      message: `${message} · ${report.run.finished.slice(0, 10)}`,
      color,
    })
  })
}

test('the badge is a picture in which each text fits its half', inBrowser, async (t) => {
  const browser = await launch()
  t.after(() => browser.close())
  for (const [index, report] of [reportOf(4, 0, 'holds'), reportOf(0, 0, 'absent')].entries()) {
    const file = join(folder, `badge-${index}.svg`)
    writeFileSync(file, badgeSvg(report))
    const { page, noise, close } = await openFile(browser, file)
    const boxes = await page.evaluate<readonly { x: number; right: number }[]>(
      '[...document.querySelectorAll("rect, path, text")].map((one) => one.getBBox()).map(({ x, width }) => ({ x, right: x + width }))',
    )
    await close()
    assert.deepEqual(noise, [])
    const [whole, left, label, message] = boxes
    assert.ok(whole && left && label && message)
    assert.ok(0 < label.x && label.right < left.right, JSON.stringify(boxes))
    assert.ok(left.right < message.x && message.right < whole.right, JSON.stringify(boxes))
  }
})
