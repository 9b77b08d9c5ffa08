import type { FastifyInstance } from 'fastify'
import { type App, supports } from '../applications/app.ts'
import { saveActions } from '../applications/connect.ts'
import { invalid, OktaError } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import { type Audit, appTarget } from './audit.ts'
import { fieldsIn } from './http.ts'
import { inboundIn, toInbound } from './inbound-feature.ts'

type OfApp = { Params: { id: string } }

/** /api/v1/apps/{id}/features: the To App and To Okta pages. */
export function featureRoutes(app: FastifyInstance, engine: Engine, audit: Audit): void {
  const { org } = engine

  app.get<OfApp>('/api/v1/apps/:id/features', async ({ params }) => {
    const found = provisioned(org.app(params.id))
    return [toFeature(found), ...(supports(found, 'IMPORT_USERS') ? [toInbound(found)] : [])]
  })

  app.get<OfApp>('/api/v1/apps/:id/features/INBOUND_PROVISIONING', async ({ params }) =>
    toInbound(importing(org.app(params.id))),
  )

  app.put<OfApp>('/api/v1/apps/:id/features/INBOUND_PROVISIONING', async ({ params, body }) => {
    const found = importing(org.app(params.id))
    found.importSettings = inboundIn(found, fieldsIn(body))
    audit.app('application.lifecycle.update', found)
    return toInbound(found)
  })

  app.get<OfApp>('/api/v1/apps/:id/features/USER_PROVISIONING', async ({ params }) =>
    toFeature(provisioned(org.app(params.id))),
  )

  app.put<OfApp>('/api/v1/apps/:id/features/USER_PROVISIONING', async ({ params, body }) => {
    const found = provisioned(org.app(params.id))
    const { create, update } = fieldsIn(body)
    const before = found.actions.deactivate
    tick(found, 'create', fieldsIn(create).lifecycleCreate)
    tick(found, 'update', fieldsIn(update).profile)
    tick(found, 'deactivate', fieldsIn(update).lifecycleDeactivate)
    found.passwordSync = passwordIn(found, fieldsIn(update).password)
    if (found.actions.deactivate !== before) tellDeprovisioning(audit, found)
    await saveActions(engine, found)
    return toFeature(found)
  })
}

/** Okta tells of this row alone, by a message of its own. */
function tellDeprovisioning(audit: Audit, app: App): void {
  const customMessage = app.actions.deactivate
    ? 'Deprovisioning unassigned users'
    : 'Stop deprovisioning unassigned users'
  const debug = { appname: app.name, customMessage }
  audit.record('application.lifecycle.update', [appTarget(app)], debug)
}

/** An app without a connection has no such page. */
function provisioned(app: App): App {
  if (app.connection === undefined) {
    throw new OktaError(400, 'E0000001', 'Api validation failed: feature', [
      'Provisioning is not enabled for the app instance.',
    ])
  }
  return app
}

/** An app that imports nobody has no To Okta page. */
function importing(app: App): App {
  if (supports(provisioned(app), 'IMPORT_USERS')) return app
  throw new OktaError(400, 'E0000001', 'Api validation failed: feature', [
    'Import Users is not among the supported actions of the app.',
  ])
}

/** Capabilities that are not named stay as they are. */
function tick(app: App, action: keyof App['actions'], capability: unknown): void {
  const { status } = fieldsIn(capability)
  if (status === undefined) return
  if (status !== 'ENABLED' && status !== 'DISABLED') {
    throw invalid('status', 'status: must be ENABLED or DISABLED')
  }
  app.actions[action] = status === 'ENABLED'
}

function passwordIn({ passwordSync }: App, capability: unknown): App['passwordSync'] {
  const { status, seed = passwordSync.seed, change = passwordSync.change } = fieldsIn(capability)
  if (seed !== 'OKTA' && seed !== 'RANDOM') throw invalid('seed', 'seed: must be OKTA or RANDOM')
  if (change !== 'CHANGE' && change !== 'KEEP_EXISTING') {
    throw invalid('change', 'change: must be CHANGE or KEEP_EXISTING')
  }
  return {
    enabled: status === undefined ? passwordSync.enabled : status === 'ENABLED',
    seed,
    change,
  }
}

function toFeature({ id, actions, passwordSync }: App): object {
  const status = (on: boolean) => ({ status: on ? 'ENABLED' : 'DISABLED' })
  return {
    name: 'USER_PROVISIONING',
    status: actions.create || actions.update || actions.deactivate ? 'ENABLED' : 'DISABLED',
    description: 'User provisioning settings from Okta to a downstream application',
    capabilities: {
      create: { lifecycleCreate: status(actions.create) },
      update: {
        profile: status(actions.update),
        lifecycleDeactivate: status(actions.deactivate),
        password: {
          ...status(passwordSync.enabled),
          seed: passwordSync.seed,
          change: passwordSync.change,
        },
      },
    },
    _links: { self: { href: `/api/v1/apps/${id}/features/USER_PROVISIONING` } },
  }
}
