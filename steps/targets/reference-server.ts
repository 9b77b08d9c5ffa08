import { startServer } from '../../server/app.ts'
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

/** Our own server, in this process, with webhooks to loopback allowed and a clock that steps may move. */
export async function startReference(): Promise<StartedReference> {
  const server = await startServer({
    allowPrivateWebhooks: true,
    testControls: true,
    scim: EXAMPLE_SCHEMAS,
    webhookTimeoutMs: PATIENCE_MS,
  })
  const { url, projectId, secret } = server
  const target: ReferenceTarget = { kind: 'reference', url, projectId, secret }
  return { target, connect: () => connect(target), close: () => server.close() }
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
