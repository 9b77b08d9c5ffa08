import type { Context } from '../context.ts'
import { showUsers, userObjects } from '../members/show-user.ts'
import { createUser, deleteUser, patchUser, readUser, replaceUser } from '../members/users.ts'
import type { Resources } from '../resources/resources.ts'

/** What stands behind /Users. */
export function users(context: Context): Resources {
  const { store } = context
  const { user: type } = context.scim
  return {
    type,
    bodyLimit: 1_000_000,
    rows: store.users,
    show: (_connection, rows, baseUrl, wanted) => showUsers(store, type, rows, baseUrl, wanted),
    objects: (_connection, rows, baseUrl, wanted) =>
      userObjects(store, type, rows, baseUrl, wanted),
    create: (connection, body) => createUser(context, connection, body),
    read: (connection, id) => readUser(store, connection, id),
    replace: (connection, id, body, ifMatch) => replaceUser(context, connection, id, body, ifMatch),
    patch: (connection, id, body, ifMatch) => patchUser(context, connection, id, body, ifMatch),
    delete: (connection, id, ifMatch) => deleteUser(context, connection, id, ifMatch),
  }
}
