import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { source } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { diffReports } from '../../reports/compare/diff.ts'
import { diffPage } from '../../reports/html/comparison-page.ts'
import { writeReports } from '../../reports/write.ts'
import { inBrowser, launch, openFile } from './browser.ts'
import { rehearsal } from './rehearsal.ts'

const folder = mkdtempSync(join(tmpdir(), 'scimulate-axe-'))
let browser: Browser
let index = ''
let comparison = ''

before(async () => {
  if (inBrowser.skip) return
  browser = await launch()
  const { index: path, report } = await writeReports(rehearsal(60, 4), folder)
  index = path
  comparison = join(folder, 'comparison.html')
  writeFileSync(comparison, diffPage(diffReports(report, report)))
})
after(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What axe-core calls serious or critical, with the element that it means. */
async function serious(page: Page): Promise<string[]> {
  await page.evaluate(source)
  return page.evaluate<string[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`,
  )
}

for (const width of [390, 1440]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe-core has no serious finding at ${width} px, ${colorScheme}`, inBrowser, async () => {
      const { page, close } = await openFile(browser, index, {
        viewport: { width, height: 900 },
        colorScheme,
      })
      await page.click('#cause-1 .links a')
      await page.waitForSelector('.scenario[open] .exchange')
      await page.locator('.scenario[open] .exchange > summary').first().click()
      await page.waitForSelector('.panel')
      await page.locator('.scenario[open] .member > summary').first().click()
      const found = await serious(page)
      await close()
      assert.deepEqual(found, [])
    })
  }
}

test('axe-core has no serious finding on a comparison', inBrowser, async () => {
  const { page, close } = await openFile(browser, comparison)
  const found = await serious(page)
  await close()
  assert.deepEqual(found, [])
})

test('axe-core finds a button without a name', inBrowser, async () => {
  const { page, close } = await openFile(browser, index)
  await page.evaluate("document.querySelector('main').append(document.createElement('button'))")
  const found = await serious(page)
  await close()
  assert.deepEqual(
    found.map((line) => line.split(':')[0]),
    ['button-name'],
  )
})
