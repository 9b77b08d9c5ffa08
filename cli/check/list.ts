import type { Pickle } from '@cucumber/messages'
import { loadCatalogue, type Requirement } from '../../reports/catalogue.ts'
import { EXIT } from '../exit-code.ts'
import { FEATURES } from '../features-folder.ts'
import { openRun } from './open-run.ts'
import type { CheckOptions } from './options.ts'
import { runFeatures } from './run-features.ts'

/** `scimulate check --list`: the requirements that the selection looks at, and by how many scenarios. */
export async function list(options: CheckOptions): Promise<number> {
  const catalogue = await loadCatalogue(`${FEATURES}/requirements`)
  const known = new Map(catalogue.map((one) => [one.id, one]))
  const counts = new Map<string, number>()
  let scenarios = 0
  const run = await openRun(options)
  try {
    // Every pickle is told of; only what is selected becomes a test case.
    const pickles = new Map<string, Pickle>()
    await runFeatures(run.parameters, options, ({ pickle, testCase }) => {
      if (pickle) pickles.set(pickle.id, pickle)
      if (!testCase) return
      scenarios += 1
      for (const { name } of pickles.get(testCase.pickleId)?.tags ?? []) {
        const id = name.slice(1)
        if (known.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1)
      }
    })
  } finally {
    await run.close()
  }
  const lines = [...counts].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
  for (const [id, count] of lines) console.log(line(known.get(id), count))
  console.log(`${counts.size} requirements, ${scenarios} scenarios`)
  return EXIT.fit
}

function line(requirement: Requirement | undefined, count: number): string {
  const { id = '', level = '', summary = '' } = requirement ?? {}
  return `${id.padEnd(22)} ${level.padEnd(10)} ${String(count).padStart(3)}  ${summary}`
}
