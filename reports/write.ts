import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Cause, causesOf } from './causes.ts'
import { renderPage } from './html/page.ts'
import { badgeJson, badgeSvg } from './machine/badge.ts'
import { ctrf } from './machine/ctrf.ts'
import { har } from './machine/har.ts'
import { junit } from './machine/junit.ts'
import { summaryMarkdown } from './machine/summary-markdown.ts'
import { tap } from './machine/tap.ts'
import { redactRecord } from './redact.ts'
import { assembleReport, type Report } from './report.ts'
import type { RunRecord } from './run-record.ts'

export type { Report } from './report.ts'

/** What was written: the page's path, the report, and what to fix first; nothing in it holds a secret. */
export interface Written {
  readonly index: string
  readonly report: Report
  readonly causes: readonly Cause[]
}

/** Writes every file of a run; nothing in them holds a secret. */
export async function writeReports(input: RunRecord, outDir: string): Promise<Written> {
  const record = redactRecord(input)
  const report = assembleReport(record)
  await mkdir(outDir, { recursive: true })
  await Promise.all(
    Object.entries(filesOf(record, report)).map(([name, content]) =>
      writeFile(join(outDir, name), content),
    ),
  )
  return { index: join(outDir, 'index.html'), report, causes: causesOf(record) }
}

/** The files by name, from a record that is already redacted. */
export function filesOf(record: RunRecord, report: Report): Readonly<Record<string, string>> {
  return {
    'index.html': renderPage(record, report),
    'report.json': json(report),
    'junit.xml': junit(report),
    'ctrf.json': json(ctrf(report)),
    'report.tap': tap(report),
    'messages.ndjson': ndjson(record.envelopes),
    'exchanges.ndjson': ndjson(record.exchanges),
    'run.har': `${JSON.stringify(har(record.exchanges, record.run))}\n`,
    'summary.md': summaryMarkdown(report),
    'badge.svg': badgeSvg(report),
    'badge.json': json(badgeJson(report)),
  }
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function ndjson(values: readonly object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('')
}
