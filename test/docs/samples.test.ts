import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { inBrowser, launch, openFile, seenBy } from '../reports/browser.ts'

const folder = join(__dirname, '..', '..', 'docs', 'samples')
const pages = readdirSync(folder).filter((name) => name.endsWith('.html'))

test('there are sample reports of three servers, each small, and the README leads to them', () => {
  assert.ok(pages.length >= 3, pages.join())
  const readme = readFileSync(join(folder, 'README.md'), 'utf8')
  for (const name of pages) {
    assert.ok(statSync(join(folder, name)).size < 300_000, name)
    assert.ok(readme.includes(`(${name})`), name)
  }
})

test('each sample opens quietly and unpacks a scenario', inBrowser, async () => {
  const browser = await launch()
  for (const name of pages) {
    const { page, noise, close } = await openFile(browser, join(folder, name))
    await page.evaluate(
      "for (const one of document.querySelectorAll('.feature')) one.open = true; document.querySelector('.scenario').open = true",
    )
    await page.waitForSelector('.exchange')
    const { violations } = await seenBy(page)
    assert.deepEqual({ noise, violations }, { noise: [], violations: [] }, name)
    await close()
  }
  await browser.close()
})
