import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { writeReports } from '../../reports/write.ts'
import { inBrowser, launch, openFile, seenBy } from './browser.ts'
import { rehearsal } from './rehearsal.ts'

const folder = mkdtempSync(join(tmpdir(), 'scimulate-page-'))
let browser: Browser
let index = ''

before(async () => {
  if (inBrowser.skip) return
  browser = await launch()
  ;({ index } = await writeReports(rehearsal(60, 4), folder))
})
after(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

for (const width of [390, 768, 1440, 1920]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`is calm at ${width} px, ${colorScheme}`, inBrowser, async () => {
      const { page, noise, close } = await openFile(browser, index, {
        viewport: { width, height: 900 },
        colorScheme,
      })
      const { shift, violations } = await seenBy(page)
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - innerWidth',
      )
      const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
      await close()
      assert.deepEqual(noise, [])
      assert.deepEqual(violations, [])
      assert.ok(shift < 0.1, `layout shift ${shift}`)
      assert.ok(overflow <= 0, `${overflow} px wider than the screen`)
      assert.equal(ground === 'rgb(251, 251, 250)', colorScheme === 'light', ground)
    })
  }
}

test('no word of a table is broken on a phone', inBrowser, async () => {
  const { page, close } = await openFile(browser, index, { viewport: { width: 390, height: 900 } })
  const lines = await page.evaluate<readonly number[]>(
    `[...document.querySelectorAll('.scroll th, .scroll td:not(:last-child)')]
      .filter((cell) => cell.firstChild?.nodeType === 3 && /^\\S{1,14}$/.test(cell.textContent))
      .map((cell) => {
        const range = document.createRange()
        range.selectNodeContents(cell)
        return range.getClientRects().length
      })`,
  )
  await close()
  assert.ok(lines.length > 10, `${lines.length} cells of one word`)
  assert.deepEqual([...new Set(lines)], [1])
})

test('says the verdict first', inBrowser, async () => {
  const { page, close } = await openFile(browser, index)
  assert.match((await page.textContent('h1')) ?? '', /^Okta can .*, but not .*deactivate/)
  await close()
})

test(
  'filters by verdict, level, area and words, and says how many are left',
  inBrowser,
  async () => {
    const { page, close } = await openFile(browser, index)
    const visible = () => page.locator('.matrix tbody tr:visible').count()
    const all = await visible()
    await page.selectOption('#filter-verdict', 'FAIL')
    assert.equal(await visible(), 2)
    await page.selectOption('#filter-area', 'okta')
    assert.equal(await visible(), 1)
    assert.match((await page.textContent('.shown')) ?? '', /^1 of \d+ /)
    await page.click('#filter-clear')
    assert.equal(await visible(), all)
    await page.keyboard.press('/')
    await page.keyboard.type('okta-1.9')
    assert.equal(await visible(), 1)
    await page.click('#filter-clear')
    await page.selectOption('#filter-level', 'SHOULD')
    const should = await visible()
    assert.ok(should > 0 && should < all)
    await page.click('a[data-show=BLOCKED]')
    assert.equal(await visible(), 2)
    await close()
  },
)

test('a deep link shows its row, also when a filter hides it', inBrowser, async () => {
  const { page, close } = await openFile(browser, index)
  await page.selectOption('#filter-verdict', 'PASS')
  await page.evaluate("location.hash = '#OKTA-1.4-01'")
  await page.waitForSelector('[id="OKTA-1.4-01"]:visible')
  assert.ok(await page.locator('[id="OKTA-1.4-01"]').evaluate((row) => row.matches(':target')))
  await close()
})

test('a link to a scenario opens its feature and its timeline', inBrowser, async () => {
  const { page, noise, close } = await openFile(browser, index)
  await page.click('#cause-1 .links a')
  await page.waitForSelector('.scenario[open] .exchange')
  const scenario = page.locator('.scenario[open]')
  assert.match((await scenario.textContent()) ?? '', /\+ {3}active: true/)
  assert.equal(await scenario.locator('.exchange').count(), 4)
  await scenario.locator('.exchange > summary').nth(1).click()
  assert.match((await scenario.locator('.panel').textContent()) ?? '', /Bearer \$SCIM_TOKEN/)
  assert.deepEqual(noise, [])
  await close()
})

test('copies a request as curl', inBrowser, async () => {
  const { page, close } = await openFile(browser, index)
  await page.click('#cause-1 .curl > summary')
  await page.click('#cause-1 .curl .copy')
  await page.waitForSelector('#cause-1 .copy:has-text("Copied")')
  const copied = await page.evaluate<string>('navigator.clipboard.readText()')
  assert.match(copied, /^curl -sS -i 'http:\/\/127/)
  assert.match(copied, /-H "authorization: Bearer \$SCIM_TOKEN"/)
  await close()
})

test('everything that opens is reached by keyboard', inBrowser, async () => {
  const { page, close } = await openFile(browser, index)
  await page.focus('.scenario:visible > summary')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.scenario[open] .exchange')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.exchange[open] .panel')
  await close()
})

test('the theme button goes round', inBrowser, async () => {
  const { page, close } = await openFile(browser, index, { colorScheme: 'light' })
  const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
  const light = await ground()
  await page.click('#theme')
  assert.equal(await ground(), light)
  await page.click('#theme')
  assert.notEqual(await ground(), light)
  await close()
})

test('is whole without JavaScript but for the packed requests', inBrowser, async () => {
  const { page, close } = await openFile(browser, index, { javaScriptEnabled: false })
  assert.match((await page.textContent('.matrix')) ?? '', /OKTA-1\.4-01/)
  assert.ok(await page.isVisible('noscript p'))
  await close()
})

test(
  '1,000 scenarios with 10,000 exchanges: under 3 MB, calm, and unpacked when asked',
  inBrowser,
  async () => {
    const { index: large } = await writeReports(rehearsal(1000, 10), join(folder, 'large'))
    const size = statSync(large).size
    assert.ok(size < 3_000_000, `${size} bytes`)
    const { page, noise, close } = await openFile(browser, large)
    await page.click('#cause-1 .links a')
    await page.waitForSelector('.scenario[open] .exchange')
    const { shift } = await seenBy(page)
    assert.ok(shift < 0.1, `layout shift ${shift}`)
    assert.deepEqual(noise, [])
    await close()
  },
)
