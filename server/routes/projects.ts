import type { FastifyInstance } from 'fastify'
import { type Context, hash, newId, newProjectSecret } from '../context.ts'
import { ok } from '../http/product-api.ts'

/** Another project beside one's own, with nothing in it: ours, since Stytch's are made in its dashboard. */
export function projectRoutes(app: FastifyInstance, { store, now }: Context): void {
  app.post('/v1/scimulate/projects', async () => {
    const projectId = newId('project')
    const secret = newProjectSecret()
    await store.projects.put(projectId, hash(secret), now().toISOString())
    return ok({ project: { project_id: projectId, secret } })
  })
}
