import type { Context } from '../context.ts'
import { createGroup, deleteGroup, patchGroup, readGroup, replaceGroup } from '../groups/groups.ts'
import { groupObjects, showGroups } from '../groups/show-group.ts'
import type { Resources } from '../resources/resources.ts'

/** What stands behind /Groups; a group may come with a hundred thousand members. */
export function groups(context: Context): Resources {
  const { store } = context
  const { group: type } = context.scim
  return {
    type,
    bodyLimit: 32_000_000,
    patchIsSilent: true,
    rows: store.groups,
    show: (_connection, rows, baseUrl, wanted) => showGroups(store, type, rows, baseUrl, wanted),
    objects: (_connection, rows, baseUrl, wanted) =>
      groupObjects(store, type, rows, baseUrl, wanted),
    create: (connection, body) => createGroup(context, connection, body),
    read: (connection, id) => readGroup(store, connection, id),
    replace: (connection, id, body, ifMatch) =>
      replaceGroup(context, connection, id, body, ifMatch),
    patch: (connection, id, body, ifMatch) => patchGroup(context, connection, id, body, ifMatch),
    delete: (connection, id, ifMatch) => deleteGroup(context, connection, id, ifMatch),
  }
}
