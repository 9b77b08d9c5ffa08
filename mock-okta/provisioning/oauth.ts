import type { App, Connection, OAuth } from '../applications/app.ts'
import { saveConnection } from '../applications/connect.ts'
import { OktaError } from '../okta-error.ts'
import { Failure } from '../scim/failure.ts'
import type { Grant } from '../scim/token-endpoint.ts'
import type { Engine } from './engine.ts'

/** Begins the grant: the page is kept until the admin comes back from the server with a code. */
export function beginAuthorization(
  engine: Engine,
  app: App,
  connection: Connection,
  oauth: OAuth,
  base: string,
): void {
  const redirectUri = `${base}/admin/app/cpc/${app.name}/oauth/callback`
  const asked = { state: engine.random.letters(32), redirectUri }
  app.heldConnection = { ...connection, oauth: { ...oauth, asked } }
}

/** The app whose admin came back with this state. */
export function appAsking(engine: Engine, state: string): App | undefined {
  return [...engine.org.apps.values()].find(
    ({ heldConnection }) => heldConnection?.oauth?.asked?.state === state,
  )
}

/** Exchanges the code for tokens and saves the page, which tests the connector with them. */
export async function finishAuthorization(engine: Engine, app: App, code: string): Promise<void> {
  const { heldConnection: held } = app
  const oauth = held?.oauth
  if (held === undefined || oauth?.asked === undefined) return
  const { redirectUri } = oauth.asked
  await saveGranted(engine, app, held, oauth, { code, redirectUri })
  app.heldConnection = undefined
}

/** Saves the page with tokens that a code or a refresh token brings. */
export async function saveGranted(
  engine: Engine,
  app: App,
  connection: Connection,
  oauth: OAuth,
  grant: Grant,
): Promise<void> {
  const granted = await engine.granted(connection, oauth, grant).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error
    engine.log(app, 'application.integration.authentication_failure', [], error)
    throw new OktaError(400, 'E0000001', 'Api validation failed: connection', [
      `Error authenticating: ${error.message}`,
    ])
  })
  await saveConnection(engine, app, granted)
}
