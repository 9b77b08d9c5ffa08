import { writeFile } from 'node:fs/promises'
import { openExploreRun } from '../cli/explore/explore-run.ts'
import { explorationOf } from '../cli/explore/options.ts'
import { search } from '../cli/explore/search.ts'
import { SHAPE } from '../explore/histories/generate.ts'
import { Hosting } from './hosting.ts'
import type { Mutant } from './mutant.ts'

/** What random rehearsals made of one mutant, without any scenario written for it. */
interface ExploredRow {
  readonly name: string
  readonly found: boolean
  /** Histories until it was found, or all of them. */
  readonly runs: number
  readonly actions: readonly string[]
  readonly rule: string
  readonly requirement: string
  readonly path: string
}

const SEED = 1
const SMALL = 5
/** A server that hangs must not hold up the others. */
const MINUTES = 3

/** `npm run mutants -- --explore 500`: which of them do histories find that nobody thought of? */
export async function exploreAll(
  mutants: readonly Mutant[],
  runs: number,
  json: string | undefined,
  tell: (line: string) => void,
): Promise<number> {
  const hosting = new Hosting()
  const rows: ExploredRow[] = []
  try {
    for (const { name } of mutants) {
      const row = await explored(hosting, name, runs)
      rows.push(row)
      tell(lineOf(row))
      if (json !== undefined) await writeFile(json, `${JSON.stringify(rows, null, 2)}\n`)
    }
  } finally {
    hosting.close()
  }
  tell(sumOf(rows))
  return 0
}

async function explored(hosting: Hosting, name: string, runs: number): Promise<ExploredRow> {
  const { baseUrl, token } = await hosting.serve(name)
  const { length } = SHAPE
  const raw = {
    runs,
    token,
    length,
    seed: SEED,
    most: 1,
    minutes: MINUTES,
    troubles: true,
    races: true,
    out: '',
  }
  const wanted = explorationOf(baseUrl, raw, {})
  const missed = { name, found: false, actions: [], rule: '', requirement: '', path: '' }
  const run = await openExploreRun(wanted)
  try {
    const { runs: needed, findings } = await search(run, wanted)
    const [finding] = findings
    if (finding === undefined) return { ...missed, runs: needed }
    const { actions, rule, requirement, path } = finding
    return { name, found: true, runs: needed, actions, rule, requirement, path }
  } catch (error) {
    return { ...missed, runs: 0, rule: error instanceof Error ? error.message : String(error) }
  } finally {
    await run.close()
  }
}

function lineOf({ name, found, runs, actions, rule }: ExploredRow): string {
  if (!found) return `-              ${name}${rule === '' ? '' : ` (${rule.slice(0, 120)})`}`
  return `${String(runs).padStart(4)} / ${actions.length} actions  ${name} (${rule})`
}

function sumOf(rows: readonly ExploredRow[]): string {
  const found = rows.filter((row) => row.found)
  const sizes = found.map(({ actions }) => actions.length)
  const counts = [...new Set(sizes)].sort((a, b) => a - b)
  const distribution = counts.map((n) => `${sizes.filter((size) => size === n).length} of ${n}`)
  return [
    `${found.length} of ${rows.length} mutants found, ${sizes.filter((n) => n <= SMALL).length} of them shrunk to ${SMALL} actions or fewer`,
    `actions: ${distribution.join(', ')}`,
  ].join('; ')
}
