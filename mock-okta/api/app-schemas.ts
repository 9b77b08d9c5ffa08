import type { FastifyInstance } from 'fastify'
import type { App } from '../applications/app.ts'
import type { AppAttribute } from '../applications/attributes.ts'
import { invalid } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import { isPath } from '../scim/attribute-path.ts'
import type { Audit } from './audit.ts'
import { fieldsIn } from './http.ts'
import { baseOf } from './page.ts'

type OfApp = { Params: { id: string } }

const PATH = '/api/v1/meta/schemas/apps/:id/default'
const TYPES = ['string', 'boolean', 'integer', 'number', 'array'] as const

/** /api/v1/meta/schemas/apps/{id}/default: the attributes of an app's user profile (Profile Editor). */
export function appSchemaRoutes(app: FastifyInstance, { org, now }: Engine, audit: Audit): void {
  app.get<OfApp>(PATH, async (request) => toSchema(org.app(request.params.id), baseOf(request)))

  app.post<OfApp>(PATH, async (request) => {
    const found = org.app(request.params.id)
    const { custom } = fieldsIn(fieldsIn(request.body).definitions)
    found.attributes = changed(found, fieldsIn(fieldsIn(custom).properties))
    const names = new Set(found.attributes.map(({ name }) => name))
    const rows = Object.entries(found.mapping).filter(([name]) => names.has(name))
    found.mapping = Object.fromEntries(rows)
    found.lastUpdated = now().toISOString()
    audit.app('application.lifecycle.update', found)
    return toSchema(found, baseOf(request))
  })
}

/** Null takes an attribute away; another is added, or changed in what is named. */
function changed(app: App, properties: Record<string, unknown>): AppAttribute[] {
  const attributes = new Map(app.attributes.map((one) => [one.name, one]))
  for (const [name, property] of Object.entries(properties)) {
    if (property === null) attributes.delete(name)
    else attributes.set(name, attributeIn(name, fieldsIn(property), attributes.get(name)))
  }
  return [...attributes.values()]
}

function attributeIn(
  name: string,
  fields: Record<string, unknown>,
  before: AppAttribute | undefined,
): AppAttribute {
  const {
    title = before?.title,
    type = before?.type,
    externalName = before?.externalName ?? '',
    externalNamespace = before?.externalNamespace ?? '',
    ...more
  } = fields
  if (!/^[A-Za-z]\w*$/.test(name)) throw invalid('property', `${name}: is no name of an attribute`)
  if (name === 'userName') throw invalid('property', 'userName: is an attribute of the base')
  if (typeof title !== 'string') throw invalid('title', `${name}: title cannot be left blank`)
  const known = TYPES.find((one) => one === type)
  if (known === undefined) throw invalid('type', `${name}: type must be one of ${TYPES.join(', ')}`)
  const path = String(externalName)
  if (path !== '' && !isPath(path)) {
    throw invalid('externalName', `${name}: externalName ${path} cannot be read`)
  }
  return {
    name,
    title,
    type: known,
    externalName: path,
    externalNamespace: String(externalNamespace),
    more: { ...before?.more, ...more },
  }
}

function toSchema(app: App, base: string): object {
  const self = `${base}/api/v1/meta/schemas/apps/${app.id}/default`
  return {
    id: self,
    $schema: 'http://json-schema.org/draft-04/schema#',
    name: app.name,
    title: `${app.label} User`,
    created: app.created,
    lastUpdated: app.lastUpdated,
    definitions: {
      base: {
        id: '#base',
        type: 'object',
        properties: {
          userName: {
            title: 'Username',
            type: 'string',
            required: true,
            scope: 'NONE',
            maxLength: 100,
            master: { type: 'PROFILE_MASTER' },
          },
        },
        required: ['userName'],
      },
      custom: {
        id: '#custom',
        type: 'object',
        properties: Object.fromEntries(app.attributes.map((one) => [one.name, toProperty(one)])),
        required: [],
      },
    },
    type: 'object',
    properties: {
      profile: { allOf: [{ $ref: '#/definitions/custom' }, { $ref: '#/definitions/base' }] },
    },
    _links: { self: { href: self, method: 'GET', rel: 'self' } },
  }
}

function toProperty({ name: _, more, externalName, externalNamespace, ...rest }: AppAttribute) {
  return {
    scope: 'NONE',
    master: { type: 'PROFILE_MASTER' },
    ...rest,
    ...more,
    ...(externalName === '' ? {} : { externalName }),
    ...(externalNamespace === '' ? {} : { externalNamespace }),
  }
}
