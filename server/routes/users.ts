import type { Context } from '../context.ts'
import { findUsers } from '../members/find-users.ts'
import { showUser } from '../members/show-user.ts'
import {
  createUser,
  deleteUser,
  patchUser,
  readUser,
  replaceUser,
  type User,
} from '../members/users.ts'
import { userType } from '../scim/schema/resource-type.ts'
import type { Resources } from './resources.ts'

/** What stands behind /Users. */
export function users(context: Context): Resources<User> {
  const { store } = context
  return {
    type: userType,
    bodyLimit: 1_000_000,
    rowOf: ({ row }) => row,
    show: async (_connection, items, baseUrl) => items.map((user) => showUser(user, baseUrl)),
    find: (connection, filter, page, baseUrl) =>
      findUsers(store, connection, filter, page, (user) => showUser(user, baseUrl)),
    create: (connection, body) => createUser(context, connection, body),
    read: (connection, id) => readUser(store, connection, id),
    replace: (connection, id, body, ifMatch) => replaceUser(context, connection, id, body, ifMatch),
    patch: (connection, id, body, ifMatch) => patchUser(context, connection, id, body, ifMatch),
    delete: (connection, id, ifMatch) => deleteUser(context, connection, id, ifMatch),
  }
}
