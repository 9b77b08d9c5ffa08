import type { FastifyInstance } from 'fastify'
import { IMPORT_DEFAULTS, IMPORT_VALUES } from '../applications/import-settings.ts'
import { userNameFor } from '../applications/user-name.ts'
import { invalid, notAllowed } from '../okta-error.ts'
import {
  confirmAsPerson,
  confirmAsSomeoneNew,
  ignoreImported,
  link,
} from '../provisioning/confirm-import.ts'
import type { Engine } from '../provisioning/engine.ts'
import { importNow } from '../provisioning/import-users.ts'
import { addPushRule } from '../provisioning/push-rules.ts'
import { fieldsIn, textIn } from './http.ts'

type OfApp = { Params: { id: string } }

const ROOT = '/api/v1/scimulate/apps/:id'

/** Jobs under way or still to do; what they carry stays inside. */
export function jobRoutes(app: FastifyInstance, engine: Engine): void {
  app.get('/api/v1/scimulate/jobs', async () =>
    engine.jobs().map(({ appId, record }) => ({ appId, kind: record.kind })),
  )
}

/** The Import page, the To Okta page and Push Groups > By rule: none of them has an API in Okta. */
export function importRoutes(app: FastifyInstance, engine: Engine): void {
  const { org } = engine

  app.post<OfApp>(`${ROOT}/import`, async ({ params }) => {
    if (!importNow(engine, org.app(params.id))) throw notAllowed('Import Users is not enabled.')
    return {}
  })

  app.get<OfApp>(`${ROOT}/import`, async ({ params }) => {
    const { lastImport, imported, importSettings } = org.app(params.id)
    return { last: lastImport ?? null, users: [...imported.values()], settings: importSettings }
  })

  app.put<OfApp>(`${ROOT}/import`, async ({ params, body }) => {
    const found = org.app(params.id)
    for (const [name, value] of Object.entries(fieldsIn(body))) refuseUnfit(name, value)
    found.importSettings = { ...found.importSettings, ...fieldsIn(body) }
    return found.importSettings
  })

  app.post<OfApp>(`${ROOT}/import/confirm`, async ({ params, body }) => {
    const found = org.app(params.id)
    const fields = fieldsIn(body)
    const externalId = textIn(fields, 'externalId')
    const outcome = textIn(fields, 'outcome')
    if (outcome === 'IGNORE') ignoreImported(found, externalId)
    else if (outcome === 'NEW') confirmAsSomeoneNew(engine, found, externalId)
    else if (outcome === 'EXISTING')
      confirmAsPerson(engine, found, externalId, org.person(textIn(fields, 'userId')))
    else throw invalid('outcome', 'outcome: must be EXISTING, NEW or IGNORE')
    return {}
  })

  app.post<OfApp>(`${ROOT}/links`, async ({ params, body }) => {
    const found = org.app(params.id)
    const { links } = fieldsIn(body)
    if (!Array.isArray(links)) throw invalid('links', 'links: must be a list')
    const read = links.map((one) => ({
      person: org.person(textIn(fieldsIn(one), 'userId')),
      externalId: textIn(fieldsIn(one), 'externalId'),
    }))
    for (const { person, externalId } of read) {
      const userName = userNameFor(found.userNameFormat, person.profile)
      link(engine, found, person, { externalId, userName })
    }
    return {}
  })

  app.post<OfApp>(`${ROOT}/push-rules`, async ({ params, body }) => {
    const { field = 'name', operator, value } = fieldsIn(body)
    const known = ['EQUALS', 'STARTS_WITH', 'ENDS_WITH', 'CONTAINS'] as const
    const wanted = known.find((one) => one === operator)
    if (wanted === undefined) throw invalid('operator', `operator: must be of ${known.join(', ')}`)
    if (field !== 'name' && field !== 'description')
      throw invalid('field', 'field: must be name or description')
    if (typeof value !== 'string') throw invalid('value', 'value: must be a text')
    return addPushRule(engine, org.app(params.id), { field, operator: wanted, value })
  })
}

/** A setting that there is not, of another type, or with a value that it cannot have. */
function refuseUnfit(name: string, value: unknown): void {
  const preset = (IMPORT_DEFAULTS as unknown as Record<string, unknown>)[name]
  if (typeof value !== typeof preset) throw invalid(name, `${name}: is no import setting`)
  const values = IMPORT_VALUES[name] ?? [String(value)]
  if (!values.includes(String(value)))
    throw invalid(name, `${name}: must be one of ${values.join(', ')}`)
  if (typeof value === 'number' && !(value >= 0 && value <= 100))
    throw invalid(name, `${name}: must be from 0 to 100`)
}
