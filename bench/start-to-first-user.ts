import { cpus } from 'node:os'
import { startMockOkta } from '../mock-okta/app.ts'
import { startServer } from '../server/app.ts'

const ROUNDS = 9

/** From nothing to the first person that the mock Okta has provisioned on the reference server. */
export async function startToFirstUser(): Promise<void> {
  const total: number[] = []
  const push: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const { totalMs, pushMs } = await once()
    total.push(totalMs)
    push.push(pushMs)
  }
  console.log(
    `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, Node ${process.version}`,
  )
  console.log(`start to first assigned user   median ${median(total)} ms of ${ROUNDS} rounds`)
  console.log(`of that, the assignment        median ${median(push)} ms`)
}

async function once(): Promise<{ totalMs: number; pushMs: number }> {
  const started = performance.now()
  const server = await startServer()
  const okta = await startMockOkta()
  try {
    const basic = Buffer.from(`${server.projectId}:${server.secret}`).toString('base64')
    const product = caller(server.url, `Basic ${basic}`)
    const admin = caller(okta.url, `SSWS ${okta.apiToken}`)
    const { organization } = await product('POST', '/v1/b2b/organizations', {
      organization_name: 'Bench',
      organization_slug: 'bench',
    })
    const path = `/v1/b2b/scim/${organization.organization_id}/connection`
    const { connection } = await product('POST', path, { identity_provider: 'okta' })
    const app = await admin('POST', '/api/v1/apps', { label: 'Bench', signOnMode: 'SAML_2_0' })
    await admin('PUT', `/api/v1/scimulate/apps/${app.id}/connection`, {
      scimProvisioningEnabled: true,
      baseUrl: connection.base_url,
      uniqueIdentifier: 'userName',
      authenticationMode: 'HTTP_HEADER',
      token: connection.bearer_token,
      actions: ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES'],
    })
    await admin('PUT', `/api/v1/apps/${app.id}/features/USER_PROVISIONING`, {
      create: { lifecycleCreate: { status: 'ENABLED' } },
    })
    const login = 'ada@example.com'
    const person = await admin('POST', '/api/v1/users?activate=true', {
      profile: { firstName: 'Ada', lastName: 'Bench', email: login, login },
    })
    const assigned = performance.now()
    await admin('POST', `/api/v1/apps/${app.id}/users`, { id: person.id, scope: 'USER' })
    await admin('GET', '/api/v1/scimulate/settled?timeoutMs=10000')
    const { externalId } = await admin('GET', `/api/v1/apps/${app.id}/users/${person.id}`)
    if (typeof externalId !== 'string') throw new Error('the first user was not provisioned')
    const now = performance.now()
    return { totalMs: now - started, pushMs: now - assigned }
  } finally {
    await okta.close()
    await server.close()
  }
}

/** As much of the two APIs' answers as the bench reads. */
interface Answer {
  readonly id: string
  readonly externalId?: unknown
  readonly organization: { readonly organization_id: string }
  readonly connection: { readonly base_url: string; readonly bearer_token: string }
}

function caller(url: string, authorization: string) {
  return async (method: string, path: string, body?: object): Promise<Answer> => {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
}

function median(values: readonly number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)
}
