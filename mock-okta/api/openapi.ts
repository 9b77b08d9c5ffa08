import type { FastifyInstance } from 'fastify'
import { BODIES } from './openapi/bodies.ts'
import { OPERATIONS } from './openapi/operations.ts'
import { QUERIES } from './openapi/queries.ts'
import { SCHEMAS } from './openapi/schemas.ts'

interface Route {
  readonly method: string
  readonly path: string
}

/**
 * /api/v1/scimulate/openapi.json: the management API in OpenAPI 3.1, made of the routes that are there. It
 * is to be registered before them.
 */
export function openApiRoutes(app: FastifyInstance): void {
  const routes: Route[] = []
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) {
      if (one !== 'HEAD') routes.push({ method: one, path: url.replace(/:(\w+)/g, '{$1}') })
    }
  })
  app.get('/api/v1/scimulate/openapi.json', async () => describe(routes))
}

function describe(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const { method, path } of routes) {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(method, path) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mock Okta management API',
      version: '1',
      description: 'Okta’s paths as Okta has them; what is below /api/v1/scimulate/ is ours.',
    },
    security: [{ ssws: [] }],
    paths,
    components: {
      securitySchemes: {
        ssws: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'SSWS <token>' },
      },
      schemas: SCHEMAS,
    },
  }
}

function operation(method: string, path: string): object {
  const key = `${method} ${path}`
  const { summary, answer, status } = OPERATIONS[key] ?? { summary: key, status: 200 }
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = (QUERIES[key] ?? []).map(([name, description, type = 'string']) => ({
    name,
    in: 'query',
    description,
    schema: { type },
  }))
  const parameters = [...inPath, ...inQuery]
  const body = BODIES[key]
  return {
    summary,
    operationId: key.replace(/\W+/g, '_'),
    tags: [path.startsWith('/api/v1/scimulate/') ? 'scimulate' : 'okta'],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined ? {} : { requestBody: { required: true, content: json(body) } }),
    responses: {
      [status]: answered(answer),
      '4XX': { description: 'Refused', content: json(reference('Error')) },
    },
  }
}

function answered(answer: string | undefined): object {
  if (answer === undefined) return { description: 'Done' }
  const one = reference(answer.replace('[]', ''))
  const schema = answer.endsWith('[]') ? { type: 'array', items: one } : one
  return { description: 'Done', content: json(schema) }
}

function reference(name: string): object {
  return { $ref: `#/components/schemas/${name}` }
}

function json(schema: object): object {
  return { 'application/json': { schema } }
}
