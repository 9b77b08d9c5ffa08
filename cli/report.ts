import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { loadCatalogue } from '../reports/catalogue.ts'
import { diffReports } from '../reports/compare/diff.ts'
import { diffText } from '../reports/compare/diff-text.ts'
import { matrixOf } from '../reports/compare/matrix.ts'
import { matrixMarkdown } from '../reports/compare/matrix-markdown.ts'
import { mergeRuns } from '../reports/compare/merge.ts'
import { readReport, readRun } from '../reports/compare/read-run.ts'
import { diffPage, matrixPage } from '../reports/html/comparison-page.ts'
import { writeReports } from '../reports/write.ts'
import { summary } from './check/summary.ts'
import { EXIT, usage } from './exit-code.ts'
import { FEATURES } from './features-folder.ts'

/** Where a comparison goes beside the terminal. */
export interface Outputs {
  readonly html?: string
  readonly json?: string
}

/** `scimulate report diff a b`: exits with 1 when something that was well fails now. */
export async function reportDiff(before: string, after: string, outputs: Outputs): Promise<number> {
  const diff = diffReports(await read(readReport(before)), await read(readReport(after)))
  console.log(diffText(diff))
  await write(outputs.html, () => diffPage(diff))
  await write(outputs.json, () => `${JSON.stringify(diff, null, 2)}\n`)
  return diff.broken.length > 0 ? EXIT.failures : EXIT.fit
}

/** `scimulate report matrix a b c …`: servers across, areas and requirements down, as Markdown. */
export async function reportMatrix(paths: readonly string[], outputs: Outputs): Promise<number> {
  const matrix = matrixOf(await Promise.all(paths.map((path) => read(readReport(path)))))
  console.log(matrixMarkdown(matrix))
  await write(outputs.html, () => matrixPage(matrix))
  await write(outputs.json, () => `${JSON.stringify(matrix, null, 2)}\n`)
  return EXIT.fit
}

/** `scimulate report merge …`: the shards of one run, judged as one. */
export async function reportMerge(folders: readonly string[], out: string): Promise<number> {
  const runs = await Promise.all(folders.map((folder) => read(readRun(folder))))
  const record = mergeRuns(runs, await loadCatalogue(`${FEATURES}/requirements`))
  const { index, report, causes } = await writeReports(record, out)
  console.log(summary(report, index, causes))
  return report.exitCode
}

async function read<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error))
  }
}

async function write(file: string | undefined, content: () => string): Promise<void> {
  if (file === undefined) return
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content())
}
