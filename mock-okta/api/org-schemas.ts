import type { FastifyInstance } from 'fastify'
import type { Org } from '../org.ts'
import type { Audit } from './audit.ts'
import { fieldsIn } from './http.ts'
import { baseOf } from './page.ts'

const BASE = {
  user: [
    'login email firstName lastName middleName honorificPrefix honorificSuffix title displayName',
    'nickName profileUrl secondEmail mobilePhone primaryPhone streetAddress city state zipCode',
    'countryCode postalAddress preferredLanguage locale timezone userType employeeNumber costCenter',
    'organization division department managerId manager',
  ].flatMap((line) => line.split(' ')),
  group: ['name', 'description'],
} as const

const REQUIRED: Readonly<Record<keyof typeof BASE, readonly string[]>> = {
  user: ['login', 'email', 'firstName', 'lastName'],
  group: ['name'],
}

/** /api/v1/meta/schemas/user/default and …/group/default: the attributes of the directory itself. */
export function orgSchemaRoutes(app: FastifyInstance, org: Org, audit: Audit): void {
  for (const kind of ['user', 'group'] as const) {
    const path = `/api/v1/meta/schemas/${kind}/default`

    app.get(path, async (request) => toSchema(org, kind, baseOf(request)))

    app.post(path, async (request) => {
      const { custom } = fieldsIn(fieldsIn(request.body).definitions)
      const properties = { ...org.customAttributes[kind], ...fieldsIn(fieldsIn(custom).properties) }
      const kept = Object.entries(properties).filter(([, property]) => property !== null)
      org.customAttributes[kind] = Object.fromEntries(kept)
      audit.record('system.schema.update', [])
      return toSchema(org, kind, baseOf(request))
    })
  }
}

function toSchema({ customAttributes }: Org, kind: keyof typeof BASE, base: string): object {
  const self = `${base}/api/v1/meta/schemas/${kind}/default`
  const properties = BASE[kind].map((name) => [
    name,
    { title: name, type: 'string', ...(REQUIRED[kind].includes(name) ? { required: true } : {}) },
  ])
  return {
    id: self,
    $schema: 'http://json-schema.org/draft-04/schema#',
    name: kind,
    title: kind === 'user' ? 'User' : 'Okta group',
    definitions: {
      base: {
        id: '#base',
        type: 'object',
        properties: Object.fromEntries(properties),
        required: REQUIRED[kind],
      },
      custom: { id: '#custom', type: 'object', properties: customAttributes[kind], required: [] },
    },
    type: 'object',
    properties: {
      profile: { allOf: [{ $ref: '#/definitions/custom' }, { $ref: '#/definitions/base' }] },
    },
    _links: { self: { href: self, method: 'GET', rel: 'self' } },
  }
}
