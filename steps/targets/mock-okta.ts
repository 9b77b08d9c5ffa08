import type { Dispatcher } from 'undici'
import { type MockOktaOptions, startMockOkta } from '../../mock-okta/app.ts'

export interface StartedOkta {
  readonly url: string
  readonly apiToken: string
  close(): Promise<void>
}

/** The mock Okta, in this process; all it sends to the target goes through the dispatcher given. Scenarios may move its clock. */
export async function startOkta(
  dispatcher: Dispatcher,
  seed: number,
  options: MockOktaOptions = {},
): Promise<StartedOkta> {
  return startMockOkta({ testControls: true, ...options, dispatcher, seed })
}
