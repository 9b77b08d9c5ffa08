import type { FastifyInstance } from 'fastify'
import { invalid } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import { FAULTS, type FaultRequest, type Faults } from '../scim/faults.ts'
import { fieldsIn } from './http.ts'

/** /api/v1/scimulate/faults: what a SCIM server must bear, on request. Ours, not Okta's. */
export function faultRoutes(app: FastifyInstance, { org }: Engine, faults: Faults): void {
  const path = '/api/v1/scimulate/faults'

  app.get(path, async () => faults.list())

  app.post(path, async ({ body }, reply) => {
    const asked = faultIn(fieldsIn(body))
    if (asked.appId !== undefined) org.app(asked.appId)
    return reply.status(201).send(faults.add(asked))
  })

  app.delete(path, async (_request, reply) => {
    faults.clear()
    return reply.status(204).send()
  })
}

function faultIn(fields: Record<string, unknown>): FaultRequest {
  const kind = FAULTS.find((one) => one === fields.kind)
  if (kind === undefined) throw invalid('kind', `kind: must be one of ${FAULTS.join(', ')}`)
  return {
    kind,
    ...text(fields, 'appId'),
    ...text(fields, 'method'),
    ...count(fields, 'times'),
    ...count(fields, 'delayMs'),
  }
}

function text<N extends string>(fields: Record<string, unknown>, name: N): { [K in N]?: string } {
  const value = fields[name]
  if (value === undefined) return {}
  if (typeof value !== 'string') throw invalid(name, `${name}: must be a string`)
  return { [name]: value } as { [K in N]: string }
}

function count<N extends string>(fields: Record<string, unknown>, name: N): { [K in N]?: number } {
  const value = fields[name]
  if (value === undefined) return {}
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw invalid(name, `${name}: must be a whole number`)
  }
  return { [name]: value } as { [K in N]: number }
}
