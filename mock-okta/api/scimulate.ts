import type { FastifyInstance } from 'fastify'
import { does } from '../applications/app.ts'
import { searchCatalog } from '../applications/catalog.ts'
import {
  connectionIn,
  connectionStatus,
  refreshAppGroups,
  testConnection,
} from '../applications/connect.ts'
import { invalid, notAllowed, notFound } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import { pushNow } from '../provisioning/push-group.ts'
import { provision, pushProfile } from '../provisioning/push-user.ts'
import { fieldsIn, textIn } from './http.ts'
import { savePage } from './oauth.ts'
import { outOfSync } from './out-of-sync.ts'
import { baseOf } from './page.ts'
import { taskRoutes } from './tasks.ts'

type OfApp = { Params: { id: string } }
type Query = Record<string, string | undefined>

const ROOT = '/api/v1/scimulate'
const LONGEST_WAIT_MS = 60_000

/** What an admin does in the console and Okta has no API for. All below this path is ours, not Okta's. */
export function scimulateRoutes(app: FastifyInstance, engine: Engine): void {
  const { org } = engine

  app.get(`${ROOT}/catalog`, async ({ query }) => searchCatalog((query as Query).q ?? ''))

  app.get(`${ROOT}/settled`, async ({ query }) => {
    const { timeoutMs = '10000' } = query as Query
    if (!/^\d{1,6}$/.test(timeoutMs)) throw invalid('timeoutMs', 'timeoutMs: must be a number')
    return engine.settled(Math.min(Number(timeoutMs), LONGEST_WAIT_MS))
  })

  app.get(`${ROOT}/exchanges`, async ({ query }) => {
    const { appId, after = '0' } = query as Query
    const apps = appId === undefined ? [...org.apps.values()] : [org.app(appId)]
    return apps
      .flatMap(({ exchanges }) => exchanges)
      .filter(({ id }) => id > Number(after))
      .sort((a, b) => a.id - b.id)
  })

  connectionRoutes(app, engine)
  taskRoutes(app, engine)
  actionRoutes(app, engine)
}

function connectionRoutes(app: FastifyInstance, engine: Engine): void {
  const { org } = engine
  const path = `${ROOT}/apps/:id/connection`

  app.get<OfApp>(path, async ({ params }) => connectionStatus(org.app(params.id)))

  app.put<OfApp>(path, async (request) => {
    const found = org.app(request.params.id)
    await savePage(engine, found, connectionIn(found, request.body), baseOf(request))
    return connectionStatus(found)
  })

  app.post<OfApp>(`${path}/test`, async ({ params, body }) => {
    const found = org.app(params.id)
    return testConnection(engine, found, connectionIn(found, body))
  })
}

function actionRoutes(app: FastifyInstance, engine: Engine): void {
  const { org } = engine

  app.post<OfApp>(`${ROOT}/apps/:id/push-now`, async ({ params, body }) => {
    const found = org.app(params.id)
    pushNow(engine, found, org.mapping(found, textIn(fieldsIn(body), 'mappingId')))
    return {}
  })

  app.get<OfApp>(`${ROOT}/apps/:id/out-of-sync`, async ({ params }) =>
    outOfSync(org.app(params.id)),
  )

  app.post<OfApp>(`${ROOT}/apps/:id/force-sync`, async ({ params }) => {
    const found = org.app(params.id)
    if (!does(found, 'update')) throw notAllowed('Update User Attributes is not enabled.')
    for (const user of found.users.values()) {
      pushProfile(engine, found, org.person(user.personId), user)
    }
    return {}
  })

  app.post<OfApp>(`${ROOT}/apps/:id/refresh-app-groups`, async ({ params }) => {
    const found = org.app(params.id)
    if (!found.connection?.importGroups) throw notAllowed('Import Groups is not enabled.')
    await refreshAppGroups(engine, found)
    return { groups: found.appGroups?.size ?? 0 }
  })

  app.post<OfApp>(`${ROOT}/apps/:id/provision-user`, async ({ params, body }) => {
    const found = org.app(params.id)
    const person = org.person(textIn(fieldsIn(body), 'userId'))
    const user = found.users.get(person.id)
    if (user === undefined) throw notFound(person.id, 'AppUser')
    provision(engine, found, person, user)
    return {}
  })
}
