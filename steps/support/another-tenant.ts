import type { ProductClient } from './product-client.ts'
import { tellRecorder } from './recorder/control.ts'
import type { RunParameters } from './run-parameters.ts'

/** A base URL and a token for it. */
export interface Access {
  readonly baseUrl: string
  readonly token: string
}

/** A second client: with the second token of somebody's server, or of a new tenant of our own. */
export async function anotherTenant(
  { target, gateway }: RunParameters,
  product: () => ProductClient,
  name: string,
): Promise<Access> {
  if (target.kind === 'remote') {
    if (target.secondToken === undefined) throw new Error('no second token was given')
    return { baseUrl: target.baseUrl, token: target.secondToken }
  }
  const organizationId = await product().createOrganization(name)
  const { baseUrl, token } = await product().createScimConnection(organizationId)
  tellRecorder(gateway, { baseUrl, secret: token })
  return { baseUrl, token }
}
