import type { FastifyInstance } from 'fastify'
import type { App, Connection } from '../applications/app.ts'
import { connectionIn, isUnauthorized, saveConnection } from '../applications/connect.ts'
import { authorizeLink } from '../applications/oauth-form.ts'
import { invalid, notFound } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import { fieldsIn, queryOf, textIn } from './http.ts'
import { savePage } from './oauth.ts'
import { baseOf } from './page.ts'

type OfApp = { Params: { id: string } }

/**
 * /api/v1/apps/{id}/connections/default: Okta has it for a few apps of its own and refuses SCIM apps; here
 * it connects those, with a token and every provisioning action but the imports.
 */
export function connectionRoutes(app: FastifyInstance, engine: Engine): void {
  const { org } = engine
  const path = '/api/v1/apps/:id/connections/default'

  app.get<OfApp>(path, async (request) => toConnection(org.app(request.params.id), baseOf(request)))

  app.post<OfApp>(path, async (request) => {
    const found = org.app(request.params.id)
    const connection = connectionIn(found, formOf(found, fieldsIn(request.body)))
    const activate = String(queryOf(request).activate).toLowerCase() === 'true'
    // Whether it is to be activated or not: with OAuth 2 the grant comes first.
    if (activate || isUnauthorized(connection)) {
      await savePage(engine, found, connection, baseOf(request))
    } else {
      hold(found, connection)
    }
    return toConnection(found, baseOf(request))
  })

  app.post<OfApp & { Params: { id: string; step: string } }>(
    `${path}/lifecycle/:step`,
    async ({ params }, reply) => {
      const found = org.app(params.id)
      const connection = found.connection ?? found.heldConnection
      if (connection === undefined) throw notFound(params.id, 'ProvisioningConnection')
      if (params.step === 'activate') await saveConnection(engine, found, connection)
      else if (params.step === 'deactivate') hold(found, connection)
      else throw notFound(params.step, 'Lifecycle')
      return reply.status(204).send()
    },
  )
}

function hold(app: App, connection: Connection): void {
  app.heldConnection = connection
  app.connection = undefined
}

/** The Integration page as this request would fill it in. */
function formOf(app: App, fields: Record<string, unknown>): object {
  const profile = fieldsIn(fields.profile)
  const baseUrl = textIn(fields, 'baseUrl')
  const saml = {
    scimProvisioningEnabled: true,
    baseUrl,
    uniqueIdentifier: 'userName',
    actions: ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_GROUPS'],
  }
  if (profile.authScheme === 'OAUTH2' && app.kind === 'saml') {
    return { ...saml, ...profile, authenticationMode: 'OAUTH2' }
  }
  if (profile.authScheme !== 'TOKEN') {
    throw invalid(
      'authScheme',
      'authScheme: must be TOKEN for a SCIM app, or OAUTH2 for a SAML app',
    )
  }
  const token = textIn(profile, 'token')
  if (app.kind === 'header-auth') return { baseUrl, apiToken: token }
  return { ...saml, authenticationMode: 'HTTP_HEADER', token }
}

function toConnection(app: App, base: string): object {
  const saved = app.connection ?? app.heldConnection
  const status = app.connection !== undefined ? 'ENABLED' : 'DISABLED'
  const self = `${base}/api/v1/apps/${app.id}/connections/default`
  const step = status === 'ENABLED' ? 'deactivate' : 'activate'
  const scheme = saved?.oauth === undefined ? 'TOKEN' : 'OAUTH2'
  const { oauth } = app.heldConnection ?? {}
  const authorize = oauth && authorizeLink(oauth)
  return {
    authScheme: saved === undefined ? 'UNKNOWN' : scheme,
    status: saved === undefined ? 'UNKNOWN' : status,
    ...(saved === undefined ? {} : { baseUrl: saved.baseUrl, profile: profileOf(saved) }),
    _links: {
      self: { href: self, hints: { allow: ['POST'] } },
      [step]: { href: `${self}/lifecycle/${step}`, hints: { allow: ['POST'] } },
      ...(authorize === undefined
        ? {}
        : { authorize: { href: authorize, hints: { allow: ['GET'] } } }),
    },
  }
}

function profileOf({ oauth }: Connection): object {
  if (oauth === undefined) return { authScheme: 'TOKEN' }
  const { clientId, authorizeUrl, tokenUrl } = oauth
  return { authScheme: 'OAUTH2', clientId, authorizeUrl, tokenUrl }
}
