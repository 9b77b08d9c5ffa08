import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../../explore/finding.ts'
import { renderExplored } from '../../reports/html/explored-page.ts'
import type { Leftover } from '../../steps/support/clean-up.ts'

/** A search that is over. */
export interface Outcome {
  readonly run: {
    readonly id: string
    readonly seed: number
    readonly started: Date
    readonly finished: Date
  }
  readonly target: { readonly name: string; readonly baseUrl: string }
  readonly command: string
  readonly runs: number
  readonly requests: number
  /** Histories that met a finding which was known already. */
  readonly again: number
  readonly findings: readonly Finding[]
  readonly left: readonly Leftover[]
  readonly interrupted: boolean
}

/** Writes the files of a search; resolves with the path of the page. */
export async function writeExplored(
  outcome: Outcome,
  { out, json }: { readonly out: string; readonly json?: string },
): Promise<string> {
  const { run, findings, left, ...rest } = outcome
  const seed = run.seed
  const content = {
    schemaVersion: 1,
    seed,
    ...rest,
    run: { ...run, started: run.started.toISOString(), finished: run.finished.toISOString() },
    findings,
    leftovers: left,
  }
  const text = `${JSON.stringify(content, null, 2)}\n`
  await mkdir(out, { recursive: true })
  await writeFile(join(out, 'explore.json'), text)
  if (json !== undefined) await writeFile(json, text)
  await removeScenarios(out)
  for (const [at, { gherkin }] of findings.entries()) {
    await writeFile(join(out, `finding-${at + 1}.feature`), gherkin)
  }
  const page = join(out, 'explore.html')
  await writeFile(page, renderExplored(content))
  return page
}

/** Those of an earlier search would pass for findings of this one. */
async function removeScenarios(out: string): Promise<void> {
  const old = (await readdir(out)).filter((name) => /^finding-\d+\.feature$/.test(name))
  await Promise.all(old.map((name) => rm(join(out, name))))
}
