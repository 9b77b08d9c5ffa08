import { startServer } from '../../server/app.ts'
import { type Alteration, inFront } from '../altered-server.ts'
import type { ProductAlteration } from './webhook.ts'
import { WebhookRelay } from './webhook-relay.ts'

/** Where the product is, and who may ask its API. */
export interface ProductReach {
  readonly url: string
  readonly projectId: string
  readonly secret: string
}

export interface ProductTarget extends ProductReach {
  close(): Promise<void>
}

/** A receiver that never answers is waited for so long: scenarios wait for it too. */
const PATIENCE_MS = 1_000

/** The whole reference server, SCIM, product API and webhooks, behind an alteration. */
export async function alteredProduct(alteration: ProductAlteration): Promise<ProductTarget> {
  const good = await startServer({
    allowPrivateWebhooks: true,
    testControls: true,
    webhookTimeoutMs: PATIENCE_MS,
  })
  const { projectId, secret } = good
  const relay = await WebhookRelay.open(alteration)
  const front = await inFront(good.url, around(alteration, relay))
  return {
    url: front.url,
    projectId,
    secret,
    close: async () => {
      await front.close()
      await relay.close()
      await good.close()
    },
  }
}

function around({ ask, tell, ...rest }: ProductAlteration, relay: WebhookRelay): Alteration {
  return {
    ...rest,
    basePath: '',
    ask: async (passing) => {
      const instead = await ask?.(passing)
      if (instead === undefined) relay.ask(passing)
      return instead
    },
    tell: async (passing, answer) => {
      const told = relay.tell(passing, answer)
      return tell === undefined ? told : tell(passing, told)
    },
  }
}
