import type { FastifyInstance } from 'fastify'
import type { ImportedUser } from '../applications/import-settings.ts'
import type { Engine } from '../provisioning/engine.ts'
import { page } from './page.ts'

type OfApp = { Params: { id: string } }

/** /api/v1/apps/{id}/unconfirmed-users: who waits on the Import page; who was set aside does not. */
export function unconfirmedUserRoutes(app: FastifyInstance, { org }: Engine): void {
  app.get<OfApp>('/api/v1/apps/:id/unconfirmed-users', async (request, reply) => {
    const { imported } = org.app(request.params.id)
    const waiting = [...imported.values()].filter(({ ignored }) => !ignored).map(toUnconfirmed)
    return { users: page(request, reply, waiting, { preset: 20, largest: 200 }) }
  })
}

function toUnconfirmed({ externalId, userName, email, firstName, lastName }: ImportedUser): object {
  return {
    externalId,
    credentials: { userName },
    profile: { email, givenName: firstName, familyName: lastName },
  }
}
