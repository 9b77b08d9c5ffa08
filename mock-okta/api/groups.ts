import type { FastifyInstance } from 'fastify'
import type { Group } from '../directory/group.ts'
import { OktaError } from '../okta-error.ts'
import { joined, left } from '../provisioning/assignments.ts'
import type { Engine } from '../provisioning/engine.ts'
import { pushName } from '../provisioning/push-group.ts'
import { fieldsIn, textIn } from './http.ts'
import { page } from './page.ts'
import { toUser } from './users.ts'

type ById = { Params: { id: string } }
type Membership = { Params: { id: string; person: string } }

/** /api/v1/groups: groups and who is in them. */
export function groupRoutes(app: FastifyInstance, engine: Engine): void {
  const { org } = engine

  app.post('/api/v1/groups', async ({ body }) => toGroup(newGroup(engine, fieldsIn(body))))

  app.get('/api/v1/groups', async (request, reply) => {
    const { q = '' } = request.query as Record<string, string | undefined>
    const groups = [...org.groups.values()].filter(({ name }) =>
      name.toLowerCase().startsWith(q.toLowerCase()),
    )
    return page(request, reply, groups.map(toGroup))
  })

  app.get<ById>('/api/v1/groups/:id', async ({ params }) => toGroup(org.group(params.id)))

  app.put<ById>('/api/v1/groups/:id', async ({ params, body }) => {
    const profile = fieldsIn(fieldsIn(body).profile)
    return toGroup(rename(engine, org.group(params.id), textIn(profile, 'name'), profile))
  })

  app.delete<ById>('/api/v1/groups/:id', async ({ params }, reply) => {
    const { id, members } = org.group(params.id)
    refuseIfPushed(engine, id)
    for (const personId of [...members]) leave(engine, org.group(id), personId)
    org.groups.delete(id)
    return reply.status(204).send()
  })

  app.get<ById>('/api/v1/groups/:id/users', async (request, reply) => {
    const members = [...org.group(request.params.id).members]
    return page(
      request,
      reply,
      members.map((personId) => toUser(org.person(personId))),
      1_000,
    )
  })

  app.put<Membership>('/api/v1/groups/:id/users/:person', async ({ params }, reply) => {
    const group = org.group(params.id)
    const person = org.person(params.person)
    if (!group.members.has(person.id)) {
      group.members.add(person.id)
      group.lastMembershipUpdated = engine.now().toISOString()
      joined(engine, group.id, person)
    }
    return reply.status(204).send()
  })

  app.delete<Membership>('/api/v1/groups/:id/users/:person', async ({ params }, reply) => {
    leave(engine, org.group(params.id), org.person(params.person).id)
    return reply.status(204).send()
  })
}

function newGroup(engine: Engine, fields: Record<string, unknown>): Group {
  const profile = fieldsIn(fields.profile)
  const now = engine.now().toISOString()
  const group: Group = {
    id: engine.random.id('00g'),
    name: textIn(profile, 'name'),
    description: typeof profile.description === 'string' ? profile.description : '',
    created: now,
    lastUpdated: now,
    lastMembershipUpdated: now,
    members: new Set(),
  }
  engine.org.groups.set(group.id, group)
  return group
}

/** A pushed group takes its new name along, as the default of the rename setting has it. */
function rename(
  engine: Engine,
  group: Group,
  name: string,
  { description }: Record<string, unknown>,
): Group {
  const renamed = name !== group.name
  group.name = name
  if (typeof description === 'string') group.description = description
  group.lastUpdated = engine.now().toISOString()
  for (const app of renamed ? engine.org.apps.values() : []) {
    for (const mapping of app.mappings.values()) {
      if (mapping.sourceGroupId !== group.id) continue
      mapping.targetName = name
      pushName(engine, app, mapping)
    }
  }
  return group
}

function leave(engine: Engine, group: Group, personId: string): void {
  if (!group.members.delete(personId)) return
  group.lastMembershipUpdated = engine.now().toISOString()
  left(engine, group.id, engine.org.person(personId))
}

function refuseIfPushed({ org }: Engine, groupId: string): void {
  for (const app of org.apps.values()) {
    for (const { sourceGroupId } of app.mappings.values()) {
      if (sourceGroupId !== groupId) continue
      throw new OktaError(400, 'E0000001', 'Api validation failed: group', [
        `The group is pushed to ${app.label}: unlink it first.`,
      ])
    }
  }
}

export function toGroup(group: Group): object {
  const { id, name, description, created, lastUpdated, lastMembershipUpdated } = group
  return {
    id,
    created,
    lastUpdated,
    lastMembershipUpdated,
    objectClass: ['okta:user_group'],
    type: 'OKTA_GROUP',
    profile: { name, description },
    _links: { users: { href: `/api/v1/groups/${id}/users` } },
  }
}
