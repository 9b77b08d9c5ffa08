import type { FastifyInstance } from 'fastify'
import type { Person, Profile } from '../directory/person.ts'
import { invalid, notAllowed, OktaError } from '../okta-error.ts'
import { activated, deactivated, profileChanged } from '../provisioning/assignments.ts'
import type { Engine } from '../provisioning/engine.ts'
import { fieldsIn, textIn } from './http.ts'
import { page } from './page.ts'

type ById = { Params: { id: string } }

/** /api/v1/users: people and their life cycle. */
export function userRoutes(app: FastifyInstance, engine: Engine): void {
  const { org } = engine

  app.post<{ Querystring: { activate?: string } }>('/api/v1/users', async ({ body, query }) => {
    const fields = fieldsIn(body)
    const person = newPerson(engine, profileIn(fieldsIn(fields.profile)))
    if (query.activate !== 'false') activate(engine, person, fields.credentials !== undefined)
    return toUser(person)
  })

  app.get('/api/v1/users', async (request, reply) => {
    const { q, filter, search } = request.query as Record<string, string | undefined>
    const people = [...org.people.values()]
      .filter(({ status }) => status !== 'DEPROVISIONED')
      .filter((person) => found(person, q, filter ?? search))
    return page(request, reply, people.map(toUser))
  })

  app.get<ById>('/api/v1/users/:id', async ({ params }) => toUser(org.person(params.id)))

  app.post<ById>('/api/v1/users/:id', async ({ params, body }) => {
    const person = org.person(params.id)
    const change = fieldsIn(fieldsIn(body).profile)
    return toUser(setProfile(engine, person, profileIn({ ...person.profile, ...change })))
  })

  app.put<ById>('/api/v1/users/:id', async ({ params, body }) => {
    const person = org.person(params.id)
    return toUser(setProfile(engine, person, profileIn(fieldsIn(fieldsIn(body).profile))))
  })

  app.delete<ById>('/api/v1/users/:id', async ({ params }, reply) => {
    const person = org.person(params.id)
    if (person.status === 'DEPROVISIONED') forget(engine, person)
    else deactivate(engine, person)
    return reply.status(204).send()
  })

  app.get<ById>('/api/v1/users/:id/groups', async ({ params }) => {
    const { id } = org.person(params.id)
    return [...org.groups.values()]
      .filter(({ members }) => members.has(id))
      .map(({ id: groupId, name }) => ({ id: groupId, type: 'OKTA_GROUP', profile: { name } }))
  })

  app.post<{ Params: { id: string; step: string } }>(
    '/api/v1/users/:id/lifecycle/:step',
    async ({ params }) => {
      const step = STEPS[params.step]
      if (step === undefined)
        throw new OktaError(404, 'E0000007', `Not found: Resource not found: ${params.step}`)
      return step(engine, org.person(params.id))
    },
  )
}

const STEPS: Readonly<Record<string, (engine: Engine, person: Person) => object>> = {
  activate: (engine, person) => {
    if (person.status !== 'STAGED' && person.status !== 'DEPROVISIONED') {
      throw new OktaError(403, 'E0000016', 'Activation failed because the user is already active')
    }
    activate(engine, person, true)
    return { activationUrl: '', activationToken: '' }
  },
  reactivate: (_engine, person) => {
    if (person.status !== 'PROVISIONED') throw wrongState()
    return { activationUrl: '', activationToken: '' }
  },
  deactivate: (engine, person) => {
    if (person.status === 'DEPROVISIONED') {
      throw new OktaError(404, 'E0000007', `Not found: Resource not found: ${person.id} (User)`)
    }
    deactivate(engine, person)
    return {}
  },
  suspend: (engine, person) => {
    if (person.status !== 'ACTIVE') {
      throw new OktaError(400, 'E0000001', 'Cannot suspend a user that is not active')
    }
    move(engine, person, 'SUSPENDED')
    return {}
  },
  unsuspend: (engine, person) => {
    if (person.status !== 'SUSPENDED') {
      throw new OktaError(400, 'E0000001', 'Cannot unsuspend a user that is not suspended')
    }
    move(engine, person, 'ACTIVE')
    return {}
  },
}

function newPerson(engine: Engine, profile: Profile): Person {
  refuseTaken(engine, profile.login)
  const now = engine.now().toISOString()
  const person: Person = {
    id: engine.random.id('00u'),
    status: 'STAGED',
    profile,
    created: now,
    activated: undefined,
    statusChanged: undefined,
    lastUpdated: now,
  }
  engine.org.people.set(person.id, person)
  return person
}

function activate(engine: Engine, person: Person, withPassword: boolean): void {
  move(engine, person, withPassword ? 'ACTIVE' : 'PROVISIONED')
  // Nobody is there to follow the activation mail: the mock's people are active at once.
  person.status = 'ACTIVE'
  person.activated = engine.now().toISOString()
  activated(engine, person)
}

function deactivate(engine: Engine, person: Person): void {
  move(engine, person, 'DEPROVISIONED')
  deactivated(engine, person)
}

/** Deleting someone who is deactivated already sends nothing. */
function forget(engine: Engine, person: Person): void {
  engine.org.people.delete(person.id)
  for (const group of engine.org.groups.values()) group.members.delete(person.id)
}

function move(engine: Engine, person: Person, status: Person['status']): void {
  person.status = status
  person.statusChanged = engine.now().toISOString()
  person.lastUpdated = person.statusChanged
}

function setProfile(engine: Engine, person: Person, profile: Profile): Person {
  if (person.status === 'DEPROVISIONED') throw wrongState()
  if (profile.login.toLowerCase() !== person.profile.login.toLowerCase()) {
    refuseTaken(engine, profile.login)
  }
  const before = person.profile
  person.profile = profile
  person.lastUpdated = engine.now().toISOString()
  profileChanged(engine, person, before)
  return person
}

function refuseTaken({ org }: Engine, login: string): void {
  const key = login.toLowerCase()
  if ([...org.people.values()].some(({ profile }) => profile.login.toLowerCase() === key)) {
    throw invalid(
      'login',
      'login: An object with this field already exists in the current organization',
    )
  }
}

function profileIn(fields: Record<string, unknown>): Profile {
  return {
    ...fields,
    login: textIn(fields, 'login'),
    email: textIn(fields, 'email'),
    firstName: textIn(fields, 'firstName'),
    lastName: textIn(fields, 'lastName'),
  }
}

/** `q` looks at the start of names and e-mail; a filter is `<attribute> eq "<value>"`. */
function found(person: Person, q: string | undefined, filter: string | undefined): boolean {
  const { firstName, lastName, email, login } = person.profile
  if (q !== undefined) {
    const part = q.toLowerCase()
    return [firstName, lastName, email].some((text) => text.toLowerCase().startsWith(part))
  }
  if (filter === undefined) return true
  const [, attribute = '', value = ''] = /^\s*([\w.]+)\s+eq\s+"([^"]*)"\s*$/.exec(filter) ?? []
  if (attribute === '') throw new OktaError(400, 'E0000031', 'Invalid search criteria.')
  if (attribute === 'status') return person.status === value
  if (attribute === 'id') return person.id === value
  const held = person.profile[attribute.replace(/^profile\./, '')] ?? login
  return String(held).toLowerCase() === value.toLowerCase()
}

function wrongState(): OktaError {
  return notAllowed("This operation is not allowed in the user's current status.")
}

export function toUser(person: Person): object {
  const { id, status, created, activated: at, statusChanged, lastUpdated, profile } = person
  return {
    id,
    status,
    created,
    activated: at ?? null,
    statusChanged: statusChanged ?? null,
    lastLogin: null,
    lastUpdated,
    passwordChanged: null,
    profile,
    credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
    _links: { self: { href: `/api/v1/users/${id}` } },
  }
}
