import type { Connection, ProductClient } from './product-client.ts'
import { tellRecorder } from './recorder/control.ts'
import type { RunParameters } from './run-parameters.ts'

/** A base URL and a token for it. */
export interface Access {
  readonly baseUrl: string
  readonly token: string
}

/** Tags of scenarios that speak nothing but SCIM to the target. */
const SCIM_ONLY = ['scim', 'entra']

/** So many of them take one tenant: with more its lists would grow longer than a page. */
const SCENARIOS_PER_TENANT = 25

/** Who asks for a tenant. */
export interface Asking {
  readonly parameters: RunParameters
  readonly tags: readonly string[]
  /** The product's API, its traffic counted to a scenario or, by the empty name, to none. */
  productAs(scenario: string): ProductClient
  readonly scenario: string
  unique(name: string): string
}

interface Shared {
  readonly connection: Promise<Connection>
  left: number
}

const SHARED = new WeakMap<RunParameters, Shared>()

/**
 * A tenant of our own server: one to itself for a scenario that looks beyond SCIM. One that speaks only SCIM
 * sees what it made itself, as it has to on somebody's server, where the whole run has one tenant.
 */
export function tenantFor(asking: Asking): Promise<Connection> {
  const { parameters, tags, scenario } = asking
  if (!tags.some((tag) => SCIM_ONLY.includes(tag))) {
    return newTenant(asking, scenario, 'org')
  }
  const known = SHARED.get(parameters)
  const shared = known !== undefined && known.left > 0 ? known : newlyShared(asking)
  shared.left -= 1
  return shared.connection
}

function newlyShared(asking: Asking): Shared {
  const connection = newTenant(asking, '', 'org')
  const shared = { connection, left: SCENARIOS_PER_TENANT }
  SHARED.set(asking.parameters, shared)
  // What failed for one scenario is tried anew for the next.
  connection.catch(() => SHARED.delete(asking.parameters))
  return shared
}

/** A second client: with the second token of somebody's server, or of a new tenant of our own. */
export async function anotherTenant(asking: Asking): Promise<Access> {
  const { target } = asking.parameters
  if (target.kind === 'reference') {
    return newTenant(asking, asking.scenario, 'other')
  }
  if (target.secondToken === undefined) throw new Error('no second token was given')
  return { baseUrl: target.baseUrl, token: target.secondToken }
}

/** Its making is counted to the scenario or, by the empty name, to none. */
async function newTenant(asking: Asking, scenario: string, name: string): Promise<Connection> {
  const product = asking.productAs(scenario)
  const organizationId = await product.createOrganization(asking.unique(name))
  const connection = await product.createScimConnection(organizationId)
  const { baseUrl, token } = connection
  tellRecorder(asking.parameters.gateway, { baseUrl, secret: token })
  return connection
}
