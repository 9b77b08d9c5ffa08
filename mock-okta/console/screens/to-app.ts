import type { Desk } from '../console.ts'
import { frameOf, tab } from './app-frame.ts'

interface Feature {
  readonly capabilities: {
    readonly create: { readonly lifecycleCreate: { readonly status: string } }
    readonly update: {
      readonly profile: { readonly status: string }
      readonly lifecycleDeactivate: { readonly status: string }
      readonly password: { readonly status: string; readonly seed: string; readonly change: string }
    }
  }
}

interface Schema {
  readonly definitions: {
    readonly custom: {
      readonly properties: Readonly<Record<string, { title: string; externalName?: string }>>
    }
  }
}

interface Mapping {
  readonly id: string
  readonly properties: Readonly<Record<string, { expression: string; pushStatus: string }>>
}

/** Provisioning > To App: what is pushed, and the attribute mappings. */
export function toAppScreens(desk: Desk): void {
  desk.site.page('/apps/:id/provisioning/to-app', async (visit) => {
    const frame = await frameOf(desk, visit)
    const rows = frame.connected ? await ticked(desk, frame.app.id) : []
    const mappings = await mappingRows(desk, frame.app.id)
    const name = visit.query.get('map')
    return tab(frame, 'app-to-app', 'Provisioning', {
      side: 'To App',
      rows,
      edits: visit.query.has('edit'),
      mappings,
      mapping: mappings.find((row) => row.name === name),
    })
  })

  savingAction(desk)
  mappingAction(desk)
}

function mappingAction(desk: Desk): void {
  const { site, okta, journal } = desk
  site.action('/apps/:id/mappings', async ({ params, form }) => {
    const appId = params.id ?? ''
    const { id } = await mappingOf(desk, appId)
    const name = form.text('name')
    const pushStatus = form.text('pushStatus')
    const row = pushStatus === '' ? null : { expression: form.text('expression'), pushStatus }
    const apply = form.text('apply') === 'now'
    const click = { kind: 'other', appId, what: `changes the mapping of ${name}` } as const
    await journal.act(`Save Mappings: ${name}`, click, () =>
      okta.post(`/api/v1/scimulate/mappings/${id}`, { properties: { [name]: row }, apply }),
    )
    const then = apply
      ? 'and applied to whom it changes something for'
      : 'it goes with later pushes'
    return {
      to: `/apps/${appId}/provisioning/to-app`,
      said: `The mapping was saved, ${then}.`,
    }
  })
}

function savingAction({ site, okta, journal }: Desk): void {
  site.action('/apps/:id/provisioning/to-app', async ({ params, form }) => {
    const id = params.id ?? ''
    const status = (name: string) => ({ status: form.has(name) ? 'ENABLED' : 'DISABLED' })
    const on = ['Create', 'Update', 'Deactivate'].filter((name) => form.has(name))
    await journal.act('Save To App', { kind: 'switched', appId: id, on }, () =>
      okta.put(`/api/v1/apps/${id}/features/USER_PROVISIONING`, {
        create: { lifecycleCreate: status('Create') },
        update: {
          profile: status('Update'),
          lifecycleDeactivate: status('Deactivate'),
          password: status('Password'),
        },
      }),
    )
    return { to: `/apps/${id}/provisioning/to-app`, said: 'The settings were saved.' }
  })
}

async function ticked({ okta }: Desk, id: string): Promise<object[]> {
  const { capabilities } = await okta.get<Feature>(`/api/v1/apps/${id}/features/USER_PROVISIONING`)
  const { create, update } = capabilities
  return [
    {
      ...{ name: 'Create', label: 'Create Users', on: create.lifecycleCreate.status === 'ENABLED' },
      says: 'Creates or links a user in the app when the app is assigned to a user in Okta.',
    },
    {
      ...{
        name: 'Update',
        label: 'Update User Attributes',
        on: update.profile.status === 'ENABLED',
      },
      says: 'Okta updates a user’s attributes in the app when the app is assigned, and on every later change.',
    },
    {
      ...{
        name: 'Deactivate',
        label: 'Deactivate Users',
        on: update.lifecycleDeactivate.status === 'ENABLED',
      },
      says: 'Deactivates a user’s account in the app when it is unassigned in Okta or their Okta account is deactivated. Accounts can be reactivated if the app is assigned again.',
    },
    {
      ...{ name: 'Password', label: 'Sync Password', on: update.password.status === 'ENABLED' },
      says: 'Creates a password for each assigned user and pushes it to the app.',
    },
  ]
}

async function mappingOf({ okta }: Desk, appId: string): Promise<Mapping> {
  const [found] = await okta.get<{ id: string }[]>(`/api/v1/mappings?targetId=${appId}`)
  return okta.get<Mapping>(`/api/v1/mappings/${found?.id}`)
}

interface MappingRow {
  readonly name: string
  readonly title: string
  readonly externalName: string
  readonly expression: string
  readonly updates: boolean
  readonly mapped: boolean
}

async function mappingRows(desk: Desk, appId: string): Promise<MappingRow[]> {
  const { properties } = await mappingOf(desk, appId)
  const schema = await desk.okta.get<Schema>(`/api/v1/meta/schemas/apps/${appId}/default`)
  return Object.entries(schema.definitions.custom.properties).map(([name, property]) => ({
    name,
    title: property.title,
    externalName: property.externalName ?? '',
    expression: properties[name]?.expression ?? '',
    updates: properties[name]?.pushStatus !== 'DONT_PUSH',
    mapped: properties[name] !== undefined,
  }))
}
