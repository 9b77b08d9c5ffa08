import type { Dispatcher } from 'undici'
import { joinUrl } from '../../steps/support/recorder/scim-path.ts'
import type { Operation } from '../model/operation.ts'
import type { State } from '../model/state.ts'
import type { Access } from './org.ts'

/** Reads at one end of what a target holds; what the answers mean is the model's business. */
export class Look {
  readonly #dispatcher: Dispatcher
  readonly #access: Access

  constructor(dispatcher: Dispatcher, access: Access) {
    this.#dispatcher = dispatcher
    this.#access = access
  }

  /** The lists, and by id and by name whatever was just written. */
  async at(touched: readonly Operation[], state: State): Promise<void> {
    const paths = new Set(['/Users?startIndex=1&count=100', '/Groups?startIndex=1&count=100'])
    for (const { type, id = '' } of written(touched)) {
      for (const path of pathsOf(state, type, id)) paths.add(path)
    }
    await Promise.all([...paths].map((path) => this.#get(path)))
  }

  /** Everything once more, and the list in pages of two. */
  async atAll({ users, groups }: State): Promise<void> {
    const all = [
      ...[...users.keys()].map((id) => `/Users/${encodeURIComponent(id)}`),
      ...[...groups.keys()].map((id) => `/Groups/${encodeURIComponent(id)}`),
    ]
    await Promise.all(all.map((path) => this.#get(path)))
  }

  async #get(path: string): Promise<void> {
    const { baseUrl, token } = this.#access
    const url = new URL(joinUrl(baseUrl, path))
    const { body } = await this.#dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: { authorization: `Bearer ${token}`, accept: 'application/scim+json' },
    })
    await body.dump()
  }
}

function written(operations: readonly Operation[]): readonly Pick<Operation, 'type' | 'id'>[] {
  return operations
    .filter(({ method }) => method !== 'GET')
    .map(({ type, id, got }) => ({ type, id: id ?? (got?.id as string | undefined) }))
}

function pathsOf(state: State, type: 'Users' | 'Groups', id: string): string[] {
  const one = `/${type}/${encodeURIComponent(id)}`
  const user = type === 'Users' ? state.users.get(id) : undefined
  const group = type === 'Groups' ? state.groups.get(id) : undefined
  if (user !== undefined) return [one, byName('Users', 'userName', otherCase(user.userName))]
  if (group !== undefined) return [one, byName('Groups', 'displayName', group.displayName)]
  return state.gone.has(id) ? [one] : []
}

function byName(type: string, attribute: string, name: string): string {
  const filter = encodeURIComponent(`${attribute} eq ${JSON.stringify(name)}`)
  return `/${type}?filter=${filter}&startIndex=1&count=100`
}

/** userName is compared without regard to case. */
function otherCase(name: string): string {
  return name === name.toLowerCase() ? name.replace(/^./, (c) => c.toUpperCase()) : name
}
