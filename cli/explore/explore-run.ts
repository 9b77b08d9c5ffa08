import { ExchangeLog } from '../../explore/rehearse/exchange-log.ts'
import { Troubles } from '../../steps/support/recorder/trouble.ts'
import { type OpenRun, openRun } from '../check/open-run.ts'
import type { Exploration } from './options.ts'

/** Of what was sent only the latest is kept; a finding keeps its own. */
const EXCHANGES_KEPT = 200

/** A run in which histories can happen. */
export interface ExploreRun extends OpenRun {
  readonly log: ExchangeLog
  readonly troubles: Troubles
}

/** Opens the target, with ears for what is sent and hands for what goes wrong. */
export async function openExploreRun({ check }: Exploration): Promise<ExploreRun> {
  const log = new ExchangeLog()
  const troubles = new Troubles()
  const limits = { kept: EXCHANGES_KEPT, onExchange: log.note, troubles }
  return { ...(await openRun(check, limits)), log, troubles }
}
