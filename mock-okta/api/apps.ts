import type { FastifyInstance } from 'fastify'
import type { App } from '../applications/app.ts'
import { notFound, OktaError } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import { toApp } from './app-shape.ts'
import { toAppUser } from './app-user-shape.ts'
import type { Audit } from './audit.ts'
import { expression } from './expression.ts'
import { fieldsIn, queryOf } from './http.ts'
import { newApp, replaceApp } from './new-app.ts'
import { baseOf, page } from './page.ts'

type ById = { Params: { id: string } }

/** What the `filter` of the app list may name. */
const FILTERED = new Set(['id', 'name', 'status', 'user.id', 'group.id'])

/** /api/v1/apps: the SAML app and the catalog app. */
export function appRoutes(app: FastifyInstance, engine: Engine, audit: Audit): void {
  const { org } = engine

  app.post('/api/v1/apps', async (request) => {
    const active = queryOf(request).activate !== 'false'
    const made = newApp(engine, fieldsIn(request.body), active)
    org.apps.set(made.id, made)
    audit.app('application.lifecycle.create', made)
    if (active) audit.app('application.lifecycle.activate', made)
    return toApp(made, baseOf(request))
  })

  app.get('/api/v1/apps', async (request, reply) => {
    const { q = '', filter, expand = '' } = queryOf(request)
    const matches = filter === undefined ? undefined : expression(filter, (at) => FILTERED.has(at))
    const apps = [...org.apps.values()]
      .filter(({ label, name }) =>
        [label, name].some((text) => text.toLowerCase().startsWith(q.toLowerCase())),
      )
      .filter((one) => matches?.(searchable(one)) ?? true)
    const [, personId] = /^user\/(.+)$/.exec(expand) ?? []
    const base = baseOf(request)
    return page(
      request,
      reply,
      apps.map((one) => withUser(engine, one, personId, base)),
    )
  })

  app.get<ById>('/api/v1/apps/:id', async (request) =>
    toApp(org.app(request.params.id), baseOf(request)),
  )

  app.put<ById>('/api/v1/apps/:id', async (request) => {
    const found = org.app(request.params.id)
    replaceApp(engine, found, fieldsIn(request.body))
    audit.app('application.lifecycle.update', found)
    return toApp(found, baseOf(request))
  })

  app.delete<ById>('/api/v1/apps/:id', async ({ params }, reply) => {
    const found = org.app(params.id)
    if (found.status === 'ACTIVE') {
      throw new OktaError(403, 'E0000056', 'Delete application forbidden.')
    }
    org.apps.delete(found.id)
    audit.app('application.lifecycle.delete', found)
    return reply.status(204).send()
  })

  app.post<{ Params: { id: string; step: string } }>(
    '/api/v1/apps/:id/lifecycle/:step',
    async ({ params }) => {
      const found = org.app(params.id)
      if (params.step !== 'activate' && params.step !== 'deactivate') {
        throw notFound(params.step, 'Lifecycle')
      }
      found.status = params.step === 'activate' ? 'ACTIVE' : 'INACTIVE'
      audit.app(`application.lifecycle.${params.step}`, found)
      return {}
    },
  )
}

function searchable({ id, name, status, users, groups }: App): object {
  const ids = (keys: Iterable<string>) => [...keys].map((key) => ({ id: key }))
  return { id, name, status, user: ids(users.keys()), group: ids(groups.keys()) }
}

function withUser(engine: Engine, app: App, personId: string | undefined, base: string): object {
  const user = personId === undefined ? undefined : app.users.get(personId)
  if (user === undefined) return toApp(app, base)
  const person = engine.org.person(user.personId)
  return { ...toApp(app, base), _embedded: { user: toAppUser(engine, app, user, person, base) } }
}
