import { randomUUID } from 'node:crypto'
import type { RunningServer } from '../server/app.ts'
import type { ScimAccess } from './okta/admin.ts'

type Api = Pick<RunningServer, 'url' | 'projectId' | 'secret'>

/** Made through the API that anybody would use, so that the start is itself a rehearsal. */
export async function firstConnection(api: Api): Promise<ScimAccess> {
  const { organization } = await post<{ organization: { organization_id: string } }>(
    api,
    '/v1/b2b/organizations',
    { organization_name: 'Example', organization_slug: `example-${randomUUID().slice(0, 8)}` },
  )
  const { connection } = await post<{ connection: { base_url: string; bearer_token: string } }>(
    api,
    `/v1/b2b/scim/${organization.organization_id}/connection`,
    { display_name: 'Okta', identity_provider: 'okta' },
  )
  return { baseUrl: connection.base_url, token: connection.bearer_token }
}

async function post<T>(api: Api, path: string, body: object): Promise<T> {
  const answer = await fetch(api.url + path, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${api.projectId}:${api.secret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}`)
  return (await answer.json()) as T
}
