import type { Theatre } from '../../explore/explore.ts'
import { type House, ReferenceTheatre } from '../../explore/theatre/reference-theatre.ts'
import { RemoteTheatre } from '../../explore/theatre/remote-theatre.ts'
import type { ExploreRun } from './explore-run.ts'
import type { Exploration } from './options.ts'

/** Histories under way at once on our own server; somebody else's gets one after the other. */
const SIDE_BY_SIDE = 3

type OpenTheatre = Theatre & { end(): Promise<void> }

export function theatresFor(
  { recorder, parameters, ledger, log, troubles }: ExploreRun,
  { path, seed }: Pick<Exploration, 'path' | 'seed'>,
): readonly OpenTheatre[] {
  const { target, runId } = parameters
  const house: House = { recorder, troubles, log, runId, seed }
  if (target.kind === 'remote') return [new RemoteTheatre(house, target, ledger)]
  const names = ['a', 'b', 'c'].slice(0, path === undefined ? SIDE_BY_SIDE : 1)
  return names.map((name) => new ReferenceTheatre(house, target, name))
}
