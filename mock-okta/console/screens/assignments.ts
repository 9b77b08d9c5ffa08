import type { Desk } from '../console.ts'
import { type AppUser, type Group, nameOf, type Person } from '../shapes.ts'
import { frameOf, tab } from './app-frame.ts'

/** The Assignments tab: people and groups. */
export function assignmentScreens(desk: Desk): void {
  const { site, okta } = desk
  site.page('/apps/:id/assignments', async (visit) => {
    const frame = await frameOf(desk, visit)
    const path = `/api/v1/apps/${frame.app.id}`
    const users = await okta.get<(AppUser & { _embedded: { user: Person } })[]>(
      `${path}/users?limit=500&expand=user`,
    )
    const given = await okta.get<{ id: string; priority: number }[]>(`${path}/groups?limit=200`)
    const groups = await okta.get<Group[]>('/api/v1/groups?limit=500')
    const people = await okta.get<Person[]>('/api/v1/users?limit=500')
    const late = await okta.get<{ userId: string; message: string | null }[]>(
      `/api/v1/scimulate/apps/${frame.app.id}/out-of-sync`,
    )
    const has = new Set(users.map(({ id }) => id))
    const messages = new Map(late.map(({ userId, message }) => [userId, message]))
    return tab(frame, 'app-assignments', 'Assignments', {
      users: users.map((user) => ({
        ...user,
        name: nameOf(user._embedded.user),
        message: messages.get(user.id) ?? '',
      })),
      others: people.filter(({ id, status }) => !has.has(id) && status !== 'STAGED'),
      groups: groups.filter(({ id }) => given.some((one) => one.id === id)),
      otherGroups: groups.filter(({ id }) => !given.some((one) => one.id === id)),
    })
  })
  personActions(desk)
  groupActions(desk)
  syncActions(desk)
}

function personActions({ site, okta, journal }: Desk): void {
  site.action('/apps/:id/assignments', async ({ params, form }) => {
    const id = params.id ?? ''
    const person = await okta.get<Person>(
      `/api/v1/users/${encodeURIComponent(form.text('personId'))}`,
    )
    const click = { kind: 'assigned', appId: id, personId: person.id } as const
    await journal.act(`Assign ${nameOf(person)}`, click, () =>
      okta.post(`/api/v1/apps/${id}/users`, { id: person.id, scope: 'USER' }),
    )
    return { to: backTo(form.text('back'), id), said: `${nameOf(person)} was assigned.` }
  })

  site.action('/apps/:id/assignments/remove', async ({ params, form }) => {
    const id = params.id ?? ''
    const person = await okta.get<Person>(
      `/api/v1/users/${encodeURIComponent(form.text('personId'))}`,
    )
    const click = { kind: 'unassigned', appId: id, personId: person.id } as const
    await journal.act(`Unassign ${nameOf(person)}`, click, () =>
      okta.delete(`/api/v1/apps/${id}/users/${person.id}`),
    )
    return { to: backTo(form.text('back'), id), said: `${nameOf(person)} was unassigned.` }
  })
}

function groupActions({ site, okta, journal }: Desk): void {
  site.action('/apps/:id/assignments/groups', async ({ params, form }) => {
    const id = params.id ?? ''
    const group = await okta.get<Group>(
      `/api/v1/groups/${encodeURIComponent(form.text('groupId'))}`,
    )
    const click = { kind: 'group assigned', appId: id, groupId: group.id } as const
    await journal.act(`Assign the group ${group.profile.name}`, click, () =>
      okta.put(`/api/v1/apps/${id}/groups/${group.id}`),
    )
    return { to: `/apps/${id}/assignments`, said: `The group ${group.profile.name} was assigned.` }
  })

  site.action('/apps/:id/assignments/groups/remove', async ({ params, form }) => {
    const id = params.id ?? ''
    const group = await okta.get<Group>(
      `/api/v1/groups/${encodeURIComponent(form.text('groupId'))}`,
    )
    const click = { kind: 'group unassigned', appId: id, groupId: group.id } as const
    await journal.act(`Unassign the group ${group.profile.name}`, click, () =>
      okta.delete(`/api/v1/apps/${id}/groups/${group.id}`),
    )
    return {
      to: `/apps/${id}/assignments`,
      said: `The group ${group.profile.name} was unassigned.`,
    }
  })
}

function syncActions({ site, okta, journal }: Desk): void {
  site.action('/apps/:id/provision-user', async ({ params, form }) => {
    const id = params.id ?? ''
    const userId = form.text('personId')
    const click = { kind: 'provisioned', appId: id, personId: userId } as const
    await journal.act('Provision User', click, () =>
      okta.post(`/api/v1/scimulate/apps/${id}/provision-user`, { userId }),
    )
    return { to: `/apps/${id}/assignments`, said: 'The user is provisioned.' }
  })

  site.action('/apps/:id/force-sync', async ({ params }) => {
    const id = params.id ?? ''
    await journal.act('Force Sync', { kind: 'synced', appId: id }, () =>
      okta.post(`/api/v1/scimulate/apps/${id}/force-sync`),
    )
    return { to: `/apps/${id}/assignments`, said: 'Every profile is pushed once more.' }
  })
}

/** The page that the form stands on: the app's, or a person's. */
function backTo(back: string, appId: string): string {
  return /^\/people\/\w+$/.test(back) ? back : `/apps/${appId}/assignments`
}
