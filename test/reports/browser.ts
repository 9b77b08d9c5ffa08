import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core'

const EXECUTABLE = '/usr/bin/chromium'
const required = (process.env.SCIMULATE_REQUIRE ?? '').split(',').includes('chromium')

/** Why tests that need a browser are left out; false where they run (or must fail for want of one). */
const noBrowser: string | false =
  existsSync(EXECUTABLE) || required
    ? false
    : `SKIPPED: no Chromium at ${EXECUTABLE} (apt-get install chromium); the report page is not tested`

/** The options of every test that opens a browser. */
export const inBrowser = { skip: noBrowser } as const

if (noBrowser !== false) console.error(noBrowser)

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  })
}

export interface OpenPage {
  readonly page: Page
  /** Console messages, script errors, policy violations and requests: a good page makes none of them. */
  readonly noise: readonly string[]
  close(): Promise<void>
}

/** Opens a file as a reader would, and listens to everything that it should not do. */
export async function openFile(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  })
  const page = await context.newPage()
  const noise: string[] = []
  const url = pathToFileURL(file).href
  page.on('console', (message) => noise.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => {
    noise.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) noise.push(`request: ${request.url()}`)
  })
  await page.addInitScript(WATCH)
  await page.goto(url)
  return { page, noise, close: () => context.close() }
}

const WATCH = `
globalThis.seen = { shift: 0, paint: 0, violations: [] }
document.addEventListener('securitypolicyviolation', (event) => seen.violations.push(event.violatedDirective))
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value }).observe({ type: 'layout-shift', buffered: true })
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (entry.name === 'first-contentful-paint') seen.paint = entry.startTime }).observe({ type: 'paint', buffered: true })
`

export interface Seen {
  readonly shift: number
  readonly paint: number
  readonly violations: readonly string[]
}

/** What the page's own watchers counted. */
export async function seenBy(page: Page): Promise<Seen> {
  for (let i = 0; i < 100; i += 1) {
    const seen = await page.evaluate<Seen>('seen')
    if (seen.paint > 0) return seen
    await page.waitForTimeout(50)
  }
  throw new Error('the page painted nothing within five seconds')
}

/** Opens the scenario of a report that holds this text, its requests unpacked. */
export async function openScenario(page: Page, text: string): Promise<Locator> {
  const scenario = page.locator(`.scenario:has-text("${text}")`)
  await page.evaluate(
    "for (const feature of document.querySelectorAll('.feature')) feature.open = true",
  )
  await scenario.locator('> summary').click()
  await page.waitForSelector('.scenario[open] .exchange')
  return scenario
}
