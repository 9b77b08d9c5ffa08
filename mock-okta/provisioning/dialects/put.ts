import { groupBody, type Member } from '../../scim/group-body.ts'
import { passwordBody, statusBody } from '../../scim/user-body.ts'
import type { Requests } from '../requests.ts'
import type { Dialect } from './dialect.ts'

/** A SAML app with SCIM provisioning: every change is a GET and a PUT of the whole resource. */
export const putDialect: Dialect = {
  async setActive(requests, id, person, active) {
    const fetched = await requests.user(id)
    const what = active ? 'reactivate user' : 'deactivate user'
    await requests.change(what, 'PUT', '/Users', id, statusBody(fetched, person, active))
  },

  async setPassword(requests, id, person, password) {
    const fetched = await requests.user(id)
    await requests.change(
      'push password',
      'PUT',
      '/Users',
      id,
      passwordBody(fetched, person, password),
    )
  },

  async firstPush(requests, id, name, members) {
    await getAndPut(requests, id, name, members)
  },

  // Observed on changes in the directory and on Push now: both reads, then both writes; when someone left,
  // the first write still has the members of before.
  async changeMembers(requests, id, name, { before, after }) {
    const staying = new Set(after.map(({ value }) => value))
    const someoneLeft = before.some(({ value }) => !staying.has(value))
    await requests.group(id)
    await requests.group(id)
    await put(requests, id, name, someoneLeft ? before : after)
    await put(requests, id, name, after)
  },

  async addMember(requests, id, name, { after }) {
    await getAndPut(requests, id, name, after)
  },

  async rename(requests, id, name, members) {
    await getAndPut(requests, id, name, members)
  },

  async pushNow(requests, id, name, { after }) {
    await requests.group(id)
    await requests.group(id)
    await put(requests, id, name, after)
    await put(requests, id, name, after)
  },
}

async function getAndPut(
  requests: Requests,
  id: string,
  name: string,
  members: readonly Member[],
): Promise<void> {
  await requests.group(id)
  await put(requests, id, name, members)
}

function put(
  requests: Requests,
  id: string,
  name: string,
  members: readonly Member[],
): Promise<void> {
  const named = requests.behaviour.groupPutId === 'yes' ? id : undefined
  return requests.change('push group', 'PUT', '/Groups', id, groupBody(name, members, named))
}
