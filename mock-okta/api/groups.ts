import type { FastifyInstance } from 'fastify'
import type { Group } from '../directory/group.ts'
import { invalid, OktaError } from '../okta-error.ts'
import { joined, left } from '../provisioning/assignments.ts'
import type { Engine } from '../provisioning/engine.ts'
import { applyRules, keptByHand, takenByHand } from '../provisioning/group-rules.ts'
import { groupCreated, groupRenamed } from '../provisioning/push-rules.ts'
import { toApp } from './app-shape.ts'
import { type Audit, personTarget } from './audit.ts'
import { expression } from './expression.ts'
import { toGroup } from './group-shape.ts'
import { fieldsIn, queryOf, textIn } from './http.ts'
import { baseOf, page } from './page.ts'
import { sorted } from './sorting.ts'
import { toUser } from './user-shape.ts'

type ById = { Params: { id: string } }
type Membership = { Params: { id: string; person: string } }

/** What `filter` and `search` may name; `search` takes any profile attribute besides. */
const NAMED = new Set(['id', 'type', 'created', 'lastUpdated', 'lastMembershipUpdated'])

/** /api/v1/groups: groups and who is in them. */
export function groupRoutes(app: FastifyInstance, engine: Engine, audit: Audit): void {
  const { org } = engine

  app.post('/api/v1/groups', async (request) =>
    toGroup(newGroup(engine, audit, fieldsIn(request.body)), baseOf(request)),
  )

  app.get('/api/v1/groups', async (request, reply) => {
    const query = queryOf(request)
    const base = baseOf(request)
    const part = (query.q ?? '').toLowerCase()
    const groups = [...org.groups.values()]
      .filter(({ name }) => name.toLowerCase().startsWith(part))
      .map((group) => toGroup(group, base))
    const tests = [query.filter, query.search]
      .filter((text) => text !== undefined)
      .map((text) => expression(text, (path) => NAMED.has(path) || path.startsWith('profile.')))
    const found = groups.filter((group) => tests.every((matches) => matches(group)))
    return page(request, reply, sorted(found, query.sortBy, query.sortOrder), {
      preset: 10_000,
      largest: 10_000,
    })
  })

  app.get<ById>('/api/v1/groups/:id', async (request) =>
    toGroup(org.group(request.params.id), baseOf(request)),
  )

  app.put<ById>('/api/v1/groups/:id', async (request) => {
    const group = org.group(request.params.id)
    const profile = fieldsIn(fieldsIn(request.body).profile)
    rename(engine, group, textIn(profile, 'name'), profile)
    audit.group('group.profile.update', group)
    return toGroup(group, baseOf(request))
  })

  app.delete<ById>('/api/v1/groups/:id', async ({ params }, reply) => {
    const group = org.group(params.id)
    refuseIfPushed(engine, group.id)
    for (const personId of [...group.members]) leave(engine, audit, group, personId)
    for (const { groups } of org.apps.values()) groups.delete(group.id)
    org.groups.delete(group.id)
    audit.group('group.lifecycle.delete', group)
    return reply.status(204).send()
  })

  app.get<ById>('/api/v1/groups/:id/apps', async (request, reply) => {
    const { id } = org.group(request.params.id)
    const apps = [...org.apps.values()].filter(({ groups }) => groups.has(id))
    const base = baseOf(request)
    return page(
      request,
      reply,
      apps.map((one) => toApp(one, base)),
      { preset: 20 },
    )
  })

  membershipRoutes(app, engine, audit)
}

function membershipRoutes(app: FastifyInstance, engine: Engine, audit: Audit): void {
  const { org } = engine

  app.get<ById>('/api/v1/groups/:id/users', async (request, reply) => {
    const members = [...org.group(request.params.id).members]
    const base = baseOf(request)
    return page(
      request,
      reply,
      members.map((personId) => toUser(org.person(personId), base)),
      { preset: 1_000 },
    )
  })

  app.put<Membership>('/api/v1/groups/:id/users/:person', async ({ params }, reply) => {
    const group = org.group(params.id)
    const person = org.person(params.person)
    if (!group.members.has(person.id)) {
      group.members.add(person.id)
      group.lastMembershipUpdated = engine.now().toISOString()
      audit.group('group.user_membership.add', group, personTarget(person))
      joined(engine, group.id, person)
      applyRules(engine, person)
    }
    keptByHand(engine, group.id, person.id)
    return reply.status(204).send()
  })

  app.delete<Membership>('/api/v1/groups/:id/users/:person', async ({ params }, reply) => {
    leave(engine, audit, org.group(params.id), org.person(params.person).id)
    return reply.status(204).send()
  })
}

function newGroup(engine: Engine, audit: Audit, fields: Record<string, unknown>): Group {
  const profile = fieldsIn(fields.profile)
  refuseTaken(engine, textIn(profile, 'name'))
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
  audit.group('group.lifecycle.create', group)
  groupCreated(engine, group)
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
  if (renamed) refuseTaken(engine, name)
  group.name = name
  if (typeof description === 'string') group.description = description
  group.lastUpdated = engine.now().toISOString()
  if (renamed) groupRenamed(engine, group)
  return group
}

function leave(engine: Engine, audit: Audit, group: Group, personId: string): void {
  if (!group.members.delete(personId)) return
  const person = engine.org.person(personId)
  group.lastMembershipUpdated = engine.now().toISOString()
  audit.group('group.user_membership.remove', group, personTarget(person))
  takenByHand(engine, group.id, personId)
  left(engine, group.id, person)
  applyRules(engine, person)
}

function refuseTaken({ org }: Engine, name: string): void {
  if ([...org.groups.values()].some((group) => group.name === name)) {
    throw invalid(
      'name',
      'name: An object with this field already exists in the current organization',
    )
  }
}

function refuseIfPushed({ org }: Engine, groupId: string): void {
  for (const app of org.apps.values()) {
    for (const { sourceGroupId, targetGroupId } of app.mappings.values()) {
      if (sourceGroupId !== groupId && targetGroupId !== groupId) continue
      throw new OktaError(400, 'E0000001', 'Api validation failed: group', [
        `The group is pushed to ${app.label}: unlink it first.`,
      ])
    }
  }
}
