import assert from 'node:assert/strict'
import { firstConnection } from '../../cli/first-connection.ts'
import type { openConsoles } from './open-consoles.ts'

type Consoles = Awaited<ReturnType<typeof openConsoles>>
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there.
type Json = any
/** A call of an API as a script makes it; what is refused fails the test. */
type Api = (method: string, path: string, body?: object) => Promise<Json>

/** The APIs behind the consoles, for what a click must have brought about there. */
export async function desksOf({ okta, server }: Consoles) {
  const scim = await firstConnection(server)
  const project = Buffer.from(`${server.projectId}:${server.secret}`).toString('base64')
  return {
    scim,
    asAdmin: api(okta.url, `SSWS ${okta.apiToken}`),
    asOwner: api(server.url, `Basic ${project}`),
    asClient: api(scim.baseUrl, `Bearer ${scim.token}`, 'application/scim+json'),
  }
}

function api(root: string, authorization: string, type = 'application/json'): Api {
  return async (method, path, body) => {
    const answer = await fetch(root + path, {
      method,
      headers: { authorization, 'content-type': type },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    assert.ok(answer.ok, `${method} ${path} answered ${answer.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
}

type Desks = Awaited<ReturnType<typeof desksOf>>

/** A catalog app that provisions the server, with all of To App on and the groups imported. */
export async function connectedApp({ asAdmin, scim }: Desks, label: string): Promise<string> {
  const { id } = await asAdmin('POST', '/api/v1/apps', {
    ...{ name: 'scim2headerauth', label, signOnMode: 'AUTO_LOGIN' },
    credentials: { userNameTemplate: { type: 'BUILT_IN', template: '${source.email}' } },
  })
  await asAdmin('PUT', `/api/v1/scimulate/apps/${id}/connection`, {
    ...{ baseUrl: scim.baseUrl, apiToken: `Bearer ${scim.token}`, importGroups: true },
  })
  const on = { status: 'ENABLED' }
  await asAdmin('PUT', `/api/v1/apps/${id}/features/USER_PROVISIONING`, {
    create: { lifecycleCreate: on },
    update: { profile: on, lifecycleDeactivate: on },
  })
  return id
}

/** Somebody active, who has the app where one is named. */
export async function person(
  { asAdmin }: Desks,
  firstName: string,
  profile: object = {},
  appId?: string,
): Promise<string> {
  const email = `${firstName.toLowerCase()}@example.com`
  const { id } = await asAdmin('POST', '/api/v1/users?activate=true', {
    profile: { firstName, lastName: 'Test', email, login: email, ...profile },
  })
  if (appId !== undefined) {
    await asAdmin('POST', `/api/v1/apps/${appId}/users`, { id, scope: 'USER' })
    await asAdmin('GET', '/api/v1/scimulate/settled')
  }
  return id
}
