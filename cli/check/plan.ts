import { sentBy } from '../explore/sent-by.ts'
import { openRun } from './open-run.ts'
import type { CheckOptions } from './options.ts'
import { runFeatures } from './run-features.ts'

/** What a run would send to its target. */
export interface Plan {
  readonly scenarios: number
  readonly requests: number
  readonly creates: number
}

/**
 * Rehearses the selected scenarios against our own server and counts: no estimate is as good. A target
 * that can do less gets less.
 */
export async function planOf(options: CheckOptions): Promise<Plan> {
  const run = await openRun({ ...options, remote: undefined, readOnly: options.readOnly })
  try {
    let scenarios = 0
    const tags = [
      options.tags,
      'not @reference and not @needs-product and not @needs-members and not @needs-webhooks',
    ]
    const expression = tags
      .filter((tag) => tag !== '')
      .map((tag) => `(${tag})`)
      .join(' and ')
    await runFeatures(run.parameters, { ...options, tags: expression }, ({ testCaseFinished }) => {
      if (testCaseFinished) scenarios += 1
    })
    const sent = run.recorder.exchanges.filter(({ lane }) => lane === 'scim')
    const creates = sent.filter(
      ({ request, response }) => request.method === 'POST' && response?.status === 201,
    )
    const histories = sentBy({ runs: options.explore })
    return {
      scenarios,
      requests: sent.length + histories.requests,
      creates: creates.length + histories.creates,
    }
  } finally {
    await run.close()
  }
}
