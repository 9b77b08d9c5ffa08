import { startMockOkta } from '../mock-okta/app.ts'
import { startServer } from '../server/app.ts'
import { firstConnection } from './first-connection.ts'
import { OktaAdmin, type ScimAccess } from './okta/admin.ts'
import { stopSignal } from './serve.ts'

/** `scimulate demo`: server and mock Okta together, both set-ups of the guide made, and one person pushed. */
export async function demo(): Promise<void> {
  const stopped = stopSignal()
  const server = await startServer({ console: true, testControls: true })
  try {
    const okta = await startMockOkta({ console: true, testControls: true })
    try {
      console.log(await tour(server, okta))
      await stopped
    } finally {
      await okta.close()
    }
  } finally {
    await server.close()
  }
}

type Server = Awaited<ReturnType<typeof startServer>>
type Okta = Awaited<ReturnType<typeof startMockOkta>>

async function tour(server: Server, okta: Okta): Promise<string> {
  const admin = new OktaAdmin(okta)
  const saml = await firstConnection(server)
  const header = await firstConnection(server)
  const samlApp = await admin.provisioningApp('saml', 'SAML app', saml)
  const headerApp = await admin.provisioningApp('header', 'SCIM 2.0 Header Auth', header)
  const ada = await admin.createPerson('Ada', 'Lovelace', 'ada@example.com')
  await admin.assign(headerApp, ada)
  await admin.settled(10_000)
  return lines({ server, okta, saml, header, samlApp, headerApp, ada }).join('\n')
}

interface Made {
  readonly server: Server
  readonly okta: Okta
  readonly saml: ScimAccess
  readonly header: ScimAccess
  readonly samlApp: string
  readonly headerApp: string
  readonly ada: string
}

function lines({ server, okta, saml, header, samlApp, headerApp, ada }: Made): string[] {
  const asAdmin = `-H 'Authorization: SSWS ${okta.apiToken}'`
  const asServer = `-u '${server.projectId}:${server.secret}'`
  return [
    `The reference server is at ${server.url}, a mock Okta at ${okta.url}. Ctrl-C stops both.`,
    `Okta's admin console:    ${okta.console?.url}`,
    `The product's dashboard: ${server.console?.url}`,
    `Two apps provision it: a SAML app (${samlApp}) and SCIM 2.0 Header Auth (${headerApp}).`,
    'Okta has just created Ada and pushed her. Click on, or in another terminal:',
    `1. See her:          curl -s -H 'Authorization: Bearer ${header.token}' ${header.baseUrl}/Users`,
    `2. What Okta sent:   scimulate okta watch ${okta.url} --api-token ${okta.apiToken} --bodies`,
    `3. Unassign her:     curl -s -X DELETE ${asAdmin} ${okta.url}/api/v1/apps/${headerApp}/users/${ada}`,
    `4. See what came:    curl -s ${asServer} ${server.url}/v1/scimulate/events`,
    `5. Assign to SAML:   curl -s ${asAdmin} -H 'Content-Type: application/json' -d '{"id":"${ada}"}' ${okta.url}/api/v1/apps/${samlApp}/users`,
    `6. A roll-out:       SCIM_TOKEN=${saml.token} scimulate okta push --users 50 --groups 5 --target ${saml.baseUrl}`,
    `7. All of it:        SCIM_TOKEN=${saml.token} scimulate check ${saml.baseUrl}`,
  ]
}
