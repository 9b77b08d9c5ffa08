import { resolve } from 'node:path'
import { loadObservers } from '../../steps/support/observers.ts'
import type { Capability, RunParameters } from '../../steps/support/run-parameters.ts'
import { listenForWebhooks, type WebhookListener } from '../../steps/support/webhook-listener.ts'
import { usage } from '../exit-code.ts'
import type { CheckOptions } from './options.ts'

/** What looks into somebody's product during a run, and what can be seen by it. */
export interface OpenObservers {
  readonly parameters: Pick<RunParameters, 'observers' | 'webhookListener'>
  readonly capabilities: readonly Capability[]
  close(): Promise<void>
}

/** Loads the user's module and opens the port for webhooks, as far as either was asked for. */
export async function openObservers(options: CheckOptions): Promise<OpenObservers> {
  const { observers, webhooks } = options
  const file = observers === undefined ? undefined : resolve(observers)
  const module = file === undefined ? {} : await loaded(file)
  const listener = webhooks && (await listenForWebhooks(webhooks.port, webhooks.secret))
  const seesWebhooks = listener !== undefined || module.webhooks !== undefined
  return {
    parameters: {
      ...(file === undefined ? {} : { observers: file }),
      ...(listener === undefined ? {} : { webhookListener: listener.url }),
    },
    capabilities: [
      seen('members', module.member !== undefined, '--observers exports member'),
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

function seen(flag: string, value: boolean, source: string): Capability {
  return { flag, value, source: value ? source : `no observer of ${flag} is given for this target` }
}

async function loaded(file: string) {
  try {
    return await loadObservers(file)
  } catch (error) {
    throw usage(`--observers ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function closeListener(listener: WebhookListener | undefined): Promise<void> {
  await listener?.close()
}
