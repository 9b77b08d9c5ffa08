import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import type { RunRecord } from '../../reports/run-record.ts'
import { writeReports } from '../../reports/write.ts'
import { inBrowser, launch, openFile, seenBy } from './browser.ts'
import { entry, exchange, recordOf } from './fabricated-run.ts'

const EVIL =
  `</script></style></title><script>globalThis.pwned=1</script><img src=x onerror="globalThis.pwned=1">` +
  `"'><svg onload=globalThis.pwned=1>\u202eevil\u2066\0\u0007\ud800 javascript:globalThis.pwned=1 ]]> <!-- \${pwned} {{pwned}}`
const HUGE = `${EVIL}${'x'.repeat(2_000_000)}`

/** A run in which every field that a target can influence holds markup, controls or far too much. */
function hostileRun(): RunRecord {
  const requirement = entry('RFC7644-3.3-01', {
    summary: EVIL,
    observable: EVIL,
    area: EVIL,
    section: EVIL,
    hint: EVIL,
    acceptable: [EVIL],
  })
  return recordOf(
    [
      {
        name: EVIL,
        feature: EVIL,
        rule: EVIL,
        tags: ['RFC7644-3.3-01', 'MUST', EVIL],
        members: {
          before: [],
          after: [
            { member_id: EVIL, email_address: EVIL, [EVIL]: HUGE, nested: { [EVIL]: [EVIL] } },
          ],
        },
        ends: {
          type: 'AssertionError',
          message: `${HUGE}\n+ actual - expected\n\n+ ${EVIL}\n- ${EVIL}`,
        },
      },
      { tags: ['RFC7644-3.3-01'], skipped: EVIL },
      {
        tags: ['RFC7644-3.3-01'],
        observed: { requirement: 'RFC7644-3.3-A01', observed: EVIL },
      },
    ],
    {
      catalogue: [requirement],
      exchanges: [
        exchange(1, {
          request: { method: EVIL, url: `http://h/${EVIL}`, headers: { [EVIL]: EVIL }, body: HUGE },
          response: { status: 500, headers: { [EVIL]: EVIL, location: EVIL }, body: HUGE },
        }),
        exchange(2, { response: null, error: EVIL }),
        exchange(3, {
          lane: 'webhook',
          request: {
            method: 'POST',
            url: EVIL,
            headers: {},
            body: `{"event_type":${JSON.stringify(EVIL)}}`,
          },
        }),
      ],
      run: {
        id: EVIL,
        seed: 1,
        started: '2026-11-25T12:00:00.000Z',
        finished: '2026-11-25T12:00:01.000Z',
        versions: { [EVIL]: EVIL },
        command: EVIL,
      },
      target: {
        name: EVIL,
        baseUrl: EVIL,
        capabilities: [{ flag: EVIL, value: EVIL, source: EVIL }],
      },
      leftovers: [{ type: EVIL, id: EVIL, reason: EVIL }],
    },
  )
}

const folder = mkdtempSync(join(tmpdir(), 'scimulate-hostile-'))
let browser: Browser | undefined
let index = ''

before(async () => {
  ;({ index } = await writeReports(hostileRun(), folder))
  if (!inBrowser.skip) browser = await launch()
})
after(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the page holds only our own elements, and stays small', () => {
  const page = readFileSync(index, 'utf8')
  assert.equal(page.match(/<script/g)?.length, 2)
  assert.equal(page.match(/<style/g)?.length, 1)
  assert.equal(/<img|<svg onload|<!--/.test(page), false)
  assert.equal(/[\0\u202e\u2066]/.test(page), false)
  assert.ok(statSync(index).size < 500_000, `${statSync(index).size} bytes`)
})

test('nothing that a target says runs in the page', inBrowser, async () => {
  assert.ok(browser)
  const { page, noise, close } = await openFile(browser, index)
  await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
  await page.waitForSelector('.exchange')
  await page.evaluate("for (const one of document.querySelectorAll('.exchange')) one.open = true")
  await page.waitForSelector('.panel')
  await page.fill('#filter-text', EVIL)
  assert.equal(await page.locator('.member').count(), 1)
  const { violations } = await seenBy(page)
  const pwned = await page.evaluate<unknown>('globalThis.pwned')
  const elements = await page.locator('main img, main script, main style').count()
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  await close()
  assert.deepEqual(
    { pwned, elements, violations, noise },
    { pwned: undefined, elements: 0, violations: [], noise: [] },
  )
  assert.ok(overflow <= 0, `${overflow} px wider than the screen`)
})

test('the XML that CI reads is well-formed', inBrowser, async () => {
  assert.ok(browser)
  const page = await browser.newPage()
  const parse = (xml: string) =>
    page.evaluate<string | null>(
      `new DOMParser().parseFromString(${JSON.stringify(xml)}, 'application/xml').querySelector('parsererror')?.textContent ?? null`,
    )
  for (const name of ['junit.xml', 'badge.svg']) {
    assert.equal(await parse(readFileSync(join(folder, name), 'utf8')), null, name)
  }
  await page.close()
})

test('Markdown and TAP keep to their lines', () => {
  const summary = readFileSync(join(folder, 'summary.md'), 'utf8')
  assert.equal(/<(script|img|svg)/i.test(summary), false)
  const tap = readFileSync(join(folder, 'report.tap'), 'utf8')
  assert.equal(tap.match(/^(not )?ok /gm)?.length, 3)
  assert.ok(tap.length < 5_000_000)
})
