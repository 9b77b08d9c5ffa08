import type { FastifyInstance } from 'fastify'
import type { App } from '../applications/app.ts'
import { invalid, notFound } from '../okta-error.ts'
import { assignGroup, unassignGroup } from '../provisioning/assignments.ts'
import type { Engine } from '../provisioning/engine.ts'
import { type Audit, groupTarget } from './audit.ts'
import { fieldsIn } from './http.ts'
import { baseOf, page } from './page.ts'

type OfApp = { Params: { id: string } }
type OfGroup = { Params: { id: string; group: string } }

/** /api/v1/apps/{id}/groups: the groups that bring the app. */
export function appGroupRoutes(app: FastifyInstance, engine: Engine, audit: Audit): void {
  const { org } = engine
  const path = '/api/v1/apps/:id/groups'

  app.put<OfGroup>(`${path}/:group`, async (request) => {
    const found = org.app(request.params.id)
    const group = org.group(request.params.group)
    const fields = fieldsIn(request.body)
    const { priority = found.groups.size } = fields
    if (typeof priority !== 'number') throw invalid('priority', 'priority: must be a number')
    const there = found.groups.has(group.id)
    assignGroup(engine, found, group.id, priority)
    if (!there) audit.app('group.application_assignment.add', found, groupTarget(group))
    return toAppGroup(found, group.id, baseOf(request))
  })

  app.patch<OfGroup>(`${path}/:group`, async (request) => {
    const found = org.app(request.params.id)
    const assignment = assignmentOf(found, request.params.group)
    const priority = priorityIn(request.body)
    found.groups.set(request.params.group, {
      ...assignment,
      priority: priority ?? assignment.priority,
      lastUpdated: engine.now().toISOString(),
    })
    return toAppGroup(found, request.params.group, baseOf(request))
  })

  app.get<OfApp>(path, async (request, reply) => {
    const found = org.app(request.params.id)
    const base = baseOf(request)
    const groups = [...found.groups.keys()].map((id) => toAppGroup(found, id, base))
    return page(request, reply, groups, { preset: 20, largest: 200 })
  })

  app.get<OfGroup>(`${path}/:group`, async (request) =>
    toAppGroup(org.app(request.params.id), request.params.group, baseOf(request)),
  )

  app.delete<OfGroup>(`${path}/:group`, async ({ params }, reply) => {
    const found = org.app(params.id)
    assignmentOf(found, params.group)
    unassignGroup(engine, found, params.group)
    audit.app('group.application_assignment.remove', found, groupTarget(org.group(params.group)))
    return reply.status(204).send()
  })
}

/** A JSON Patch of which only /priority says something here. */
function priorityIn(body: unknown): number | undefined {
  if (!Array.isArray(body)) throw invalid('patch', 'The body must be a JSON Patch.')
  let priority: number | undefined
  for (const { path, value } of body.map(fieldsIn)) {
    if (path !== '/priority' || typeof value !== 'number') {
      throw invalid('patch', 'Only /priority can be patched here.')
    }
    priority = value
  }
  return priority
}

function assignmentOf(app: App, groupId: string) {
  const found = app.groups.get(groupId)
  if (found === undefined) throw notFound(groupId, 'ApplicationGroupAssignment')
  return found
}

function toAppGroup(app: App, id: string, base: string): object {
  const { priority, lastUpdated } = assignmentOf(app, id)
  const path = `${base}/api/v1/apps/${app.id}`
  return {
    id,
    priority,
    lastUpdated,
    profile: {},
    _links: {
      self: { href: `${path}/groups/${id}` },
      app: { href: path },
      group: { href: `${base}/api/v1/groups/${id}` },
    },
  }
}
