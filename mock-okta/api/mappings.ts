import type { FastifyInstance } from 'fastify'
import type { App } from '../applications/app.ts'
import type { MappingRow } from '../applications/attributes.ts'
import type { Person } from '../directory/person.ts'
import { invalid, notFound } from '../okta-error.ts'
import { keepPushed } from '../provisioning/assignments.ts'
import type { Engine } from '../provisioning/engine.ts'
import type { Audit } from './audit.ts'
import { refuseUnreadable } from './expressions.ts'
import { fieldsIn, queryOf } from './http.ts'
import { baseOf, page } from './page.ts'

type ById = { Params: { id: string } }

/** The default user type: every mapping to an app has it as its source. */
const USER_TYPE = 'otyDefaultUserType00'

/** Create only, or create and update, as the API says it. */
const APPLY_ON = { PUSH: 'CREATE_AND_UPDATE', DONT_PUSH: 'CREATE' } as const

/** /api/v1/mappings: the attribute mappings of the To App pages. */
export function mappingRoutes(app: FastifyInstance, engine: Engine, audit: Audit): void {
  const { org, now } = engine
  const mapped = (id: string): App => {
    const found = [...org.apps.values()].find((one) => idOf(one) === id)
    if (found === undefined) throw notFound(id, 'ProfileMapping')
    return found
  }

  app.get('/api/v1/mappings', async (request, reply) => {
    const { sourceId, targetId } = queryOf(request)
    const base = baseOf(request)
    const found = [...org.apps.values()]
      .filter(({ id }) => sourceId === undefined || sourceId === USER_TYPE || sourceId === id)
      .filter(({ id }) => sourceId !== id && (targetId === undefined || targetId === id))
      .map((one) => ends(one, base))
    return page(request, reply, found, { preset: 20, largest: 200 })
  })

  app.get<ById>('/api/v1/mappings/:id', async (request) =>
    toMapping(mapped(request.params.id), baseOf(request)),
  )

  app.post<ById>('/api/v1/mappings/:id', async (request) => {
    const found = mapped(request.params.id)
    const mapping = changed(found, fieldsIn(fieldsIn(request.body).properties))
    const save = () => {
      found.mapping = mapping
    }
    if (found.behaviour.mappingSave === 'keep') save()
    else keepPushed(engine, found, peopleOf(engine, found), save)
    found.lastUpdated = now().toISOString()
    audit.app('application.lifecycle.update', found)
    return toMapping(found, baseOf(request))
  })
}

function peopleOf({ org }: Engine, { users }: App): Person[] {
  return [...users.keys()].flatMap((id) => org.people.get(id) ?? [])
}

function idOf({ id }: App): string {
  return `prm${id.slice(3)}`
}

/** Null takes a row away; what is not named stays. */
function changed(app: App, properties: Record<string, unknown>): Record<string, MappingRow> {
  const rows: Record<string, MappingRow> = { ...app.mapping }
  for (const [name, property] of Object.entries(properties)) {
    if (!app.attributes.some((one) => one.name === name)) {
      throw invalid(name, `${name}: is no attribute of the app's profile`)
    }
    if (property === null) delete rows[name]
    else rows[name] = rowIn(name, fieldsIn(property), rows[name])
  }
  return rows
}

function rowIn(
  name: string,
  fields: Record<string, unknown>,
  before: MappingRow | undefined,
): MappingRow {
  const { expression = before?.expression, pushStatus } = fields
  if (typeof expression !== 'string' || expression.trim() === '') {
    throw invalid(name, `${name}: expression cannot be left blank`)
  }
  refuseUnreadable(name, expression)
  if (pushStatus === undefined) return { expression, applyOn: before?.applyOn ?? 'CREATE' }
  if (pushStatus !== 'PUSH' && pushStatus !== 'DONT_PUSH') {
    throw invalid(name, `${name}: pushStatus must be PUSH or DONT_PUSH`)
  }
  return { expression, applyOn: APPLY_ON[pushStatus] }
}

function ends(app: App, base: string): object {
  const schema = (path: string) => ({
    self: { href: `${base}/api/v1/${path}` },
    schema: { href: `${base}/api/v1/meta/schemas/${path}/default` },
  })
  return {
    id: idOf(app),
    source: { id: USER_TYPE, name: 'user', type: 'user', _links: schema('user') },
    target: { id: app.id, name: app.name, type: 'appuser', _links: schema(`apps/${app.id}`) },
    _links: { self: { href: `${base}/api/v1/mappings/${idOf(app)}` } },
  }
}

function toMapping(app: App, base: string): object {
  const properties = Object.entries(app.mapping).map(([name, { expression, applyOn }]) => [
    name,
    { expression, pushStatus: applyOn === 'CREATE' ? 'DONT_PUSH' : 'PUSH' },
  ])
  return { ...ends(app, base), properties: Object.fromEntries(properties) }
}
