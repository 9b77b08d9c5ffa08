import { request } from 'undici'
import type { Exchange, SeenWebhook } from './exchange.ts'
import { CONTROL, type Control, GATEWAY } from './gateway.ts'

/** Whoever ran the suite stopped it: the scenarios that are left are skipped. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** Tells the recorder behind the gateway something that no request says. */
export async function tellRecorder(gateway: string, message: Control): Promise<void> {
  const { statusCode, body } = await request(gateway + CONTROL, {
    method: 'POST',
    body: JSON.stringify(message),
  })
  await body.dump()
  if (statusCode === 410) throw new Interrupted('the run was interrupted')
  if (statusCode !== 204) throw new Error(`the recorder answered ${statusCode}`)
}

/** Has the webhooks of a scenario recorded; an interrupted run goes without. */
export async function tellWebhooks(
  gateway: string,
  webhooks: readonly SeenWebhook[],
): Promise<void> {
  if (webhooks.length === 0) return
  try {
    await tellRecorder(gateway, { webhooks })
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
  }
}

/** What the mock Okta sent to the target in this scenario, as the recorder saw it. */
export async function sentByOkta(gateway: string, scenario: string): Promise<Exchange[]> {
  const headers = { [GATEWAY.scenario]: scenario }
  const { statusCode, body } = await request(gateway + CONTROL, { headers })
  if (statusCode !== 200) throw new Error(`the recorder answered ${statusCode}`)
  return (await body.json()) as Exchange[]
}
