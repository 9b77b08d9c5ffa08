import type { Desk } from '../console.ts'
import type { Group, PushMapping } from '../shapes.ts'
import { frameOf, tab } from './app-frame.ts'

/** The Push Groups tab: by name, by rule, link, push now. */
export function pushGroupScreens(desk: Desk): void {
  const { site, okta } = desk
  site.page('/apps/:id/push-groups', async (visit) => {
    const frame = await frameOf(desk, visit)
    const mappings = await okta.get<PushMapping[]>(pathOf(frame.app.id))
    const groups = await okta.get<Group[]>('/api/v1/groups?limit=500')
    const names = new Map(groups.map(({ id, profile }) => [id, profile.name]))
    const options = await okta.get<{ renameGroups: boolean }>(
      `/api/v1/scimulate/apps/${frame.app.id}/options`,
    )
    const pushed = new Set(mappings.map(({ sourceGroupId }) => sourceGroupId))
    return tab(frame, 'app-push-groups', 'Push Groups', {
      mappings: mappings.map((one) => ({ ...one, name: names.get(one.sourceGroupId) ?? '' })),
      others: groups.filter(({ id, type }) => !pushed.has(id) && type === 'OKTA_GROUP'),
      renameGroups: options.renameGroups,
    })
  })
  pushActions(desk)
  refreshAction(desk)
  retryAction(desk)
  mappingActions(desk)
  settingActions(desk)
}

function pathOf(appId: string, mappingId?: string): string {
  const path = `/api/v1/apps/${appId}/group-push/mappings`
  return mappingId === undefined ? path : `${path}/${encodeURIComponent(mappingId)}`
}

function pushActions({ site, okta, journal }: Desk): void {
  site.action('/apps/:id/push-groups', async ({ params, form }) => {
    const id = params.id ?? ''
    const group = await okta.get<Group>(
      `/api/v1/groups/${encodeURIComponent(form.text('groupId'))}`,
    )
    const { name } = group.profile
    const click = { kind: 'pushed', appId: id, groupId: group.id } as const
    await journal.act(`Push the group ${name}`, click, () =>
      okta.post(pathOf(id), {
        sourceGroupId: group.id,
        targetGroupName: form.text('targetName') || name,
        status: form.has('now') ? 'ACTIVE' : 'INACTIVE',
      }),
    )
    return { to: `/apps/${id}/push-groups`, said: `The group ${name} is pushed.` }
  })

  site.action('/apps/:id/push-rules', async ({ params, form }) => {
    const id = params.id ?? ''
    const click = { kind: 'other', appId: id, what: 'pushes groups by a rule' } as const
    await journal.act('Push groups by rule', click, () =>
      okta.post(`/api/v1/scimulate/apps/${id}/push-rules`, {
        field: form.text('field'),
        operator: form.text('operator'),
        value: form.text('value'),
      }),
    )
    return { to: `/apps/${id}/push-groups`, said: 'Groups that fit the rule are pushed.' }
  })
}

function refreshAction({ site, okta, journal }: Desk): void {
  site.action('/apps/:id/refresh-app-groups', async ({ params }) => {
    const id = params.id ?? ''
    const click = { kind: 'other', appId: id, what: 'refreshes the app groups' } as const
    const { groups } = await journal.act('Refresh App Groups', click, () =>
      okta.post<{ groups: number }>(`/api/v1/scimulate/apps/${id}/refresh-app-groups`),
    )
    const said = `The app groups were read once more: there ${groups === 1 ? 'is one' : `are ${groups}`}.`
    return { to: `/apps/${id}/push-groups`, said }
  })
}

function retryAction({ site, okta, journal }: Desk): void {
  site.action('/apps/:id/retry-all-groups', async ({ params }) => {
    const id = params.id ?? ''
    const click = { kind: 'other', appId: id, what: 'retries all groups' } as const
    await journal.act('Retry All Groups', click, () =>
      okta.post(`/api/v1/scimulate/apps/${id}/retry-all-groups`),
    )
    return { to: `/apps/${id}/push-groups`, said: 'The groups that failed are pushed again.' }
  })
}

function mappingActions({ site, okta, journal }: Desk): void {
  site.action('/apps/:id/push-groups/:mapping/now', async ({ params }) => {
    const id = params.id ?? ''
    const mapping = await okta.get<PushMapping>(pathOf(id, params.mapping))
    const click = { kind: 'pushed now', appId: id, groupId: mapping.sourceGroupId } as const
    await journal.act('Push now', click, () =>
      okta.post(`/api/v1/scimulate/apps/${id}/push-now`, { mappingId: mapping.id }),
    )
    return { to: `/apps/${id}/push-groups`, said: 'The group is pushed as a whole.' }
  })

  site.action('/apps/:id/push-groups/:mapping/status', async ({ params, form }) => {
    const id = params.id ?? ''
    const status = form.text('status')
    const { sourceGroupId: groupId } = await okta.get<PushMapping>(pathOf(id, params.mapping))
    const click = { kind: 'push set', appId: id, groupId, on: status === 'ACTIVE' } as const
    await journal.act(`${click.on ? 'Activate' : 'Deactivate'} a group push`, click, () =>
      okta.patch(pathOf(id, params.mapping), { status }),
    )
    return { to: `/apps/${id}/push-groups`, said: 'The group push was changed.' }
  })

  site.action('/apps/:id/push-groups/:mapping/unlink', async ({ params, form }) => {
    const id = params.id ?? ''
    const mapping = await okta.get<PushMapping>(pathOf(id, params.mapping))
    const deleted = form.text('target') === 'delete'
    const click = { kind: 'unlinked', appId: id, groupId: mapping.sourceGroupId, deleted } as const
    await journal.act('Unlink a pushed group', click, async () => {
      // Okta lets go only of what is not active.
      if (mapping.status === 'ACTIVE') {
        await okta.patch(pathOf(id, mapping.id), { status: 'INACTIVE' })
      }
      await okta.delete(`${pathOf(id, mapping.id)}?deleteTargetGroup=${deleted}`)
    })
    const said = deleted
      ? 'Unlinked; the group is deleted in the app.'
      : 'Unlinked; the group stays in the app.'
    return { to: `/apps/${id}/push-groups`, said }
  })
}

function settingActions({ site, okta }: Desk): void {
  site.action('/apps/:id/push-groups/settings', async ({ params, form }) => {
    await okta.put(`/api/v1/scimulate/apps/${params.id}/options`, {
      renameGroups: form.has('renameGroups'),
    })
    return { to: `/apps/${params.id}/push-groups`, said: 'The setting was saved.' }
  })
}
