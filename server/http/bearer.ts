import { accepts } from '../connections/connection.ts'
import type { Context } from '../context.ts'
import { ScimError } from '../scim/error.ts'
import type { ConnectionRow } from '../store/tables.ts'

/** The connection that a request to its base URL speaks for; 401 without its token. */
export async function authenticate(
  context: Context,
  connectionId: string,
  authorization: string | undefined,
): Promise<ConnectionRow> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) throw unauthorized('a bearer token is needed')
  const connection = await context.store.connections.find(connectionId)
  if (connection === undefined || !accepts(connection, token, context.now())) {
    throw unauthorized('the bearer token is not valid here')
  }
  return connection
}

/** The connection of a request that has been told otherwise who it speaks for; 401 when it is gone. */
export async function connectionOf(
  { store }: Context,
  connectionId: string,
): Promise<ConnectionRow> {
  const connection = await store.connections.find(connectionId)
  if (connection === undefined) throw unauthorized('the bearer token is not valid here')
  return connection
}

function unauthorized(detail: string): ScimError {
  return new ScimError(401, undefined, detail)
}
