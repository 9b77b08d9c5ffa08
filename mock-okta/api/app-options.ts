import type { FastifyInstance } from 'fastify'
import type { App } from '../applications/app.ts'
import { defaultsApplied } from '../applications/attributes.ts'
import { type Behaviour, CHOICES } from '../applications/behaviour.ts'
import { invalid } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import type { Audit } from './audit.ts'
import { fieldsIn } from './http.ts'

type OfApp = { Params: { id: string } }

const SWITCHES = ['renameGroups', 'excludeUserNameUpdates'] as const

const PATH = '/api/v1/scimulate/apps/:id/options'

/**
 * Settings of an app that Okta has no API for, and what is not known of Okta for certain. All of it is
 * ours; what is not named stays as it is.
 */
export function appOptionRoutes(app: FastifyInstance, { org }: Engine, audit: Audit): void {
  app.get('/api/v1/scimulate/app-options', async () =>
    Object.entries(CHOICES).map(([name, { values, says }]) => ({ name, values, says })),
  )

  app.get<OfApp>(PATH, async ({ params }) => toOptions(org.app(params.id)))

  app.put<OfApp>(PATH, async ({ params, body }) => {
    const found = org.app(params.id)
    const fields = fieldsIn(body)
    const behaviour = { ...found.behaviour, ...behaviourIn(fields) }
    for (const name of SWITCHES) found[name] = switchIn(fields, name) ?? found[name]
    if (behaviour.defaultMappings !== found.behaviour.defaultMappings) {
      const applyOn = behaviour.defaultMappings === 'create' ? 'CREATE' : 'CREATE_AND_UPDATE'
      found.mapping = defaultsApplied(found.mapping, applyOn)
    }
    found.behaviour = behaviour
    audit.app('application.lifecycle.update', found)
    return toOptions(found)
  })
}

function toOptions({ renameGroups, excludeUserNameUpdates, behaviour }: App): object {
  return { renameGroups, excludeUserNameUpdates, ...behaviour }
}

function behaviourIn(fields: Record<string, unknown>): Partial<Behaviour> {
  const chosen: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (SWITCHES.some((one) => one === name)) continue
    const values: readonly string[] | undefined = Object.entries(CHOICES).find(
      ([one]) => one === name,
    )?.[1].values
    if (values === undefined) throw invalid(name, `${name}: is no option of an app`)
    const wanted = values.find((one) => one === value)
    if (wanted === undefined) throw invalid(name, `${name}: must be one of ${values.join(', ')}`)
    chosen[name] = wanted
  }
  return chosen
}

function switchIn(fields: Record<string, unknown>, name: string): boolean | undefined {
  const value = fields[name]
  if (value === undefined || typeof value === 'boolean') return value
  throw invalid(name, `${name}: must be true or false`)
}
