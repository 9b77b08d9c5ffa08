import type { FastifyInstance } from 'fastify'
import type { App, Connection } from '../applications/app.ts'
import { isUnauthorized, saveConnection } from '../applications/connect.ts'
import { notFound, OktaError } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import {
  appAsking,
  beginAuthorization,
  finishAuthorization,
  saveGranted,
} from '../provisioning/oauth.ts'
import { queryOf, textIn } from './http.ts'

/** Saves a connection; one with OAuth 2 waits for its grant, unless a refresh token came with it. */
export async function savePage(
  engine: Engine,
  app: App,
  connection: Connection,
  base: string,
): Promise<void> {
  const { oauth } = connection
  if (oauth === undefined || !isUnauthorized(connection)) {
    await saveConnection(engine, app, connection)
  } else if (oauth.refreshToken === undefined) {
    beginAuthorization(engine, app, connection, oauth, base)
  } else {
    const { refreshToken } = oauth
    await saveGranted(engine, app, connection, oauth, { refreshToken })
  }
}

/** Okta's `POST /api/v1/apps/{appName}/{appId}/oauth2/callback`: the code by hand instead of by a browser. */
export function oauthRoutes(app: FastifyInstance, engine: Engine): void {
  const path = '/api/v1/apps/:appName/:appId/oauth2/callback'
  app.post<{ Params: { appName: string; appId: string } }>(path, async (request, reply) => {
    const { appName, appId } = request.params
    const query = queryOf(request)
    const asking = appAsking(engine, textIn(query, 'state'))
    if (asking?.id !== appId || asking.name !== appName) {
      throw notFound(appId, 'ProvisioningConnection')
    }
    await finishAuthorization(engine, asking, textIn(query, 'code'))
    return reply.status(204).send()
  })
}

/** Where the admin's browser comes back to. It has no token: the state, which nobody can guess, is its ticket. */
export function oauthCallback(app: FastifyInstance, engine: Engine): void {
  app.get<{ Params: { appName: string } }>(
    '/admin/app/cpc/:appName/oauth/callback',
    async (request, reply) => {
      const { state = '', code, error, error_description: said = error } = queryOf(request)
      const asking = appAsking(engine, state)
      const page = (status: number, text: string) =>
        reply
          .status(status)
          .type('text/html; charset=utf-8')
          .send(`<p>${escaped(text)}</p>`)
      if (asking?.name !== request.params.appName)
        return page(400, 'Nothing waits for this answer.')
      if (code === undefined) return page(400, `Error authenticating: ${said ?? 'no code came'}`)
      try {
        await finishAuthorization(engine, asking, code)
      } catch (refused) {
        if (!(refused instanceof OktaError)) throw refused
        return page(400, refused.causes.join(' '))
      }
      return page(200, `${asking.label} was authorized. You can close this window.`)
    },
  )
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
