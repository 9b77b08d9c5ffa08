import { pathToFileURL } from 'node:url'
import type { Member } from './product-client.ts'

/** An event of the product as the suite compares it: `scim.member.create`. */
export interface SeenEvent {
  readonly type: string
  /** When it happened, as ISO 8601: where the report's timeline shows it. Default: when it was heard of. */
  readonly at?: string
}

/** What a product's own API says of a person. */
export interface SeenMember {
  readonly id?: string
  readonly status: 'active' | 'deleted' | 'pending' | 'invited'
  readonly email?: string
  readonly name?: string
}

/** The user's own module, given with --observers; every function is optional. */
export interface ObserverModule {
  /** The member that a userName belongs to; undefined when there is none. */
  readonly member?: (userName: string) => Promise<SeenMember | undefined>
  /** All events since the start of the run that came after the first `since`. */
  readonly webhooks?: (since: number) => Promise<readonly SeenEvent[]>
  /** Reads one webhook that was received, already verified; undefined for one that does not matter. */
  readonly webhook?: (payload: unknown) => SeenEvent | undefined
}

const FUNCTIONS: readonly (keyof ObserverModule)[] = ['member', 'webhooks', 'webhook']

/** Loads the module and looks that it exports what it should. */
export async function loadObservers(file: string): Promise<ObserverModule> {
  const loaded = (await import(pathToFileURL(file).href)) as Record<string, unknown>
  // A module of CommonJS arrives under its default export as well.
  const module = { ...(loaded.default as object | undefined), ...loaded } as Record<string, unknown>
  const found = FUNCTIONS.filter((name) => typeof module[name] === 'function')
  if (found.length === 0) {
    throw new Error(`${file} exports none of ${FUNCTIONS.join(', ')}`)
  }
  return module as ObserverModule
}

/** A member of somebody's product in the words in which the features ask about ours. */
export function asMember({ id, status, email, name }: SeenMember): Member {
  return { member_id: id, status, email_address: email, name }
}
