import type { FastifyInstance } from 'fastify'
import type { App } from '../applications/app.ts'
import { CATALOG } from '../applications/catalog.ts'
import { DEFAULT_TEMPLATE, isKnownTemplate } from '../applications/user-name.ts'
import { invalid, OktaError } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import { fieldsIn, textIn } from './http.ts'
import { page } from './page.ts'

type ById = { Params: { id: string } }

/** /api/v1/apps: the SAML app and the catalog app. */
export function appRoutes(app: FastifyInstance, engine: Engine): void {
  const { org } = engine

  app.post<{ Querystring: { activate?: string } }>('/api/v1/apps', async ({ body, query }) => {
    const made = newApp(engine, fieldsIn(body), query.activate !== 'false')
    org.apps.set(made.id, made)
    return toApp(made)
  })

  app.get('/api/v1/apps', async (request, reply) => {
    const { q = '' } = request.query as Record<string, string | undefined>
    const apps = [...org.apps.values()].filter(({ label }) =>
      label.toLowerCase().startsWith(q.toLowerCase()),
    )
    return page(request, reply, apps.map(toApp))
  })

  app.get<ById>('/api/v1/apps/:id', async ({ params }) => toApp(org.app(params.id)))

  app.put<ById>('/api/v1/apps/:id', async ({ params, body }) => {
    const found = org.app(params.id)
    found.label = textIn(fieldsIn(body), 'label')
    found.lastUpdated = engine.now().toISOString()
    return toApp(found)
  })

  app.delete<ById>('/api/v1/apps/:id', async ({ params }, reply) => {
    const found = org.app(params.id)
    if (found.status === 'ACTIVE') {
      throw new OktaError(403, 'E0000056', 'Delete application forbidden: it is still active.')
    }
    org.apps.delete(found.id)
    return reply.status(204).send()
  })

  app.post<{ Params: { id: string; step: string } }>(
    '/api/v1/apps/:id/lifecycle/:step',
    async ({ params }) => {
      const found = org.app(params.id)
      if (params.step !== 'activate' && params.step !== 'deactivate') {
        throw new OktaError(404, 'E0000007', `Not found: Resource not found: ${params.step}`)
      }
      found.status = params.step === 'activate' ? 'ACTIVE' : 'INACTIVE'
      return {}
    },
  )
}

function newApp(engine: Engine, fields: Record<string, unknown>, active: boolean): App {
  const label = textIn(fields, 'label')
  const signOnMode = textIn(fields, 'signOnMode')
  const entry = CATALOG.find(({ name }) => name === fields.name)
  if (entry === undefined && signOnMode !== 'SAML_2_0') {
    throw invalid('signOnMode', 'signOnMode: SAML_2_0, or name: one of the catalog.')
  }
  const id = engine.random.id('0oa')
  const now = engine.now().toISOString()
  return {
    id,
    kind: entry === undefined ? 'saml' : 'header-auth',
    name: entry?.name ?? `scimulate_${label.toLowerCase().replace(/[^a-z0-9]+/g, '')}_1`,
    label,
    status: active ? 'ACTIVE' : 'INACTIVE',
    signOnMode: entry?.signOnMode ?? signOnMode,
    userNameTemplate: templateIn(fields),
    created: now,
    lastUpdated: now,
    connection: undefined,
    actions: { create: false, update: false, deactivate: false },
    appGroups: undefined,
    users: new Map(),
    groups: new Map(),
    mappings: new Map(),
    exchanges: [],
    tasks: [],
  }
}

function templateIn(fields: Record<string, unknown>): string {
  const { userNameTemplate } = fieldsIn(fields.credentials)
  const { template = DEFAULT_TEMPLATE } = fieldsIn(userNameTemplate)
  if (typeof template !== 'string' || !isKnownTemplate(template)) {
    throw invalid(
      'userNameTemplate',
      `userNameTemplate: ${String(template)} is not a format that this mock knows.`,
    )
  }
  return template
}

export function toApp(app: App): object {
  const { id, name, label, status, created, lastUpdated, signOnMode, userNameTemplate } = app
  return {
    id,
    name,
    label,
    status,
    lastUpdated,
    created,
    signOnMode,
    features: featuresOf(app),
    credentials: {
      userNameTemplate: { template: userNameTemplate, type: 'BUILT_IN' },
      signing: {},
    },
    settings: {},
    visibility: { autoSubmitToolbar: false, hide: { iOS: false, web: false } },
    _links: { self: { href: `/api/v1/apps/${id}` } },
  }
}

function featuresOf({ connection, actions }: App): string[] {
  if (connection === undefined) return []
  return [
    'SCIM_PROVISIONING',
    'GROUP_PUSH',
    ...(actions.create ? ['PUSH_NEW_USERS'] : []),
    ...(actions.update ? ['PUSH_PROFILE_UPDATES'] : []),
    ...(actions.deactivate ? ['PUSH_USER_DEACTIVATION', 'REACTIVATE_USERS'] : []),
  ]
}
