import {
  activePatch,
  type Member,
  membershipPatches,
  membersPatch,
  passwordPatch,
  renamePatch,
} from '../../scim/group-body.ts'
import type { Requests } from '../requests.ts'
import type { Dialect, MemberChange } from './dialect.ts'

/** The catalog app: PATCH for status and groups, PUT only for profiles. */
export const patchDialect: Dialect = {
  async setActive(requests, id, _person, active) {
    if (requests.behaviour.statusPatchReads === 'yes') await requests.user(id)
    const what = active ? 'reactivate user' : 'deactivate user'
    await requests.change(what, 'PATCH', '/Users', id, activePatch(active))
  },

  async setPassword(requests, id, _person, password) {
    const body = passwordPatch(password, requests.behaviour.passwordPatch === 'path')
    await requests.change('push password', 'PATCH', '/Users', id, body)
  },

  async firstPush(requests, id, _name, members) {
    await replaceAll(requests, id, members)
  },

  async changeMembers(requests, id, name, change) {
    await sendChange(requests, id, name, change)
  },

  async addMember(requests, id, name, change) {
    await sendChange(requests, id, name, change)
  },

  async rename(requests, id, name) {
    await rename(requests, id, name)
  },

  async pushNow(requests, id, _name, { after }) {
    await replaceAll(requests, id, after)
  },
}

async function sendChange(
  requests: Requests,
  id: string,
  name: string,
  { before, after }: MemberChange,
): Promise<void> {
  const joined = without(after, before)
  const left = without(before, after).map(({ value }) => value)
  if (joined.length === 0 && left.length === 0) return
  // Documented: the name is sent along with every change of members.
  const { groupName, groupPatchChanges } = requests.behaviour
  if (groupName === 'before') await rename(requests, id, name)
  for (const body of membershipPatches(joined, left, Number(groupPatchChanges))) {
    await requests.change('push group members', 'PATCH', '/Groups', id, body)
  }
  if (groupName === 'after') await rename(requests, id, name)
}

function rename(requests: Requests, id: string, name: string): Promise<void> {
  return requests.change('rename group', 'PATCH', '/Groups', id, renamePatch(id, name))
}

function replaceAll(requests: Requests, id: string, members: readonly Member[]): Promise<void> {
  return requests.change('push group members', 'PATCH', '/Groups', id, membersPatch(members))
}

function without(members: readonly Member[], others: readonly Member[]): Member[] {
  const known = new Set(others.map(({ value }) => value))
  return members.filter(({ value }) => !known.has(value))
}
