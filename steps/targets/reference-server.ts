import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ServerOptions } from '../../server/app.ts'
import type { ReferenceTarget } from '../support/run-parameters.ts'
import { EXAMPLE_SCHEMAS } from './example-schemas.ts'

export interface StartedReference {
  readonly target: ReferenceTarget
  /** Makes an organization with a SCIM connection, and tells how to reach it. */
  connect(): Promise<{ readonly baseUrl: string; readonly token: string }>
  close(): Promise<void>
}

/** A receiver that never answers is waited for so long: scenarios wait for it too. */
const PATIENCE_MS = 1_000

const THREAD = join(__dirname, `reference-thread${__filename.slice(-3)}`)

const OPTIONS: ServerOptions = {
  allowPrivateWebhooks: true,
  testControls: true,
  scim: EXAMPLE_SCHEMAS,
  webhookTimeoutMs: PATIENCE_MS,
}

/** Our own server, on a thread of its own, with webhooks to loopback allowed and a clock that steps may move. */
export async function startReference(): Promise<StartedReference> {
  const thread = new Worker(THREAD, { workerData: OPTIONS })
  const [reach] = (await once(thread, 'message')) as [Reach]
  return {
    ...referenceAt(reach),
    async close() {
      const closed = once(thread, 'exit')
      thread.postMessage('close')
      await closed
    },
  }
}

type Reach = Omit<ReferenceTarget, 'kind'>

/** Our own server where it is up already: whoever started it closes it. */
export function referenceAt(reach: Reach): StartedReference {
  const target: ReferenceTarget = { kind: 'reference', ...reach }
  return { target, connect: () => connect(target), close: async () => undefined }
}

async function connect(target: ReferenceTarget): Promise<{ baseUrl: string; token: string }> {
  const { organization } = await post(target, '/v1/b2b/organizations', {
    organization_name: 'What the target can do',
    organization_slug: 'probe',
  })
  const { connection } = await post(
    target,
    `/v1/b2b/scim/${String(organization?.organization_id)}/connection`,
    { identity_provider: 'okta' },
  )
  return { baseUrl: String(connection?.base_url), token: String(connection?.bearer_token) }
}

type Named = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>

async function post(
  { url, projectId, secret }: ReferenceTarget,
  path: string,
  body: object,
): Promise<Named> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${projectId}:${secret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  return (await answer.json()) as Named
}
