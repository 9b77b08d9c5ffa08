import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { loadObservers } from '../../steps/support/observers.ts'
import type { SeenWebhook } from '../../steps/support/recorder/exchange.ts'
import type { Capability, RunParameters } from '../../steps/support/run-parameters.ts'
import { listenForWebhooks, type WebhookListener } from '../../steps/support/webhook-listener.ts'
import { usage } from '../exit-code.ts'
import type { CheckOptions } from './options.ts'

/** What looks into somebody's product during a run, and what can be seen by it. */
export interface OpenObservers {
  readonly parameters: Pick<RunParameters, 'observers' | 'stytch' | 'webhookListener'>
  readonly capabilities: readonly Capability[]
  close(): Promise<void>
}

/** Loads the user's module and opens the port for webhooks, as far as either was asked for. */
export async function openObservers(
  options: CheckOptions,
  note: (webhook: SeenWebhook) => void,
): Promise<OpenObservers> {
  const { observers, stytch, webhooks } = options
  if (stytch) await requireSdk()
  const file = observers === undefined ? undefined : resolve(observers)
  const module = file === undefined ? {} : await loaded(file)
  const listener = webhooks && (await listenForWebhooks(webhooks, note))
  const seesWebhooks = listener !== undefined || module.webhooks !== undefined
  return {
    parameters: {
      ...(file === undefined ? {} : { observers: file }),
      ...(stytch === undefined ? {} : { stytch }),
      ...(listener === undefined ? {} : { webhookListener: listener.url }),
    },
    capabilities: [
      seen(
        'members',
        module.member !== undefined || stytch !== undefined,
        module.member ? '--observers exports member' : STYTCH,
      ),
      seen('registration', module.member === undefined && stytch !== undefined, STYTCH),
      seen(
        'webhooks',
        seesWebhooks,
        listener ? '--webhook-listen' : '--observers exports webhooks',
      ),
      { flag: 'product', value: false, source: "only the reference server's product API is known" },
    ],
    close: async () => closeListener(listener),
  }
}

const STYTCH = 'STYTCH_PROJECT_ID and STYTCH_SECRET are set'

async function requireSdk(): Promise<void> {
  try {
    await import('stytch')
  } catch {
    throw usage('STYTCH_PROJECT_ID is set, and its SDK is not installed: npm i stytch')
  }
}

function seen(flag: string, value: boolean, source: string): Capability {
  return { flag, value, source: value ? source : `no observer of ${flag} is given for this target` }
}

async function loaded(file: string) {
  if (!existsSync(file)) throw usage(`--observers: the file ${relative('', file)} cannot be read`)
  try {
    return await loadObservers(file)
  } catch (error) {
    throw usage(`--observers: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function closeListener(listener: WebhookListener | undefined): Promise<void> {
  await listener?.close()
}
