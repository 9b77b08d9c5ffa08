import type { Desk } from '../dashboard.ts'
import type { Member, Organization } from '../shapes.ts'

/** A member and what became of them. */
export function memberScreens({ site, product, events }: Desk): void {
  const read = (id: string | undefined) =>
    product.get<{ member: Member; organization: Organization }>(
      `/v1/b2b/organizations/members/dangerously_get/${id}?include_deleted=true`,
    )

  site.page('/members/:member', async ({ params }) => {
    const { member, organization } = await read(params.member)
    return {
      view: 'member',
      title: member.name || member.email_address,
      data: { member, organization, history: await events.about(member.member_id) },
    }
  })

  site.action('/organizations/:org/members', async ({ params, form }) => {
    const { member } = await product.post<{ member: Member }>(
      `/v1/b2b/organizations/${params.org}/members`,
      { email_address: form.text('email_address'), name: form.text('name') },
    )
    return { to: `/members/${member.member_id}`, said: 'The member was created.' }
  })

  site.action('/members/:member/delete', async ({ params }) => {
    const { member } = await read(params.member)
    await product.delete(
      `/v1/b2b/organizations/${member.organization_id}/members/${member.member_id}`,
    )
    return { to: `/members/${member.member_id}`, said: 'The member was deactivated.' }
  })

  site.action('/members/:member/reactivate', async ({ params }) => {
    const { member } = await read(params.member)
    const path = `/v1/b2b/organizations/${member.organization_id}/members/${member.member_id}`
    await product.put(`${path}/reactivate`)
    return { to: `/members/${member.member_id}`, said: 'The member is active again.' }
  })
}
