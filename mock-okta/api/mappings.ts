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

/** A mapping of an app: to it, or from it to Okta. */
interface Mapping {
  readonly app: App
  readonly id: string
  readonly side: 'mapping' | 'toOkta'
}

/** /api/v1/mappings: the attribute mappings of the To App and To Okta pages. */
export function mappingRoutes(app: FastifyInstance, engine: Engine, audit: Audit): void {
  const { org, now } = engine
  const all = () => [...org.apps.values()].flatMap(mappingsOf)
  const find = (id: string): Mapping => {
    const found = all().find((one) => one.id === id)
    if (found === undefined) throw notFound(id, 'ProfileMapping')
    return found
  }

  app.get('/api/v1/mappings', async (request, reply) => {
    const { sourceId, targetId } = queryOf(request)
    const base = baseOf(request)
    const found = all().filter((one) => {
      const [source, target] = endsOf(one)
      return [sourceId ?? source, targetId ?? target].join() === [source, target].join()
    })
    const shown = found.map((one) => ends(one, base))
    return page(request, reply, shown, { preset: 20, largest: 200 })
  })

  app.get<ById>('/api/v1/mappings/:id', async (request) =>
    toMapping(find(request.params.id), baseOf(request)),
  )

  const save = (mapping: Mapping, properties: unknown, apply: boolean) => {
    const { app: found, side } = mapping
    const rows = changed(mapping, fieldsIn(properties))
    const put = () => {
      found[side] = rows
    }
    if (side === 'toOkta' || !apply) put()
    else keepPushed(engine, found, peopleOf(engine, found), put)
    found.lastUpdated = now().toISOString()
    audit.app('application.lifecycle.update', found)
  }

  app.post<ById>('/api/v1/mappings/:id', async (request) => {
    const mapping = find(request.params.id)
    const apply = mapping.app.behaviour.mappingSave === 'apply'
    save(mapping, fieldsIn(request.body).properties, apply)
    return toMapping(mapping, baseOf(request))
  })

  // What the dialog after Save Mappings asks: Okta's own API has no field for the answer.
  app.post<ById>('/api/v1/scimulate/mappings/:id', async (request) => {
    const mapping = find(request.params.id)
    const { properties, apply } = fieldsIn(request.body)
    if (typeof apply !== 'boolean') throw invalid('apply', 'apply: must be true or false')
    save(mapping, properties, apply)
    return toMapping(mapping, baseOf(request))
  })
}

function mappingsOf(app: App): Mapping[] {
  const { id } = app
  return [
    { app, id: `prm${id.slice(3)}`, side: 'mapping' },
    { app, id: `prm${id.slice(4)}${id[3] ?? ''}`, side: 'toOkta' },
  ]
}

function endsOf({ app, side }: Mapping): [source: string, target: string] {
  return side === 'mapping' ? [USER_TYPE, app.id] : [app.id, USER_TYPE]
}

function peopleOf({ org }: Engine, { users }: App): Person[] {
  return [...users.keys()].flatMap((id) => org.people.get(id) ?? [])
}

/** Null takes a row away; what is not named stays. */
function changed(
  { app, side }: Mapping,
  properties: Record<string, unknown>,
): Record<string, MappingRow> {
  const rows: Record<string, MappingRow> = { ...app[side] }
  for (const [name, property] of Object.entries(properties)) {
    if (side === 'mapping' && !app.attributes.some((one) => one.name === name)) {
      throw invalid(name, `${name}: is no attribute of the app's profile`)
    }
    if (name === 'login') throw invalid(name, 'login: is made by the user name format of To Okta')
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

function ends(mapping: Mapping, base: string): object {
  const { app, id, side } = mapping
  const schema = (path: string) => ({
    self: { href: `${base}/api/v1/${path}` },
    schema: { href: `${base}/api/v1/meta/schemas/${path}/default` },
  })
  const user = { id: USER_TYPE, name: 'user', type: 'user', _links: schema('user') }
  const there = { id: app.id, name: app.name, type: 'appuser', _links: schema(`apps/${app.id}`) }
  return {
    id,
    ...(side === 'mapping' ? { source: user, target: there } : { source: there, target: user }),
    _links: { self: { href: `${base}/api/v1/mappings/${id}` } },
  }
}

function toMapping(mapping: Mapping, base: string): object {
  const { app, side } = mapping
  const properties = Object.entries(app[side]).map(([name, { expression, applyOn }]) => [
    name,
    { expression, pushStatus: applyOn === 'CREATE' ? 'DONT_PUSH' : 'PUSH' },
  ])
  return { ...ends(mapping, base), properties: Object.fromEntries(properties) }
}
