import type { Context } from '../context.ts'
import { findGroups } from '../groups/find-groups.ts'
import {
  createGroup,
  deleteGroup,
  type Group,
  patchGroup,
  readGroup,
  replaceGroup,
} from '../groups/groups.ts'
import { labelsFor, showGroup } from '../groups/show-group.ts'
import { groupType } from '../scim/schema/resource-type.ts'
import type { Resources } from './resources.ts'

/** What stands behind /Groups; a group may come with a hundred thousand members. */
export function groups(context: Context): Resources<Group> {
  const { store } = context
  return {
    type: groupType,
    bodyLimit: 32_000_000,
    rowOf: ({ row }) => row,
    show: async ({ connection_id }, items, baseUrl) => {
      const members = items.flatMap((group) => group.members)
      const labels = await labelsFor(store, connection_id, members)
      return items.map((group) => showGroup(group, labels, baseUrl))
    },
    find: (connection, filter, page, baseUrl) =>
      findGroups(store, connection, filter, page, (group) => showGroup(group, new Map(), baseUrl)),
    create: (connection, body) => createGroup(context, connection, body),
    read: (connection, id) => readGroup(store, connection, id),
    replace: (connection, id, body, ifMatch) =>
      replaceGroup(context, connection, id, body, ifMatch),
    patch: (connection, id, body, ifMatch) => patchGroup(context, connection, id, body, ifMatch),
    delete: (connection, id, ifMatch) => deleteGroup(context, connection, id, ifMatch),
  }
}
