import { isDeepStrictEqual } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { type App, type AppUser, does } from '../applications/app.ts'
import { isLive, type Person } from '../directory/person.ts'
import { notAllowed, notFound, OktaError } from '../okta-error.ts'
import { assign, giveTo, keepPushed, unassignByHand } from '../provisioning/assignments.ts'
import type { Engine } from '../provisioning/engine.ts'
import { valuesOf } from '../provisioning/push-user.ts'
import { toAppUser } from './app-user-shape.ts'
import { type Audit, personTarget } from './audit.ts'
import { fieldsIn, queryOf, textIn } from './http.ts'
import { baseOf, page } from './page.ts'
import { toUser } from './user-shape.ts'

type OfApp = { Params: { id: string } }
type OfPerson = { Params: { id: string; person: string } }

/** /api/v1/apps/{id}/users: who has the app. */
export function appUserRoutes(app: FastifyInstance, engine: Engine, audit: Audit): void {
  const { org } = engine
  const path = '/api/v1/apps/:id/users'

  app.post<OfApp>(path, async (request) => {
    const found = org.app(request.params.id)
    const fields = fieldsIn(request.body)
    const person = org.person(textIn(fields, 'id'))
    if (!isLive(person)) throw notAllowed('Only an activated user can be assigned.')
    const user = assign(engine, found, person, 'USER', givenIn(fields))
    user.lastUpdated = engine.now().toISOString()
    return toAppUser(engine, found, user, person, baseOf(request))
  })

  app.get<OfApp>(path, async (request, reply) => {
    const found = org.app(request.params.id)
    const { q = '', expand } = queryOf(request)
    const base = baseOf(request)
    const users = [...found.users.values()]
      .map((user) => ({ user, person: org.person(user.personId) }))
      .filter(({ user, person }) => startsWith(user, person, q.toLowerCase()))
      .map(({ user, person }) => ({
        ...toAppUser(engine, found, user, person, base),
        ...(expand === 'user' ? { _embedded: { user: toUser(person, base) } } : {}),
      }))
    return page(request, reply, users, { preset: 50, largest: 500 })
  })

  app.get<OfPerson>(`${path}/:person`, async (request) => {
    const { found, user, person } = assignmentOf(engine, request.params)
    const shown = toAppUser(engine, found, user, person, baseOf(request))
    if (queryOf(request).expand !== 'user') return shown
    return { ...shown, _embedded: { user: toUser(person, baseOf(request)) } }
  })

  app.post<OfPerson>(`${path}/:person`, async (request) => {
    const { found, user, person } = assignmentOf(engine, request.params)
    const fields = fieldsIn(request.body)
    const scope = fields.scope === 'USER' ? { scope: 'USER' as const } : {}
    refuseMapped(engine, found, user, person, fieldsIn(fields.profile))
    keepPushed(engine, found, [person], () => giveTo(user, { ...givenIn(fields), ...scope }))
    user.lastUpdated = engine.now().toISOString()
    audit.app('application.user_membership.update', found, personTarget(person))
    return toAppUser(engine, found, user, person, baseOf(request))
  })

  app.delete<OfPerson>(`${path}/:person`, async ({ params }, reply) => {
    unassignByHand(engine, org.app(params.id), org.person(params.person))
    return reply.status(204).send()
  })
}

/** With Update User Attributes on, an attribute that a mapping keeps up to date is the mapping's alone. */
function refuseMapped(
  engine: Engine,
  app: App,
  user: AppUser,
  person: Person,
  profile: Record<string, unknown>,
): void {
  if (!does(app, 'update')) return
  for (const { attribute, value } of valuesOf(engine, app, user, person)) {
    const { name } = attribute
    if (!Object.hasOwn(profile, name) || isDeepStrictEqual(profile[name], value)) continue
    if (app.mapping[name]?.applyOn !== 'CREATE_AND_UPDATE') continue
    throw new OktaError(
      403,
      'E0000075',
      `Cannot modify the ${name} attribute because it has a field mapping and profile push is enabled.`,
    )
  }
}

/** What an assignment says of the person in this app. */
function givenIn(fields: Record<string, unknown>): Partial<Pick<AppUser, 'given' | 'userName'>> {
  const { userName } = fieldsIn(fields.credentials)
  return {
    given: fieldsIn(fields.profile),
    ...(typeof userName === 'string' && userName !== '' ? { userName } : {}),
  }
}

function assignmentOf(
  { org }: Engine,
  { id, person: reference }: OfPerson['Params'],
): { found: App; user: AppUser; person: Person } {
  const found = org.app(id)
  const person = org.person(reference)
  const user = found.users.get(person.id)
  if (user === undefined) throw notFound(reference, 'AppUser')
  return { found, user, person }
}

/** `q` looks at the start of the user name, the names and the e-mail. */
function startsWith({ userName }: AppUser, { profile }: Person, part: string): boolean {
  const { firstName, lastName, email } = profile
  return [userName, firstName, lastName, email].some((text) => text.toLowerCase().startsWith(part))
}
