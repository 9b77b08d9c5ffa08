import type { FastifyInstance } from 'fastify'
import type { App, Connection } from '../applications/app.ts'
import { connectionIn, saveConnection } from '../applications/connect.ts'
import { invalid, notFound } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import { fieldsIn, queryOf, textIn } from './http.ts'
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
    if (String(queryOf(request).activate).toLowerCase() === 'true') {
      await saveConnection(engine, found, connection)
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
  if (profile.authScheme !== 'TOKEN') {
    throw invalid('authScheme', 'authScheme: must be TOKEN for a SCIM app')
  }
  const baseUrl = textIn(fields, 'baseUrl')
  const token = textIn(profile, 'token')
  if (app.kind === 'header-auth') return { baseUrl, apiToken: token }
  return {
    scimProvisioningEnabled: true,
    baseUrl,
    uniqueIdentifier: 'userName',
    authenticationMode: 'HTTP_HEADER',
    token,
    actions: ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_GROUPS'],
  }
}

function toConnection(app: App, base: string): object {
  const saved = app.connection ?? app.heldConnection
  const status = app.connection !== undefined ? 'ENABLED' : 'DISABLED'
  const self = `${base}/api/v1/apps/${app.id}/connections/default`
  const step = status === 'ENABLED' ? 'deactivate' : 'activate'
  return {
    authScheme: saved === undefined ? 'UNKNOWN' : 'TOKEN',
    status: saved === undefined ? 'UNKNOWN' : status,
    ...(saved === undefined ? {} : { baseUrl: saved.baseUrl, profile: { authScheme: 'TOKEN' } }),
    _links: {
      self: { href: self, hints: { allow: ['POST'] } },
      [step]: { href: `${self}/lifecycle/${step}`, hints: { allow: ['POST'] } },
    },
  }
}
