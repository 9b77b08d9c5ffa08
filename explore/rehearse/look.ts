import type { Dispatcher } from 'undici'
import { joinUrl } from '../../steps/support/recorder/scim-path.ts'
import type { Operation } from '../model/operation.ts'
import type { State } from '../model/state.ts'
import type { Access } from './org.ts'

/** Reads at one end of what a target holds; what the answers mean is the model's business. */
export class Look {
  readonly #dispatcher: Dispatcher
  readonly #access: Access
  /** What users were called when they were last looked at. */
  readonly #names = new Map<string, string>()

  constructor(dispatcher: Dispatcher, access: Access) {
    this.#dispatcher = dispatcher
    this.#access = access
  }

  /** The lists of what was just written, and each by its name; where nothing was asked, nothing changed. */
  async at(touched: readonly Operation[], state: State): Promise<void> {
    const paths = new Set<string>()
    for (const { type, id = '' } of written(touched)) {
      paths.add(`/${type}?startIndex=1&count=100`)
      for (const path of [...pathsOf(state, type, id), ...this.#formerName(state, id)])
        paths.add(path)
    }
    await Promise.all([...paths].map((path) => this.#get(path)))
  }

  /** By the name that was given up nobody is found, or whoever has it now. */
  #formerName(state: State, id: string): string[] {
    const now = state.users.get(id)?.userName
    if (now === undefined) return []
    const before = this.#names.get(id)
    this.#names.set(id, now)
    return before === undefined || before === now ? [] : [byName('Users', 'userName', before)]
  }

  /** Everything there is once more, by list and each by its id. */
  async atAll({ users, groups }: State): Promise<void> {
    const all = [
      ...['/Users?startIndex=1&count=100', '/Groups?startIndex=1&count=100'],
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
  const user = type === 'Users' ? state.users.get(id) : undefined
  const group = type === 'Groups' ? state.groups.get(id) : undefined
  if (user !== undefined) return [byName('Users', 'userName', otherCase(user.userName))]
  if (group !== undefined) return [byName('Groups', 'displayName', group.displayName)]
  return state.gone.has(id) ? [`/${type}/${encodeURIComponent(id)}`] : []
}

function byName(type: string, attribute: string, name: string): string {
  const filter = encodeURIComponent(`${attribute} eq ${JSON.stringify(name)}`)
  return `/${type}?filter=${filter}&startIndex=1&count=100`
}

/** userName is compared without regard to case. */
function otherCase(name: string): string {
  return name === name.toLowerCase() ? name.replace(/^./, (c) => c.toUpperCase()) : name
}
