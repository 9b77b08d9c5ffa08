import type { Heavy, Victims } from './heavy.ts'
import { bulks } from './heavy-bulk.ts'
import { groups } from './heavy-groups.ts'
import { queries } from './heavy-queries.ts'
import { patches, users } from './heavy-users.ts'

let made = 0

/** Every kind of request that could hold a server for long, each just under a megabyte; new names on every call. */
export function heaviest(victims: Victims): Heavy[] {
  made += 1
  const tag = `heavy${made}`
  return [
    ...users(tag, victims),
    ...patches(tag, victims),
    ...groups(tag, victims),
    ...queries(),
    ...bulks(tag, victims),
  ]
}
