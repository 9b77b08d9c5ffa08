/** Bodies of group pushes, letter by letter; a and b are the first two users that the stub makes. */
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
export const A = 'a@okta.local'
export const B = 'b@okta.local'
export const a = `{"value":"u-1","display":"${A}"}`
export const b = `{"value":"u-2","display":"${B}"}`

export const group = (name: string, ...members: string[]) =>
  `{"schemas":["${GROUP}"],"displayName":"${name}","members":[${members.join(',')}]}`
export const patch = (id: string, ...operations: string[]) =>
  `PATCH /Groups/${id} {"schemas":["${PATCH_OP}"],"Operations":[${operations.join(',')}]}`
export const replaceAll = (...members: string[]) =>
  `{"op":"replace","path":"members","value":[${members.join(',')}]}`
export const rename = (id: string, name: string) =>
  `{"op":"replace","value":{"id":"${id}","displayName":"${name}"}}`
