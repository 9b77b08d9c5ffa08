import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { writeReports } from '../reports/write.ts'
import { launch, openFile, seenBy } from '../test/reports/browser.ts'
import { rehearsal } from '../test/reports/rehearsal.ts'
import { middle, type Row, tell } from './rows.ts'

const ROUNDS = 7
const SIZES = [100, 1_000]
const EXCHANGES = 10

/** First paint and layout shift of a report in Chromium, against an empty page in the same browser. */
export async function reportPage(json?: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-bench-page-'))
  const browser = await launch()
  try {
    const empty = join(folder, 'empty.html')
    writeFileSync(empty, '<!doctype html><title>empty</title><p>empty</p>')
    const bare = await measured(browser, empty)
    const rows: Row[] = [{ case: 'report-page', size: 0, subject: 'an empty page', ...bare }]
    for (const size of SIZES) {
      const { index } = await writeReports(rehearsal(size, EXCHANGES), join(folder, String(size)))
      const subject = `${size * EXCHANGES} exchanges`
      rows.push({ case: 'report-page', size, subject, ...(await measured(browser, index)) })
    }
    const last = rows.at(-1)
    const ratio = middle([Number(last?.firstPaintMs) / Math.max(1, bare.firstPaintMs)])
    console.log(`first paint of the largest is ${ratio} times that of an empty page`)
    tell(rows, [{ case: 'report-page', ratio }], json)
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measured(browser: Browser, file: string) {
  const paints: number[] = []
  let worst = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const { page, close } = await openFile(browser, file)
    await page.evaluate('scrollTo(0, document.body.scrollHeight)')
    const { paint, shift } = await seenBy(page)
    paints.push(paint)
    worst = Math.max(worst, shift)
    await close()
  }
  return {
    firstPaintMs: middle(paints),
    layoutShift: Math.round(worst * 1_000) / 1_000,
    kB: Math.round(statSync(new URL(pathToFileURL(file))).size / 1_000),
  }
}
