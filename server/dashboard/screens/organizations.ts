import type { Desk } from '../dashboard.ts'
import type { Connection, Member, Organization, ScimGroup } from '../shapes.ts'

const PROVIDERS = [
  ...['okta', 'microsoft-entra', 'onelogin', 'jumpcloud', 'pingfederate', 'rippling'],
  ...['cyberark', 'generic'],
]

/** Organizations, and all that belongs to one. */
export function organizationScreens(desk: Desk): void {
  const { site, product } = desk
  const list = async (q: string) => {
    const operands = q === '' ? [] : [{ filter_name: 'organization_name_fuzzy', filter_value: q }]
    const { organizations } = await product.post<{ organizations: Organization[] }>(
      '/v1/b2b/organizations/search',
      { limit: 200, ...(operands.length === 0 ? {} : { query: { operator: 'AND', operands } }) },
    )
    return { view: 'organizations', title: 'Organizations', data: { q, organizations } }
  }
  site.page('', async () => list(''))
  site.page('/organizations', async ({ query }) => list(query.get('q')?.trim() ?? ''))

  site.page('/organizations/:org', async ({ params }) => {
    const { organization } = await product.get<{ organization: Organization }>(
      `/v1/b2b/organizations/${params.org}`,
    )
    const id = organization.organization_id
    const { link_existing_members: links } = await product.get<{ link_existing_members: boolean }>(
      `/v1/scimulate/organizations/${id}/settings`,
    )
    return {
      view: 'organization',
      title: organization.organization_name,
      data: { organization, links, providers: PROVIDERS, ...(await insideOf(desk, organization)) },
    }
  })
  organizationActions(desk)
}

/** Its connection, members and groups. */
async function insideOf({ product }: Desk, organization: Organization): Promise<object> {
  const id = organization.organization_id
  const { members } = await product.post<{ members: Member[] }>(
    '/v1/b2b/organizations/members/search',
    {
      ...{ organization_ids: [id], limit: 500 },
      query: {
        operator: 'AND',
        operands: [{ filter_name: 'statuses', filter_value: STATUSES }],
      },
    },
  )
  if (!organization.scim_active_connection) return { members, groups: [], connection: undefined }
  const path = `/v1/b2b/scim/${id}/connection`
  const { connection } = await product.get<{ connection: Connection }>(path)
  const { scim_groups: groups } = await product.get<{ scim_groups: ScimGroup[] }>(
    `${path}/${connection.connection_id}?limit=500`,
  )
  return { members, connection, groups }
}

const STATUSES = ['active', 'pending', 'invited', 'deleted']

function organizationActions({ site, product }: Desk): void {
  site.action('/organizations', async ({ form }) => {
    const name = form.text('organization_name')
    const slug = form.text('organization_slug') || name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
    const { organization } = await product.post<{ organization: Organization }>(
      '/v1/b2b/organizations',
      { organization_name: name, organization_slug: slug },
    )
    return { to: `/organizations/${organization.organization_id}`, said: `${name} was created.` }
  })

  site.action('/organizations/:org', async ({ params, form }) => {
    await product.put(`/v1/b2b/organizations/${params.org}`, {
      organization_name: form.text('organization_name'),
    })
    await product.put(`/v1/scimulate/organizations/${params.org}/settings`, {
      link_existing_members: form.has('links'),
    })
    return { to: `/organizations/${params.org}`, said: 'The organization was saved.' }
  })

  site.action('/organizations/:org/delete', async ({ params }) => {
    await product.delete(`/v1/b2b/organizations/${params.org}`)
    return { to: '/organizations', said: 'The organization was deleted.' }
  })
}
