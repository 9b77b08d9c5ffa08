import type { FastifyInstance } from 'fastify'
import type { App } from '../applications/app.ts'
import type { Person } from '../directory/person.ts'
import type { Engine } from '../provisioning/engine.ts'
import type { Audit } from './audit.ts'
import { expression, type Matches } from './expression.ts'
import { toGroup } from './group-shape.ts'
import { fieldsIn, queryOf } from './http.ts'
import { baseOf, page } from './page.ts'
import { sorted } from './sorting.ts'
import { createPerson, deletePerson, replaceProfile, updateProfile } from './user-changes.ts'
import { toUser } from './user-shape.ts'

type ById = { Params: { id: string } }

/** /api/v1/users: people. */
export function userRoutes(app: FastifyInstance, engine: Engine, audit: Audit): void {
  const { org } = engine

  app.post('/api/v1/users', async (request) => {
    const active = queryOf(request).activate !== 'false'
    const person = createPerson(engine, audit, fieldsIn(request.body), active)
    return toUser(person, baseOf(request))
  })

  app.get('/api/v1/users', async (request, reply) => {
    const query = queryOf(request)
    const base = baseOf(request)
    const people = [...org.people.values()].filter((person) => startsWith(person, query.q))
    const found = people.map((person) => toUser(person, base)).filter(searchOf(query))
    return page(request, reply, sorted(found, query.sortBy, query.sortOrder))
  })

  app.get<ById>('/api/v1/users/:id', async (request) =>
    toUser(org.person(request.params.id), baseOf(request)),
  )

  app.post<ById>('/api/v1/users/:id', async (request) => {
    const person = org.person(request.params.id)
    updateProfile(engine, audit, person, fieldsIn(request.body))
    return toUser(person, baseOf(request))
  })

  app.put<ById>('/api/v1/users/:id', async (request) => {
    const person = org.person(request.params.id)
    replaceProfile(engine, audit, person, fieldsIn(request.body))
    return toUser(person, baseOf(request))
  })

  app.delete<ById>('/api/v1/users/:id', async ({ params }, reply) => {
    deletePerson(engine, audit, org.person(params.id))
    return reply.status(204).send()
  })

  app.get<ById>('/api/v1/users/:id/groups', async (request, reply) => {
    const { id } = org.person(request.params.id)
    const groups = [...org.groups.values()].filter(({ members }) => members.has(id))
    const base = baseOf(request)
    return page(
      request,
      reply,
      groups.map((group) => toGroup(group, base)),
    )
  })

  app.get<ById>('/api/v1/users/:id/appLinks', async ({ params }) => {
    const { id } = org.person(params.id)
    const apps = [...org.apps.values()].filter(({ users }) => users.has(id))
    return apps.map((one, order) => toAppLink(one, id, order))
  })
}

function toAppLink({ id, name, label }: App, personId: string, sortOrder: number): object {
  return { id: personId, label, appName: name, appInstanceId: id, sortOrder, hidden: false }
}

/** What `filter` may name (Okta's list); `search` takes any profile attribute besides. */
const FILTERED = new Set([
  'status',
  'lastUpdated',
  'id',
  'profile.login',
  'profile.email',
  'profile.firstName',
  'profile.lastName',
])
const SEARCHED = new Set(['created', 'activated', 'statusChanged', 'lastLogin', 'passwordChanged'])

/** Deactivated people are left out, unless a search or filter asks for people by what they are. */
function searchOf({ filter, search }: Record<string, string | undefined>): Matches {
  const tests: Matches[] = []
  if (filter !== undefined) tests.push(expression(filter, (path) => FILTERED.has(path)))
  if (search !== undefined) {
    tests.push(
      expression(
        search,
        (path) => FILTERED.has(path) || SEARCHED.has(path) || path.startsWith('profile.'),
      ),
    )
  }
  if (tests.length === 0) return (user) => (user as { status: string }).status !== 'DEPROVISIONED'
  return (user) => tests.every((matches) => matches(user))
}

/** `q` looks at the start of the first name, last name and e-mail. */
function startsWith({ profile }: Person, q: string | undefined): boolean {
  if (q === undefined) return true
  const part = q.toLowerCase()
  return [profile.firstName, profile.lastName, profile.email].some((text) =>
    text.toLowerCase().startsWith(part),
  )
}
