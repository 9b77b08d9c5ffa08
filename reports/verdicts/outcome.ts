import { explained } from './assertion.ts'

/** How a scenario ended, before anybody asks how bad that is. */
export type Outcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'blocked'; readonly by: string; readonly reason: string }
  | { readonly kind: 'target-error'; readonly reason: string }
  | { readonly kind: 'own-error'; readonly reason: string }
  | { readonly kind: 'skipped'; readonly reason: string }

/** What cucumber says about one step or hook. */
export interface StepResult {
  readonly status: string
  readonly text: string
  readonly exception: { readonly type: string; readonly message: string } | null
  /** cucumber's text of the error: message, diff and stack. */
  readonly formatted: string
}

const OUR_MISTAKES = new Set(['UNDEFINED', 'PENDING', 'AMBIGUOUS', 'UNKNOWN'])

/** Reads the outcome from the steps of a scenario that ended; `reason` is what a skipping hook attached. */
export function outcomeOf(steps: readonly StepResult[], reason: string | undefined): Outcome {
  const mistake = steps.find(({ status }) => OUR_MISTAKES.has(status))
  if (mistake !== undefined) {
    return { kind: 'own-error', reason: `step is ${mistake.status.toLowerCase()}: ${mistake.text}` }
  }
  const failed = steps.find(({ status }) => status === 'FAILED')
  if (failed !== undefined) return thrown(failed)
  if (steps.some(({ status }) => status === 'SKIPPED')) {
    return { kind: 'skipped', reason: reason ?? 'skipped without a reason' }
  }
  return { kind: 'passed' }
}

function thrown({ exception, text, formatted }: StepResult): Outcome {
  const message = exception?.message ?? ''
  switch (exception?.type) {
    case 'AssertionError':
      return { kind: 'broken', reason: explained(message, formatted) || `not so: ${text}` }
    case 'Blocked':
      return blocked(message)
    case 'TargetError':
      return { kind: 'target-error', reason: message }
    case 'Interrupted':
      return { kind: 'skipped', reason: message }
    default:
      return { kind: 'own-error', reason: `${exception?.type ?? 'Error'}: ${message}` }
  }
}

function blocked(message: string): Outcome {
  const [, by, reason] = /^([\w.-]+): ([\s\S]*)$/.exec(message) ?? []
  if (by === undefined || reason === undefined) {
    return { kind: 'own-error', reason: `a blocked step names no requirement: ${message}` }
  }
  return { kind: 'blocked', by, reason }
}
