import { ANY, error, instead, items, on, part, queryOf, tell, tellBody, without } from '../alter.ts'
import { mutant } from '../mutant.ts'

const CONFIG = /^\/ServiceProviderConfig/
const TYPES = /^\/ResourceTypes(\?|$)/
const SCHEMAS = /^\/Schemas(\?|$)/
const DISCOVERY = /^\/(ResourceTypes|Schemas)(\?|$)/
const GET = (path: RegExp) => on('GET', path)

export const DISCOVERY_FAULTS = [
  mutant('no service provider configuration', 'RFC7644-3.2-08', () =>
    instead(GET(CONFIG), error(404)),
  ),
  mutant('no resource types', 'RFC7644-3.2-09', () => instead(GET(/^\/ResourceTypes/), error(404))),
  mutant('no schemas', 'RFC7644-3.2-10', () => instead(GET(/^\/Schemas/), error(404))),
  mutant('the configuration without its schema', 'RFC7644-4-02', () =>
    tellBody(GET(CONFIG), (body) => ({ ...body, schemas: [] })),
  ),
  mutant('resource types that are no list', 'RFC7644-3.2-09', () =>
    tellBody(GET(TYPES), ({ Resources }) => part(items(Resources)[0])),
  ),
  mutant('schemas that are no list', 'RFC7644-3.2-10', () =>
    tellBody(GET(SCHEMAS), ({ Resources }) => part(items(Resources)[0])),
  ),
  mutant('resource types without an endpoint', 'RFC7644-4-06', () =>
    tellBody(GET(TYPES), (body) => ({
      ...body,
      Resources: items(body.Resources).map((one) => without(one, 'endpoint')),
    })),
  ),
  mutant('resource types without a schema', 'RFC7644-4-06', () =>
    tellBody(GET(TYPES), (body) => ({
      ...body,
      Resources: items(body.Resources).map((one) => without(one, 'schema')),
    })),
  ),
  mutant('a schema that a type names is not there', 'RFC7644-4-11', () =>
    instead(GET(/^\/Schemas\/.*:Group$/), error(404)),
  ),
  mutant('a type whose endpoint is not there', 'RFC7644-4-12', () =>
    tellBody(GET(TYPES), (body) => ({
      ...body,
      Resources: items(body.Resources).map((one) =>
        one.name === 'Group' ? { ...one, endpoint: '/Teams' } : one,
      ),
    })),
  ),
  mutant('a single schema cannot be read', 'RFC7644-3.4.1-03 RFC7644-4-04', () =>
    instead(GET(/^\/Schemas\/urn.*:User$/), error(404)),
  ),
  mutant('a schema nobody has is there', 'RFC7644-4-05', () =>
    tell(GET(/^\/Schemas\//), (answer) =>
      answer.status === 404 ? { status: 200, body: {} } : answer,
    ),
  ),
  mutant('a type nobody has is there', 'RFC7644-4-07', () =>
    tell(GET(/^\/ResourceTypes\//), (answer) =>
      answer.status === 404 ? { status: 200, body: {} } : answer,
    ),
  ),
  mutant('messages among the schemas', 'RFC7644-3.1-04', () =>
    tellBody(GET(SCHEMAS), (body) => {
      const id = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
      const all = [
        ...items(body.Resources),
        { ...part(items(body.Resources)[0]), id, name: 'PatchOp' },
      ]
      return { ...body, Resources: all, totalResults: all.length }
    }),
  ),
  mutant('discovery is paged by count', 'RFC7644-4-09', () =>
    tellBody(GET(DISCOVERY), (body, passing) => {
      const count = queryOf(passing).get('count')
      return count === null
        ? body
        : { ...body, Resources: items(body.Resources).slice(0, Number(count)) }
    }),
  ),
  mutant('the list of schemas ends early', 'RFC7644-4-08', () =>
    tellBody(GET(SCHEMAS), (body) => ({ ...body, totalResults: items(body.Resources).length + 3 })),
  ),
  mutant('bulk without limits', 'RFC7644-3.7.4-01', () =>
    tellBody(GET(CONFIG), (body) => ({ ...body, bulk: { supported: true } })),
  ),
  mutant('the configuration forgets cursors', 'RFC9865-4-03', () =>
    tellBody(GET(CONFIG), (body) => ({
      ...body,
      pagination: without(part(body.pagination), 'cursor'),
    })),
  ),
  mutant('the configuration forgets indexes', 'RFC9865-4-04', () =>
    tellBody(GET(CONFIG), (body) => ({
      ...body,
      pagination: without(part(body.pagination), 'index'),
    })),
  ),
  mutant('the configuration is silent on pages', 'RFC9865-4-01', () =>
    tellBody(GET(CONFIG), (body) => without(body, 'pagination')),
  ),
  mutant('bulk that is not offered is a 500', 'RFC7644-3.12-19', () => ({
    ...instead(on('POST', /^\/Bulk/), error(500)),
    ...tellBody(GET(CONFIG), (body) => ({
      ...body,
      bulk: { ...part(body.bulk), supported: false },
    })),
  })),
  mutant('says it has no PATCH, and has', 'RFC7644-3.5-03', () =>
    tellBody(GET(CONFIG), (body) => ({ ...body, patch: { supported: false } })),
  ),
  mutant('says it has PATCH, and has not', 'RFC7644-3.5.2.3-02', () =>
    instead(on('PATCH', ANY), error(501)),
  ),
]
