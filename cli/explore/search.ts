import { type Explored, explore, type Watching } from '../../explore/explore.ts'
import { TargetSilent } from '../../explore/rehearse/rehearse.ts'
import { loadCatalogue } from '../../reports/catalogue.ts'
import { CommandError, EXIT } from '../exit-code.ts'
import { FEATURES } from '../features-folder.ts'
import type { ExploreRun } from './explore-run.ts'
import type { Exploration } from './options.ts'
import { theatresFor } from './theatres.ts'

/** The search itself, until its budget is used up or it is interrupted. */
export async function search(
  run: ExploreRun,
  wanted: Exploration,
  watching: Watching = {},
): Promise<Explored> {
  const theatres = theatresFor(run, wanted)
  const levels = await levelsOf()
  const started = Date.now()
  try {
    return await explore(
      theatres,
      {
        ...wanted,
        isOver: () => isOver(run, wanted, started),
        levelOf: (id) => levels.get(id) ?? 'MUST',
      },
      watching,
    )
  } catch (error) {
    if (!(error instanceof TargetSilent)) throw error
    throw new CommandError(EXIT.unreachable, `the target stopped answering: ${error.message}`)
  } finally {
    await Promise.all(theatres.map((theatre) => theatre.end()))
  }
}

function isOver(
  { recorder, log }: ExploreRun,
  { minutes, requests }: Exploration,
  started: number,
): boolean {
  if (recorder.stopped) return true
  if (requests !== undefined && log.requests >= requests) return true
  return minutes !== undefined && Date.now() - started >= minutes * 60_000
}

async function levelsOf(): Promise<ReadonlyMap<string, string>> {
  const catalogue = await loadCatalogue(`${FEATURES}/requirements`)
  return new Map(catalogue.map(({ id, level }) => [id, level]))
}
