import type { FastifyInstance } from 'fastify'
import type { App, PushMapping } from '../applications/app.ts'
import type { Group } from '../directory/group.ts'
import { invalid, OktaError } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import { pushGroup, pushNow, unlink } from '../provisioning/push-group.ts'
import { newMapping } from '../provisioning/push-rules.ts'
import { type Audit, groupTarget } from './audit.ts'
import { fieldsIn, queryOf, textIn } from './http.ts'
import { baseOf, page } from './page.ts'

type OfApp = { Params: { id: string } }
type OfMapping = { Params: { id: string; mapping: string } }

const PATH = '/api/v1/apps/:id/group-push/mappings'

const EVENTS = {
  created: 'application.provision.group_push.mapping.created',
  activate: 'application.provision.group_push.activate_mapping',
  deactivate: 'application.provision.group_push.deactivate_mapping',
} as const

/** /api/v1/apps/{id}/group-push/mappings: the Push Groups page. */
export function groupPushRoutes(app: FastifyInstance, engine: Engine, audit: Audit): void {
  const { org } = engine
  const tell = (what: keyof typeof EVENTS, to: App, { sourceGroupId }: PushMapping) =>
    audit.app(EVENTS[what], to, groupTarget(org.group(sourceGroupId)))

  app.post<OfApp>(PATH, async (request, reply) => {
    const found = org.app(request.params.id)
    const mapping = mappingIn(engine, found, fieldsIn(request.body))
    found.mappings.set(mapping.id, mapping)
    tell('created', found, mapping)
    if (mapping.status === 'ACTIVE') pushGroup(engine, found, mapping)
    return reply.status(201).send(toMapping(found, mapping, baseOf(request)))
  })

  app.get<OfApp>(PATH, async (request, reply) => {
    const found = org.app(request.params.id)
    const { sourceGroupId, status, lastUpdated = '' } = queryOf(request)
    const base = baseOf(request)
    const mappings = [...found.mappings.values()].filter(
      (one) =>
        (sourceGroupId === undefined || one.sourceGroupId === sourceGroupId) &&
        (status === undefined || one.status === status) &&
        one.lastUpdated >= lastUpdated,
    )
    return page(
      request,
      reply,
      mappings.map((one) => toMapping(found, one, base)),
      { preset: 100, largest: 1_000 },
    )
  })

  app.get<OfMapping>(`${PATH}/:mapping`, async (request) => {
    const found = org.app(request.params.id)
    const mapping = org.mapping(found, request.params.mapping)
    return toMapping(found, mapping, baseOf(request))
  })

  app.patch<OfMapping>(`${PATH}/:mapping`, async (request) => {
    const found = org.app(request.params.id)
    const mapping = org.mapping(found, request.params.mapping)
    const status = statusIn(fieldsIn(request.body).status)
    const activated = status === 'ACTIVE' && mapping.status !== 'ACTIVE'
    mapping.status = status
    mapping.lastUpdated = engine.now().toISOString()
    tell(status === 'ACTIVE' ? 'activate' : 'deactivate', found, mapping)
    if (activated) pushNow(engine, found, mapping)
    return toMapping(found, mapping, baseOf(request))
  })

  unlinkRoute(app, engine)
}

function unlinkRoute(app: FastifyInstance, engine: Engine): void {
  const { org } = engine
  app.delete<OfMapping & { Querystring: { deleteTargetGroup?: string } }>(
    `${PATH}/:mapping`,
    async ({ params, query }, reply) => {
      const found = org.app(params.id)
      const mapping = org.mapping(found, params.mapping)
      if (mapping.status === 'ACTIVE') {
        throw new OktaError(400, 'E0000001', 'Api validation failed: status', [
          'The mapping must be INACTIVE before it can be deleted.',
        ])
      }
      found.mappings.delete(mapping.id)
      unlink(engine, found, mapping, query.deleteTargetGroup === 'true')
      return reply.status(204).send()
    },
  )
}

function mappingIn(engine: Engine, app: App, fields: Record<string, unknown>): PushMapping {
  const group = engine.org.group(textIn(fields, 'sourceGroupId'))
  if ((fields.targetGroupName === undefined) === (fields.targetGroupId === undefined)) {
    throw invalid('targetGroupName', 'Give exactly one of targetGroupName and targetGroupId')
  }
  for (const { sourceGroupId } of app.mappings.values()) {
    if (sourceGroupId === group.id) throw invalid('sourceGroupId', 'The group is pushed already')
  }
  const status = statusIn(fields.status ?? 'ACTIVE')
  if (fields.targetGroupName !== undefined) {
    return newMapping(engine, group.id, textIn(fields, 'targetGroupName'), status)
  }
  return linkedMapping(engine, app, group, textIn(fields, 'targetGroupId'), status)
}

/** Okta's id of a group that was imported from this app; the server's own id is taken, too. */
function linkedMapping(
  engine: Engine,
  app: App,
  group: Group,
  target: string,
  status: 'ACTIVE' | 'INACTIVE',
): PushMapping {
  const imported = engine.org.groups.get(target)
  if (imported?.source?.appId !== app.id) {
    return newMapping(engine, group.id, group.name, status, target)
  }
  const name = app.renameGroups ? group.name : imported.name
  const made = newMapping(engine, group.id, name, status, imported.source.externalId)
  return { ...made, targetGroupId: target }
}

function statusIn(value: unknown): 'ACTIVE' | 'INACTIVE' {
  if (value !== 'ACTIVE' && value !== 'INACTIVE') {
    throw invalid('status', 'status: must be ACTIVE or INACTIVE')
  }
  return value
}

function toMapping(app: App, mapping: PushMapping, base: string): object {
  const path = `${base}/api/v1/apps/${app.id}`
  return {
    id: mapping.id,
    sourceGroupId: mapping.sourceGroupId,
    targetGroupId: mapping.targetGroupId,
    status: mapping.status,
    errorSummary: mapping.errorSummary,
    created: mapping.created,
    lastUpdated: mapping.lastUpdated,
    lastPush: mapping.lastPush ?? null,
    _links: {
      self: { href: `${path}/group-push/mappings/${mapping.id}` },
      app: { href: path },
      sourceGroup: { href: `${base}/api/v1/groups/${mapping.sourceGroupId}` },
      targetGroup: { href: `${base}/api/v1/groups/${mapping.targetGroupId}` },
    },
  }
}
