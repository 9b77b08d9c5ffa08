import type { Dispatcher } from 'undici'
import type { Created } from './ledger.ts'
import { joinUrl } from './scim-path.ts'

/** A create that was begun, and how its resource would be called. */
export interface Intent {
  readonly baseUrl: string
  readonly type: string
  readonly label: string
}

export interface LedgerContent {
  readonly targets: readonly string[]
  readonly created: readonly Created[]
  /** Creates of which the ledger does not say that they were done. */
  readonly intents: readonly Intent[]
}

/** A line as our own ledger wrote it. */
interface Line {
  readonly event?: 'intent' | 'created' | 'removed'
  readonly baseUrl?: string
  readonly type?: string
  readonly id?: string
  readonly label?: string
}

/** What a ledger says is still on the target; a last line that a kill cut short is passed over. */
export function readLedger(text: string): LedgerContent {
  const created = new Map<string, Created>()
  const intents: Intent[] = []
  const targets = new Set<string>()
  for (const { event, baseUrl, type, id = '', label = '' } of text.split('\n').map(parsed)) {
    if (baseUrl === undefined || type === undefined) continue
    targets.add(baseUrl)
    const key = `${baseUrl}\n${type}\n${id}`
    if (event === 'intent') intents.push({ baseUrl, type, label })
    else if (event === 'created') created.set(key, { baseUrl, type, id })
    else created.delete(key)
  }
  return { targets: [...targets], created: [...created.values()], intents }
}

function parsed(line: string): Line {
  try {
    return JSON.parse(line) as Line
  } catch {
    return {}
  }
}

/**
 * Looks for the resources of creates whose answer was never seen. Only a name that carries the run's id is
 * looked for, so that nothing of anybody else's can be found.
 */
export async function findIntended(
  dispatcher: Dispatcher,
  intents: readonly Intent[],
  runId: string,
  token: string,
): Promise<Created[]> {
  const found: Created[] = []
  for (const { baseUrl, type, label } of intents.filter((intent) => intent.label.includes(runId))) {
    const attribute = type === 'Groups' ? 'displayName' : 'userName'
    const filter = encodeURIComponent(`${attribute} eq ${JSON.stringify(label)}`)
    const url = new URL(joinUrl(baseUrl, `/${type}?filter=${filter}`))
    const { statusCode, body } = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: { authorization: `Bearer ${token}`, accept: 'application/scim+json' },
      opaque: { source: 'clean-up' },
    })
    const text = await body.text()
    if (statusCode !== 200) continue
    for (const resource of resourcesIn(text)) {
      const named = String(resource[attribute] ?? '').toLowerCase() === label.toLowerCase()
      if (named && typeof resource.id === 'string') found.push({ baseUrl, type, id: resource.id })
    }
  }
  return found
}

function resourcesIn(text: string): Record<string, unknown>[] {
  try {
    const { Resources } = JSON.parse(text) as { Resources?: unknown }
    return Array.isArray(Resources) ? Resources : []
  } catch {
    return []
  }
}
