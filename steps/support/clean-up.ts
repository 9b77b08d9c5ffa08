import pLimit from 'p-limit'
import type { Dispatcher } from 'undici'
import type { Created, Ledger } from './recorder/ledger.ts'
import { joinUrl } from './recorder/scim-path.ts'

/** What could not be removed, and why. */
export interface Leftover extends Created {
  readonly reason: string
}

/** Removes from the target what the run made there, newest first, and looks that it is gone. */
export async function cleanUp(
  dispatcher: Dispatcher,
  ledger: Ledger,
  token: string,
): Promise<Leftover[]> {
  const left: Leftover[] = []
  const slots = pLimit(4)
  await Promise.all(
    ledger.remaining().map((resource) =>
      slots(async () => {
        const reason = await remove(dispatcher, resource, token)
        if (reason === undefined) ledger.removed(resource)
        else left.push({ ...resource, reason })
      }),
    ),
  )
  return left
}

/** Why the resource is still there; undefined when it is not. */
async function remove(
  dispatcher: Dispatcher,
  resource: Created,
  token: string,
): Promise<string | undefined> {
  try {
    const deleted = await send(dispatcher, 'DELETE', resource, token)
    const after = await send(dispatcher, 'GET', resource, token)
    if (after === 404 || after === 410) return undefined
    return `DELETE answered ${deleted}, and GET after it ${after}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function send(
  dispatcher: Dispatcher,
  method: 'DELETE' | 'GET',
  { baseUrl, type, id }: Created,
  token: string,
): Promise<number> {
  const url = new URL(joinUrl(baseUrl, `/${type}/${encodeURIComponent(id)}`))
  const { statusCode, body } = await dispatcher.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    headers: { authorization: `Bearer ${token}`, accept: 'application/scim+json' },
    opaque: { source: 'clean-up' },
  })
  await body.dump()
  return statusCode
}
