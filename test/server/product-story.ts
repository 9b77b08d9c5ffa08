// biome-ignore lint/suspicious/noExplicitAny: events and members are read as they come
type Json = any

/** What a consumer knows who has nothing but the events of one organization. */
export class Story {
  readonly #organizationId: string
  readonly #members = new Map<string, Json>()
  readonly #groups = new Map<string, string>()
  /** Who is in a group: ids of members and of other groups. */
  readonly #inside = new Map<string, Set<string>>()
  #assignments: Json[] = []

  constructor(organizationId: string) {
    this.#organizationId = organizationId
  }

  tell(event: Json): void {
    if (event.details.organization_id !== this.#organizationId) return
    const tellers: Record<string, (event: Json) => void> = {
      member: (told) => this.#member(told),
      scim_group: (told) => this.#group(told),
      scim_member_group: (told) => this.#membership(told),
      scim_connection: (told) => {
        this.#assignments = told.scim_connection.scim_group_implicit_role_assignments
      },
    }
    tellers[event.object_type]?.(event)
  }

  /** The members as the product's API should show them. */
  members(): unknown[] {
    return Story.ordered(
      [...this.#members.values()].map((member) => {
        const groups = this.#groupsOf(member.member_id)
        const registration = member.scim_registration
        return {
          ...member,
          roles: member.status === 'deleted' ? [] : this.#rolesOf(member, groups),
          ...(registration && {
            scim_registration: {
              ...registration,
              scim_attributes: {
                ...registration.scim_attributes,
                groups: groups.map((value) => ({ value, display: this.#groups.get(value) })),
              },
            },
          }),
        }
      }),
    )
  }

  /** The same list whatever the order in which things came. */
  static ordered(members: Json[]): unknown[] {
    const by = (key: string) => (a: Json, b: Json) => String(a[key]).localeCompare(String(b[key]))
    for (const { scim_registration, roles } of members) {
      scim_registration?.scim_attributes.groups.sort(by('value'))
      roles.sort(by('role_id'))
    }
    return members.sort(by('member_id'))
  }

  #member({ action, id, member, details, timestamp }: Json): void {
    if (action !== 'DELETE') {
      this.#members.set(id, member)
      if (member.scim_registration === undefined) this.#leaveAll(id)
      return
    }
    const { scim_registration: registration, ...before } = this.#members.get(id)
    const deleted = {
      ...before,
      status: 'deleted',
      updated_at: `${String(timestamp).slice(0, 19)}Z`,
    }
    if (details.scim_registration === 'removed') {
      this.#members.set(id, deleted)
      this.#leaveAll(id)
      return
    }
    const { scim_attributes } = registration
    this.#members.set(id, {
      ...deleted,
      scim_registration: {
        ...registration,
        scim_attributes: { ...scim_attributes, active: false },
      },
    })
  }

  #group({ action, id, scim_group }: Json): void {
    if (action !== 'DELETE') {
      this.#groups.set(id, scim_group.group_name)
      return
    }
    this.#groups.delete(id)
    this.#inside.delete(id)
    this.#leaveAll(id)
  }

  #membership({ action, scim_member_group, details }: Json): void {
    const { group_id, member_id, member_group_id } = scim_member_group ?? details
    const inside = this.#inside.get(group_id) ?? new Set()
    this.#inside.set(group_id, inside)
    if (action === 'CREATE') inside.add(member_id ?? member_group_id)
    else inside.delete(member_id ?? member_group_id)
  }

  #leaveAll(id: string): void {
    for (const inside of this.#inside.values()) inside.delete(id)
  }

  #groupsOf(id: string, found = new Set<string>()): string[] {
    for (const [group, inside] of this.#inside) {
      if (!inside.has(id) || found.has(group)) continue
      found.add(group)
      this.#groupsOf(group, found)
    }
    return [...found]
  }

  #rolesOf({ scim_registration }: Json, groups: string[]): Json[] {
    const roles = [
      { role_id: 'stytch_member', sources: [{ type: 'direct_assignment', details: {} }] },
    ]
    for (const { role_id, group_id } of this.#assignments) {
      if (!groups.includes(group_id)) continue
      const { connection_id } = scim_registration
      const details = { connection_id, group_id }
      roles.push({ role_id, sources: [{ type: 'scim_connection_group', details }] })
    }
    return roles
  }
}
