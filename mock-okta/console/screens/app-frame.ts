import type { Page, Visit } from '../../../web/site.ts'
import type { Desk } from '../console.ts'
import { type App, type Connection, isSaml } from '../shapes.ts'

/** What every tab of an app shows around itself. */
export interface Frame {
  readonly app: App
  readonly saml: boolean
  readonly connection: Connection
  readonly connected: boolean
  /** Of a SAML app: Enable SCIM provisioning is ticked, so that there is a Provisioning tab. */
  readonly scim: boolean
}

export async function frameOf({ okta }: Desk, { params }: Visit): Promise<Frame> {
  const app = await okta.get<App>(`/api/v1/apps/${params.id}`)
  const connection = await okta.get<Connection>(`/api/v1/scimulate/apps/${app.id}/connection`)
  const connected = connection.status === 'ENABLED'
  const saml = isSaml(app)
  const scim = !saml || connected || app.settings.scimProvisioningEnabled === true
  return { app, saml, connection, connected, scim }
}

/** A tab of an app's page. */
export function tab(frame: Frame, view: string, tabName: string, data: object): Page {
  return { view, title: `${frame.app.label}: ${tabName}`, data: { ...frame, tabName, ...data } }
}
