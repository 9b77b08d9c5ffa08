import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { Fields } from '../http/fields.ts'
import { ok } from '../http/product-api.ts'
import { badRequest, memberNotFound } from '../http/product-error.ts'
import {
  createMember,
  deleteMember,
  findMember,
  reactivateMember,
  updateMember,
} from '../members/manage.ts'
import { toMember } from '../members/member.ts'
import { searchMembers } from '../members/search.ts'
import { findOrganization, toOrganization } from '../organizations/organization.ts'
import { fold } from '../scim/fold.ts'
import type { MemberRow } from '../store/tables.ts'

type Of = { Params: { org: string } }
type OfMember = { Params: { org: string; member: string } }

/** /v1/b2b/organizations/{org}/members, as the stytch SDK calls it. */
export function memberRoutes(app: FastifyInstance, context: Context): void {
  const { store } = context
  const answer = async (row: MemberRow) => {
    const organization = await findOrganization(store, row.organization_id)
    return ok({
      member_id: row.member_id,
      member: await toMember(store, row),
      organization: await toOrganization(store, organization),
    })
  }

  app.post('/v1/b2b/organizations/members/search', async ({ body }) =>
    ok(await found(context, new Fields(body))),
  )

  app.get<{ Params: { member: string }; Querystring: { include_deleted?: string } }>(
    '/v1/b2b/organizations/members/dangerously_get/:member',
    async ({ params, query }) => {
      const row = await store.members.find(params.member)
      if (row === undefined || (row.status === 'deleted' && query.include_deleted !== 'true')) {
        throw memberNotFound()
      }
      return answer(row)
    },
  )

  app.get<Of & { Querystring: { member_id?: string; email_address?: string } }>(
    '/v1/b2b/organizations/:org/member',
    async ({ params, query }) => {
      if (query.member_id !== undefined) {
        return answer(await findMember(store, params.org, query.member_id))
      }
      if (query.email_address === undefined) {
        throw badRequest('invalid_member_get_fields', 'Give member_id or email_address.')
      }
      const { organization_id } = await findOrganization(store, params.org)
      const row = await store.members.byEmail(organization_id, fold(query.email_address))
      if (row === undefined || row.status === 'deleted') throw memberNotFound()
      return answer(row)
    },
  )

  app.post<Of>('/v1/b2b/organizations/:org/members', async ({ params, body }) =>
    answer(await createMember(context, params.org, new Fields(body))),
  )

  app.put<OfMember>('/v1/b2b/organizations/:org/members/:member', async ({ params, body }) =>
    answer(await updateMember(context, params.org, params.member, new Fields(body))),
  )

  app.put<OfMember>('/v1/b2b/organizations/:org/members/:member/reactivate', async ({ params }) =>
    answer(await reactivateMember(context, params.org, params.member)),
  )

  app.delete<OfMember>('/v1/b2b/organizations/:org/members/:member', async ({ params }) =>
    ok({ member_id: await deleteMember(context, params.org, params.member) }),
  )
}

async function found({ store }: Context, fields: Fields): Promise<object> {
  const { rows, total, next_cursor } = await searchMembers(store, fields)
  const organizations: Record<string, object> = {}
  for (const { organization_id } of rows) {
    organizations[organization_id] ??= await toOrganization(
      store,
      await findOrganization(store, organization_id),
    )
  }
  return {
    members: await Promise.all(rows.map((row) => toMember(store, row))),
    organizations,
    results_metadata: { total, next_cursor },
  }
}
