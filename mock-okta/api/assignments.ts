import type { FastifyInstance } from 'fastify'
import type { AppUser } from '../applications/app.ts'
import { isLive } from '../directory/person.ts'
import { notAllowed, notFound } from '../okta-error.ts'
import { assign, assignGroup, unassignByHand, unassignGroup } from '../provisioning/assignments.ts'
import type { Engine } from '../provisioning/engine.ts'
import { fieldsIn, textIn } from './http.ts'
import { page } from './page.ts'

type OfApp = { Params: { id: string } }
type OfPerson = { Params: { id: string; person: string } }
type OfGroup = { Params: { id: string; group: string } }

/** /api/v1/apps/{id}/users and /groups: who has the app. */
export function assignmentRoutes(app: FastifyInstance, engine: Engine): void {
  const { org } = engine

  app.post<OfApp>('/api/v1/apps/:id/users', async ({ params, body }) => {
    const person = org.person(textIn(fieldsIn(body), 'id'))
    if (!isLive(person)) throw notAllowed('Only an activated user can be assigned.')
    return toAppUser(assign(engine, org.app(params.id), person, 'USER'))
  })

  app.get<OfApp>('/api/v1/apps/:id/users', async (request, reply) => {
    const users = [...org.app(request.params.id).users.values()]
    return page(request, reply, users.map(toAppUser), 50)
  })

  app.get<OfPerson>('/api/v1/apps/:id/users/:person', async ({ params }) => {
    const user = org.app(params.id).users.get(org.person(params.person).id)
    if (user === undefined) throw notFound(params.person, 'AppUser')
    return toAppUser(user)
  })

  app.delete<OfPerson>('/api/v1/apps/:id/users/:person', async ({ params }, reply) => {
    unassignByHand(engine, org.app(params.id), org.person(params.person))
    return reply.status(204).send()
  })

  app.put<OfGroup>('/api/v1/apps/:id/groups/:group', async ({ params, body }) => {
    const found = org.app(params.id)
    const { priority } = fieldsIn(body)
    assignGroup(
      engine,
      found,
      params.group,
      typeof priority === 'number' ? priority : found.groups.size,
    )
    return toAppGroup(params.group, found.groups.get(params.group))
  })

  app.get<OfApp>('/api/v1/apps/:id/groups', async (request, reply) => {
    const groups = [...org.app(request.params.id).groups]
    return page(
      request,
      reply,
      groups.map(([id, assignment]) => toAppGroup(id, assignment)),
    )
  })

  app.delete<OfGroup>('/api/v1/apps/:id/groups/:group', async ({ params }, reply) => {
    const found = org.app(params.id)
    if (!found.groups.has(params.group)) throw notFound(params.group, 'ApplicationGroupAssignment')
    unassignGroup(engine, found, params.group)
    return reply.status(204).send()
  })
}

function toAppUser(user: AppUser): object {
  return {
    id: user.personId,
    externalId: user.externalId ?? null,
    created: user.created,
    lastUpdated: user.lastUpdated,
    scope: user.scope,
    status: user.status,
    statusChanged: user.lastUpdated,
    passwordChanged: null,
    syncState: user.syncState,
    lastSync: user.lastSync ?? null,
    credentials: { userName: user.userName },
    profile: {},
  }
}

function toAppGroup(
  id: string,
  assignment: { readonly priority: number; readonly lastUpdated: string } | undefined,
): object {
  return {
    id,
    priority: assignment?.priority ?? 0,
    lastUpdated: assignment?.lastUpdated,
    profile: {},
  }
}
