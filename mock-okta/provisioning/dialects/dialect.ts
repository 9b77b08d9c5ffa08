import type { Person } from '../../directory/person.ts'
import type { Member } from '../../scim/group-body.ts'
import type { Requests } from '../requests.ts'

/** Members of a pushed group before and after a change. */
export interface MemberChange {
  readonly before: readonly Member[]
  readonly after: readonly Member[]
}

/** What the two kinds of app say differently. */
export interface Dialect {
  setActive(requests: Requests, id: string, person: Person, active: boolean): Promise<void>
  setPassword(requests: Requests, id: string, person: Person, password: string): Promise<void>
  /** Behind the POST of a new group, or in its place when the group was found: all members. */
  firstPush(requests: Requests, id: string, name: string, members: readonly Member[]): Promise<void>
  /** People joined or left the group in Okta's directory. */
  changeMembers(requests: Requests, id: string, name: string, change: MemberChange): Promise<void>
  /** A member got the app: the group is sent once more. */
  addMember(requests: Requests, id: string, name: string, change: MemberChange): Promise<void>
  rename(requests: Requests, id: string, name: string, members: readonly Member[]): Promise<void>
  pushNow(requests: Requests, id: string, name: string, change: MemberChange): Promise<void>
}
