import type { FastifyInstance } from 'fastify'
import type { App, GroupAssignment } from '../applications/app.ts'
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
    const there = found.groups.get(group.id)
    const priority = priorityIn(fields.priority ?? there?.priority ?? found.groups.size)
    const profile = profileIn(fields.profile) ?? there?.profile
    assignGroup(engine, found, group.id, { priority, ...(profile && { profile }) })
    if (there === undefined)
      audit.app('group.application_assignment.add', found, groupTarget(group))
    return toAppGroup(found, group.id, baseOf(request))
  })

  app.patch<OfGroup>(`${path}/:group`, async (request) => {
    const found = org.app(request.params.id)
    const assignment = assignmentOf(found, request.params.group)
    const changed = patched(assignment, request.body)
    assignGroup(engine, found, request.params.group, changed)
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

type Said = Omit<GroupAssignment, 'lastUpdated'>

/** A JSON Patch of /priority, of the /profile or of one attribute in it. */
function patched({ priority, profile }: GroupAssignment, body: unknown): Said {
  if (!Array.isArray(body)) throw invalid('patch', 'The body must be a JSON Patch.')
  const start: Said = profile === undefined ? { priority } : { priority, profile }
  return body.map(fieldsIn).reduce<Said>(operated, start)
}

function operated(said: Said, { op, path, value }: Record<string, unknown>): Said {
  const [, part, name] = /^\/(priority|profile)(?:\/([^/]+))?$/.exec(String(path)) ?? []
  if (part === 'priority') return { ...said, priority: priorityIn(value) }
  if (part !== 'profile') throw invalid('patch', 'Only /priority and /profile can be patched.')
  if (name === undefined) return { ...said, profile: fieldsIn(value) }
  return { ...said, profile: { ...said.profile, [name]: op === 'remove' ? undefined : value } }
}

function priorityIn(value: unknown): number {
  if (typeof value !== 'number') throw invalid('priority', 'priority: must be a number')
  return value
}

function profileIn(value: unknown): GroupAssignment['profile'] {
  return value === undefined ? undefined : fieldsIn(value)
}

function assignmentOf(app: App, groupId: string) {
  const found = app.groups.get(groupId)
  if (found === undefined) throw notFound(groupId, 'ApplicationGroupAssignment')
  return found
}

function toAppGroup(app: App, id: string, base: string): object {
  const { priority, lastUpdated, profile = {} } = assignmentOf(app, id)
  const path = `${base}/api/v1/apps/${app.id}`
  return {
    id,
    priority,
    lastUpdated,
    profile,
    _links: {
      self: { href: `${path}/groups/${id}` },
      app: { href: path },
      group: { href: `${base}/api/v1/groups/${id}` },
    },
  }
}
