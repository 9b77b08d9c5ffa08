import type { Exchange } from '../steps/support/recorder/exchange.ts'
import type { History } from './histories/action.ts'
import type { Failure, Played } from './rehearse/rehearse.ts'
import { actionText, settingText } from './tell/action-text.ts'
import { gherkin } from './tell/gherkin.ts'

/** One step of a shrunk history: what an admin did, and what was sent because of it. */
export interface FoundStep {
  readonly text: string
  readonly exchanges: readonly Exchange[]
}

/** A history that a target does not bear, as small as it could be made. */
export interface Finding {
  /** `seed:path`, for `--replay`. */
  readonly path: string
  /** The kind of fault: no two findings of a run share it. */
  readonly rule: string
  readonly requirement: string
  readonly level: string
  readonly message: string
  /** The org on the day on which the history begins. */
  readonly setting: string
  /** What happened in Okta, a line for each action. */
  readonly actions: readonly string[]
  readonly history: History
  readonly steps: readonly FoundStep[]
  /** A feature file, ready to save below features/okta/. */
  readonly gherkin: string
  /** Whether the shrunk history failed in the same way once more. */
  readonly repeatable: boolean
}

export interface FoundBy {
  readonly path: string
  readonly history: History
  readonly failure: Failure
  readonly level: string
  readonly repeatable: boolean
}

/** Makes a finding of what the shrinking has left. */
export function findingOf({ path, history, failure, level, repeatable }: FoundBy): Finding {
  const { breach, played, ids } = failure
  const { rule, requirement } = breach.facts
  return {
    path,
    rule,
    requirement,
    level,
    message: breach.message,
    setting: settingText(history),
    actions: history.actions.map((action) => actionText(action, history)),
    history,
    steps: played.map((step) => ({
      text: stepText(step, history),
      exchanges: step.exchanges,
    })),
    gherkin: gherkin({ history, breach, ids, level, replay: `Replayed by ${path}` }),
    repeatable,
  }
}

function stepText({ action }: Played, history: History): string {
  if (action === 'connect') return 'The apps are connected'
  if (action === 'found') return settingText(history)
  if (action === 'mend') return 'Retry, Push now and assigning again'
  return actionText(action, history)
}
