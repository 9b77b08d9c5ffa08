import type { Exchange, SeenWebhook } from './exchange.ts'
import type { Refusal } from './outages.ts'
import type { Recorder } from './recorder.ts'

/** Every member is optional: a target to record, the scenario that begins, an outage, an answer, a secret, webhooks. */
export interface Control {
  readonly baseUrl?: string
  readonly scenario?: string | null
  readonly down?: boolean
  readonly refusal?: Refusal
  readonly holdCreates?: number
  readonly secret?: string
  readonly webhooks?: readonly SeenWebhook[]
}

/** Whoever ran the suite stopped it: the scenarios that are left are skipped. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** The recorders of this process by the URL of their gateway: steps know that URL, and run beside them. */
const doors = new Map<string, Recorder>()

export function openDoor(gateway: string, recorder: Recorder): void {
  doors.set(gateway, recorder)
}

export function closeDoor(gateway: string): void {
  doors.delete(gateway)
}

/** Tells the recorder behind the gateway something that no request says. */
export function tellRecorder(gateway: string, message: Control): void {
  const recorder = behind(gateway)
  const { baseUrl, scenario, secret, webhooks = [], ...played } = message
  if (secret !== undefined) recorder.redactor.learn(secret)
  if (baseUrl !== undefined) recorder.addTarget(baseUrl)
  if (scenario !== undefined) recorder.begin(scenario ?? undefined)
  if (baseUrl !== undefined) play(recorder, baseUrl, played)
  for (const webhook of webhooks) recorder.noteWebhook(webhook)
  if (recorder.stopped) throw new Interrupted('the run was interrupted')
}

function play(
  recorder: Recorder,
  baseUrl: string,
  { down, refusal, holdCreates }: Pick<Control, 'down' | 'refusal' | 'holdCreates'>,
): void {
  if (down !== undefined) recorder.outages.setDown(baseUrl, down)
  if (refusal !== undefined) recorder.outages.setRefusal(baseUrl, refusal)
  if (holdCreates !== undefined) recorder.holdCreates(baseUrl, holdCreates)
}

/** Has the webhooks of a scenario recorded; an interrupted run goes without. */
export function tellWebhooks(gateway: string, webhooks: readonly SeenWebhook[]): void {
  if (webhooks.length === 0) return
  try {
    tellRecorder(gateway, { webhooks })
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
  }
}

/** What the mock Okta sent to the target in this scenario, as the recorder saw it. */
export function sentByOkta(gateway: string, scenario: string): Exchange[] {
  return behind(gateway).exchanges.filter(
    (one) => one.source === 'mock-okta' && one.scenario === scenario,
  )
}

function behind(gateway: string): Recorder {
  const recorder = doors.get(gateway)
  if (recorder === undefined) throw new Error(`no recorder of this process is behind ${gateway}`)
  return recorder
}
