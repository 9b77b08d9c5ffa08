import type { FastifyInstance } from 'fastify'
import { stringify } from 'yaml'
import type { Engine } from '../provisioning/engine.ts'
import { exportSeed } from '../seed/export-seed.ts'
import { queryOf } from './http.ts'

/** /api/v1/scimulate/seed: the org as a seed file, in JSON or with format=yaml; no secret is in it. */
export function seedRoutes(app: FastifyInstance, engine: Engine): void {
  app.get('/api/v1/scimulate/seed', async (request, reply) => {
    const seed = exportSeed(engine.org)
    if (queryOf(request).format !== 'yaml') return seed
    return reply.type('application/yaml').send(stringify(seed))
  })
}
