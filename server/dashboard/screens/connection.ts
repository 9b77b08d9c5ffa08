import type { Desk } from '../dashboard.ts'
import type { Connection, RoleAssignment } from '../shapes.ts'

type WithToken = Connection & {
  readonly bearer_token?: string
  readonly next_bearer_token?: string
}

/** Configure SCIM Connection: base URL and token, rotation, role assignments of groups. */
export function connectionScreens(desk: Desk): void {
  const { site, product } = desk
  site.action('/organizations/:org/connection', async ({ params, form }) => {
    const { connection } = await product.post<{ connection: WithToken }>(
      `/v1/b2b/scim/${params.org}/connection`,
      {
        display_name: form.text('display_name'),
        identity_provider: form.text('identity_provider'),
      },
    )
    const secrets = [
      { name: 'Base URL', value: connection.base_url },
      { name: 'Bearer Token', value: connection.bearer_token ?? '' },
    ]
    const text =
      'The SCIM connection was created. Copy the token now: it is not shown again. Leave this tab open and go on in Okta.'
    return { to: `/organizations/${params.org}`, notice: { kind: 'good', text, secrets } }
  })

  site.action('/organizations/:org/connection/:connection/delete', async ({ params }) => {
    await product.delete(`/v1/b2b/scim/${params.org}/connection/${params.connection}`)
    return { to: `/organizations/${params.org}`, said: 'The SCIM connection was deleted.' }
  })
  rotationActions(desk)
  roleActions(desk)
}

function rotationActions({ site, product }: Desk): void {
  site.action('/organizations/:org/connection/:connection/rotate', async ({ params, form }) => {
    const step = form.text('step')
    const path = `/v1/b2b/scim/${params.org}/connection/${params.connection}/rotate`
    const { connection } = await product.post<{ connection: WithToken }>(
      `${path}/${encodeURIComponent(step)}`,
    )
    const to = `/organizations/${params.org}`
    if (connection.next_bearer_token === undefined) return { to, said: SAID[step] ?? 'Done.' }
    const secrets = [{ name: 'New Bearer Token', value: connection.next_bearer_token }]
    const text =
      'A second token was made; both are accepted until you complete or cancel. It is not shown again.'
    return { to, notice: { kind: 'good', text, secrets } }
  })
}

const SAID: Readonly<Record<string, string>> = {
  complete: 'The old token is no longer accepted.',
  cancel: 'The new token is no longer accepted.',
}

function roleActions({ site, product }: Desk): void {
  site.action('/organizations/:org/connection/:connection/roles', async ({ params, form }) => {
    const path = `/v1/b2b/scim/${params.org}/connection`
    const { connection } = await product.get<{ connection: Connection }>(path)
    const before = connection.scim_group_implicit_role_assignments
    const chosen = { role_id: form.text('role_id'), group_id: form.text('group_id') }
    const same = (one: RoleAssignment) =>
      one.role_id === chosen.role_id && one.group_id === chosen.group_id
    const others = before.filter((one) => !same(one))
    await product.put(`${path}/${params.connection}`, {
      scim_group_implicit_role_assignments: form.has('remove') ? others : [...others, chosen],
    })
    return { to: `/organizations/${params.org}`, said: 'The role assignments were saved.' }
  })
}
