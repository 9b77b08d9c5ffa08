import type { Desk } from '../console.ts'
import { type App, type Group, nameOf, type Person } from '../shapes.ts'

/** Directory > Groups. */
export function groupScreens(desk: Desk): void {
  const { site, okta } = desk
  site.page('/groups', async () => {
    const groups = await okta.get<Group[]>('/api/v1/groups?limit=500')
    const counted = groups.map(async (group) => ({
      ...group,
      members: (await okta.get<Person[]>(`/api/v1/groups/${group.id}/users`)).length,
    }))
    return { view: 'groups', title: 'Groups', data: { groups: await Promise.all(counted) } }
  })

  site.page('/groups/:id', async ({ params }) => {
    const group = await okta.get<Group>(`/api/v1/groups/${params.id}`)
    const members = await okta.get<Person[]>(`/api/v1/groups/${group.id}/users`)
    const inside = new Set(members.map(({ id }) => id))
    const people = await okta.get<Person[]>('/api/v1/users?limit=500')
    return {
      view: 'group',
      title: group.profile.name,
      data: {
        ...{ group, members },
        others: people.filter(({ id }) => !inside.has(id)),
        apps: await okta.get<App[]>(`/api/v1/groups/${group.id}/apps`),
      },
    }
  })
  groupActions(desk)
  memberActions(desk)
}

function groupActions({ site, okta, journal }: Desk): void {
  site.action('/groups', async ({ form }) => {
    const profile = { name: form.text('name'), description: form.text('description') }
    const group = await journal.act(`Add the group ${profile.name}`, undefined, () =>
      okta.post<Group>('/api/v1/groups', { profile }),
    )
    return { to: `/groups/${group.id}`, said: `The group ${profile.name} was added.` }
  })

  site.action('/groups/:id', async ({ params, form }) => {
    const profile = { name: form.text('name'), description: form.text('description') }
    const { id, profile: before } = await okta.get<Group>(`/api/v1/groups/${params.id}`)
    const renamed = { kind: 'renamed', groupId: id, name: profile.name, from: before.name } as const
    const click = before.name === profile.name ? undefined : renamed
    await journal.act(`Change the group ${before.name}`, click, () =>
      okta.put(`/api/v1/groups/${id}`, { profile }),
    )
    return { to: `/groups/${id}`, said: 'The group was saved.' }
  })

  site.action('/groups/:id/delete', async ({ params }) => {
    const group = await okta.get<Group>(`/api/v1/groups/${params.id}`)
    const { name } = group.profile
    const click = { kind: 'other', what: `deletes the Okta group ${name}` } as const
    await journal.act(`Delete the group ${name}`, click, () =>
      okta.delete(`/api/v1/groups/${group.id}`),
    )
    return { to: '/groups', said: `The group ${name} was deleted.` }
  })
}

function memberActions({ site, okta, journal }: Desk): void {
  site.action('/groups/:id/members', async ({ params, form }) => {
    const { group, person } = await both({ okta }, params.id, form.text('personId'))
    const title = `Add ${nameOf(person)} to ${group.profile.name}`
    const click = { kind: 'joined', personId: person.id, groupId: group.id } as const
    await journal.act(title, click, () => okta.put(`/api/v1/groups/${group.id}/users/${person.id}`))
    return { to: `/groups/${group.id}`, said: `${nameOf(person)} is in the group.` }
  })

  site.action('/groups/:id/members/remove', async ({ params, form }) => {
    const { group, person } = await both({ okta }, params.id, form.text('personId'))
    const title = `Take ${nameOf(person)} out of ${group.profile.name}`
    const click = { kind: 'left', personId: person.id, groupId: group.id } as const
    await journal.act(title, click, () =>
      okta.delete(`/api/v1/groups/${group.id}/users/${person.id}`),
    )
    return { to: `/groups/${group.id}`, said: `${nameOf(person)} has left the group.` }
  })
}

async function both({ okta }: Pick<Desk, 'okta'>, groupId: string | undefined, personId: string) {
  return {
    group: await okta.get<Group>(`/api/v1/groups/${groupId}`),
    person: await okta.get<Person>(`/api/v1/users/${encodeURIComponent(personId)}`),
  }
}
