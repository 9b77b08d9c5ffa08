export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** A member as Okta sends it: the id that the server gave, and the name in the app. */
export interface Member {
  readonly value: string
  readonly display: string
}

/** POST and PUT of a group carry the complete list of members, never a difference; a POST may have none. */
export function groupBody(displayName: string, members?: readonly Member[], id?: string): object {
  const named = { schemas: [GROUP], ...(id === undefined ? {} : { id }), displayName }
  return members === undefined ? named : { ...named, members }
}

/** A change of members in as few PATCHes as hold so many changes each: who left first, then who joined. */
export function membershipPatches(
  joined: readonly Member[],
  left: readonly string[],
  most: number,
): object[] {
  const bodies: object[] = []
  for (let at = 0; at < left.length + joined.length; at += most) {
    const from = Math.max(at - left.length, 0)
    const to = Math.max(at + most - left.length, 0)
    bodies.push(membershipPatch(joined.slice(from, to), left.slice(at, at + most)))
  }
  return bodies
}

/** One PATCH for a change of members: a remove for each who left, one add for all who joined. */
function membershipPatch(joined: readonly Member[], left: readonly string[]): object {
  return {
    schemas: [PATCH_OP],
    Operations: [
      ...left.map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` })),
      ...(joined.length > 0 ? [{ op: 'add', path: 'members', value: joined }] : []),
    ],
  }
}

/** The full push: whatever was there gives way. */
export function membersPatch(members: readonly Member[]): object {
  return { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: 'members', value: members }] }
}

/** A rename has no path, and the group's id inside its value. */
export function renamePatch(id: string, displayName: string): object {
  return { schemas: [PATCH_OP], Operations: [{ op: 'replace', value: { id, displayName } }] }
}

/** A password, in the path-less shape of every other replace or at its path: Okta publishes none. */
export function passwordPatch(password: string, atPath: boolean): object {
  const operation = atPath ? { path: 'password', value: password } : { value: { password } }
  return { schemas: [PATCH_OP], Operations: [{ op: 'replace', ...operation }] }
}

/** Whether a person may use the app, as a patch without a path. */
export function activePatch(active: boolean): object {
  return { schemas: [PATCH_OP], Operations: [{ op: 'replace', value: { active } }] }
}
