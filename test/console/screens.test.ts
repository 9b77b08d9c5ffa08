import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { source } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { inBrowser, launch } from '../reports/browser.ts'
import { type Furnished, furnish } from './furnished.ts'
import { openConsoles, openTab, shiftOf } from './open-consoles.ts'

let browser: Browser
let consoles: Awaited<ReturnType<typeof openConsoles>>
let furnished: Furnished

before(async () => {
  if (inBrowser.skip) return
  browser = await launch()
  consoles = await openConsoles()
  furnished = await furnish(consoles)
})
after(async () => {
  await browser?.close()
  await consoles?.close()
})

/** What axe-core calls serious or critical, with the element that it means. */
async function serious(page: Page, context = 'document', colours = true): Promise<string[]> {
  const rules = `{ 'color-contrast': { enabled: ${colours} } }`
  const lean = "resultTypes: ['violations'], preload: false, iframes: false, selectors: false"
  return page.evaluate<string[]>(
    `axe.run(${context}, { rules: ${rules}, ${lean} }).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`,
  )
}

/** How much wider than the window a page is. */
function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
}

const WAYS = [
  { width: 1440, colorScheme: 'light', colours: true },
  { width: 390, colorScheme: 'dark', colours: true },
  // Its colours are those of the narrower ones, and they are what axe takes longest for.
  { width: 1920, colorScheme: 'dark', colours: false },
] as const

for (const way of WAYS) {
  const { width, colorScheme } = way
  test(
    `every screen at ${width} px, ${colorScheme}: axe finds nothing serious, nothing shifts, nothing is said`,
    inBrowser,
    async () => {
      const half = Math.ceil(furnished.screens.length / 2)
      const parts = [furnished.screens.slice(0, half), furnished.screens.slice(half)]
      const found = await Promise.all(parts.map((part) => wrongWith(part, way)))
      assert.deepEqual(found.flat(), [])
    },
  )
}

/** All that is wrong with these screens, each looked at in the same tab. */
async function wrongWith(
  screens: readonly string[],
  { width, colorScheme, colours }: (typeof WAYS)[number],
): Promise<string[]> {
  const { page, noise, close } = await openTab(browser, {
    viewport: { width, height: 900 },
    colorScheme,
  })
  await page.addInitScript(source)
  const found: string[] = []
  const looked = new Set<string>()
  for (const url of screens) {
    await page.goto(url)
    const shift = await shiftOf(page)
    if (shift >= 0.1) found.push(`${url} shifts by ${shift}`)
    const wide = await overflow(page)
    if (wide > 0) found.push(`${url} is ${wide} px too wide`)
    const entry = page.locator('.beside details').first()
    await entry.evaluate('(element) => { element.open = true }')
    // The same traffic stands beside every screen of a console: axe looks at it once.
    const { origin } = new URL(url)
    const context = looked.has(origin) ? "{ exclude: ['.beside'] }" : 'document'
    looked.add(origin)
    found.push(...(await serious(page, context, colours)).map((finding) => `${url}: ${finding}`))
  }
  await close()
  return [...found, ...noise]
}

test(
  'the looks bite: a nameless button, a wide part and what moves are seen',
  inBrowser,
  async () => {
    const { page, noise, close } = await openTab(browser, { viewport: { width: 390, height: 900 } })
    await page.addInitScript(source)
    await page.goto(consoles.okta.at)
    await page.evaluate(`
    const wide = document.createElement('div')
    wide.className = 'planted'
    wide.append('x'.repeat(200))
    new CSSStyleSheet().replace('.planted { width: 1000px; height: 400px }').then((sheet) => {
      document.adoptedStyleSheets.push(sheet)
      document.querySelector('main').prepend(document.createElement('button'), wide)
      console.log('planted')
    })`)
    await page.locator('.planted').waitFor()
    await page.waitForTimeout(100)
    const found = await serious(page)
    const [wide, shift] = [await overflow(page), await shiftOf(page)]
    await close()
    assert.deepEqual(
      found.map((line) => line.split(':')[0]),
      ['button-name'],
    )
    assert.ok(wide > 0)
    assert.ok(shift >= 0.1, String(shift))
    assert.deepEqual(noise, ['console: planted'])
  },
)

test('the keyboard alone assigns somebody, and always shows where it is', inBrowser, async () => {
  const { page, close } = await openTab(browser)
  await page.goto(`${furnished.app}/assignments`)
  await page.keyboard.press('Tab')
  assert.equal(await focused(page), 'Skip to content')
  await page.keyboard.press('Enter')
  for (let i = 0; i < 40 && (await focused(page)) !== 'Assign'; i += 1) {
    await page.keyboard.press('Tab')
    assert.notEqual(await outlineOf(page), 'none', await focused(page))
  }
  await page.keyboard.press('Enter')
  await page.getByText('was assigned.').waitFor()
  await close()
})

test('without a script the forms do the same', inBrowser, async () => {
  const { page, close } = await openTab(browser, { javaScriptEnabled: false })
  await page.goto(`${consoles.okta.at}/catalog`)
  await page.getByRole('searchbox').fill('SCIM 2.0 Header Auth')
  await page.getByRole('button', { name: 'Search' }).click()
  assert.equal(await page.locator('#found article').count(), 1)
  await page.goto(`${furnished.app}/provisioning?edit=1`)
  await page.getByLabel('API Token').fill('Bearer not-the-token')
  await page.getByRole('button', { name: 'Test API Credentials' }).click()
  await page.getByText('Error authenticating: Unauthorized').waitFor()
  await page.goto(`${consoles.okta.at}/groups`)
  await page.getByLabel('Name').fill('Without a script')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The group Without a script was added.').waitFor()
  await page.goto(`${consoles.okta.at}/groups/rules`)
  await page.getByLabel('Name', { exact: true }).fill('By an expression')
  await page.getByRole('combobox', { name: /^IF/ }).selectOption({ index: 1 })
  await page.getByRole('textbox', { name: 'Okta Expression Language' }).fill('user.title=="Boss"')
  await page.getByLabel('THEN Assign to').selectOption('Without a script')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The rule By an expression was added.').waitFor()
  await close()
})

function focused(page: Page): Promise<string> {
  return page.evaluate<string>("document.activeElement?.textContent?.trim() ?? ''")
}

function outlineOf(page: Page): Promise<string> {
  return page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle')
}
