import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context, Scope } from '../context.ts'
import { Fields } from '../http/fields.ts'
import { ok, scopeOf } from '../http/product-api.ts'
import { badRequest, memberNotFound, organizationNotFound } from '../http/product-error.ts'
import {
  createMember,
  deleteMember,
  deleteMemberExternalId,
  findAnywhere,
  findMember,
  reactivateMember,
  updateMember,
} from '../members/manage.ts'
import { toMember } from '../members/member.ts'
import { deletePassword } from '../members/member-password.ts'
import { searchMembers } from '../members/search.ts'
import { unlinkRetiredEmail } from '../members/unlink-email.ts'
import { findOrganization, toOrganization } from '../organizations/organization.ts'
import { fold } from '../scim/fold.ts'
import type { MemberRow } from '../store/tables.ts'

type Of = { Params: { org: string } }
type OfMember = { Params: { org: string; member: string } }

/** /v1/b2b/organizations/{org}/members, as the stytch SDK calls it. */
export function memberRoutes(app: FastifyInstance, context: Context): void {
  const { store } = context
  const scope = (request: FastifyRequest) => scopeOf(context, request)
  const answer = async (row: MemberRow) => {
    const organization = await store.organizations.byId(row.organization_id)
    if (organization === undefined) throw organizationNotFound()
    return ok({
      member_id: row.member_id,
      member: await toMember(store, row),
      organization: await toOrganization(store, organization),
    })
  }

  app.post('/v1/b2b/organizations/members/search', async (request) =>
    ok(await found(scope(request), new Fields(request.body))),
  )

  app.get<{ Params: { member: string }; Querystring: { include_deleted?: string } }>(
    '/v1/b2b/organizations/members/dangerously_get/:member',
    async (request) => {
      const withDeleted = request.query.include_deleted === 'true'
      return answer(await findAnywhere(scope(request), request.params.member, withDeleted))
    },
  )

  app.get<Of & { Querystring: { member_id?: string; email_address?: string } }>(
    '/v1/b2b/organizations/:org/member',
    async (request) => {
      const { params, query } = request
      if (query.member_id !== undefined) {
        return answer(await findMember(scope(request), params.org, query.member_id))
      }
      if (query.email_address === undefined) {
        throw badRequest('invalid_member_get_fields', 'Give member_id or email_address.')
      }
      const { organization_id } = await findOrganization(scope(request), params.org)
      const row = await store.members.byEmail(organization_id, fold(query.email_address))
      if (row === undefined || row.status === 'deleted') throw memberNotFound()
      return answer(row)
    },
  )

  app.post<Of>('/v1/b2b/organizations/:org/members', async (request) =>
    answer(await createMember(scope(request), request.params.org, new Fields(request.body))),
  )

  app.put<OfMember>('/v1/b2b/organizations/:org/members/:member', async (request) => {
    const { org, member } = request.params
    return answer(await updateMember(scope(request), org, member, new Fields(request.body)))
  })

  app.put<OfMember>('/v1/b2b/organizations/:org/members/:member/reactivate', async (request) =>
    answer(await reactivateMember(scope(request), request.params.org, request.params.member)),
  )

  partRoutes(app, scope, answer)

  app.delete<OfMember>('/v1/b2b/organizations/:org/members/:member', async (request) => {
    const { org, member } = request.params
    return ok({ member_id: await deleteMember(scope(request), org, member) })
  })
}

/** What is taken away from a member that stays. */
function partRoutes(
  app: FastifyInstance,
  scope: (request: FastifyRequest) => Scope,
  answer: (row: MemberRow) => Promise<object>,
): void {
  app.delete<OfMember>(
    '/v1/b2b/organizations/:org/members/:member/external_id',
    async (request) => {
      const { org, member } = request.params
      return answer(await deleteMemberExternalId(scope(request), org, member))
    },
  )

  app.post<OfMember>(
    '/v1/b2b/organizations/:org/members/:member/unlink_retired_email',
    async (request) => {
      const { org, member } = request.params
      const row = await unlinkRetiredEmail(scope(request), org, member, new Fields(request.body))
      return { ...(await answer(row)), organization_id: row.organization_id }
    },
  )

  app.delete<Of & { Params: { password: string } }>(
    '/v1/b2b/organizations/:org/members/passwords/:password',
    async (request) => {
      const { org, password } = request.params
      return answer(await deletePassword(scope(request), org, password))
    },
  )
}

async function found(scope: Scope, fields: Fields): Promise<object> {
  const { store } = scope
  const { rows, metadata } = await searchMembers(scope, fields)
  const organizations: Record<string, object> = {}
  for (const { organization_id } of rows) {
    organizations[organization_id] ??= await toOrganization(
      store,
      await findOrganization(scope, organization_id),
    )
  }
  return {
    members: await Promise.all(rows.map((row) => toMember(store, row))),
    organizations,
    results_metadata: metadata,
  }
}
