import { type Context, hash, newId, newSecret, type Scope, seconds } from '../context.ts'
import type { Fields } from '../http/fields.ts'
import { badRequest, ProductError } from '../http/product-error.ts'
import { findOrganization, toOrganization } from '../organizations/organization.ts'
import type { SessionRow } from '../store/sql/sessions.ts'
import type { MemberRow } from '../store/tables.ts'
import { findMember } from './manage.ts'
import { toMember } from './member.ts'

const MINUTE_MS = 60_000
const DEFAULT_MINUTES = 60
/** What Stytch allows: 366 days at most. */
const [LEAST_MINUTES, MOST_MINUTES] = [5, 527_040]

/** A session as if the member had signed in, by whatever the product has for that. */
export async function startSession(scope: Scope, fields: Fields): Promise<object> {
  const member = await findMember(
    scope,
    fields.text('organization_id') ?? '',
    fields.text('member_id') ?? '',
  )
  return openSession(scope, member, minutesIn(fields))
}

/** A new session of a member, and the only time that its token is told. */
export async function openSession(
  scope: Scope,
  member: MemberRow,
  minutes: number,
): Promise<object> {
  const token = newSecret()
  const now = scope.now()
  const row: SessionRow = {
    member_session_id: newId('member-session'),
    member_id: member.member_id,
    organization_id: member.organization_id,
    token_hash: hash(token),
    started: seconds(now),
    expires: seconds(new Date(now.getTime() + minutes * MINUTE_MS)),
  }
  await scope.store.sessions.insert(row)
  return { ...(await authenticated(scope, row)), session_token: token }
}

/** How long a session is asked to last; an hour unless said otherwise. */
export function minutesIn(fields: Fields): number {
  const minutes = fields.whole('session_duration_minutes') ?? DEFAULT_MINUTES
  if (minutes < LEAST_MINUTES || minutes > MOST_MINUTES) {
    throw badRequest(
      'invalid_argument',
      `session_duration_minutes must be from ${LEAST_MINUTES} to ${MOST_MINUTES}.`,
    )
  }
  return minutes
}

/** sessions.get: those of a member that are good now. */
export async function sessionsOf(
  scope: Scope,
  reference: string,
  memberId: string,
): Promise<object> {
  const { organization_id, slug } = await findOrganization(scope, reference)
  const rows = await scope.store.sessions.ofMember(memberId)
  const good = rows.filter((row) => row.organization_id === organization_id && isGood(scope, row))
  return { member_sessions: good.map((row) => toSession(row, slug)) }
}

/** sessions.authenticate: who a token belongs to; one that was revoked belongs to nobody. */
export async function authenticateSession(scope: Scope, fields: Fields): Promise<object> {
  const token = fields.text('session_token')
  if (token === undefined) throw badRequest('invalid_argument', 'session_token is required.')
  const row = await scope.store.sessions.byToken(hash(token))
  if (row === undefined || !isGood(scope, row)) throw sessionNotFound()
  return { ...(await authenticated(scope, row)), session_token: token }
}

/** The user of a SCIM connection whose session a token is. */
export async function userOfSession(
  context: Context,
  connectionId: string,
  token: string,
): Promise<string | undefined> {
  const row = await context.store.sessions.byToken(hash(token))
  if (row === undefined || !isGood(context, row)) return undefined
  const user = await context.store.users.ofMember(row.member_id)
  return user?.connection_id === connectionId ? user.id : undefined
}

/** sessions.revoke: one session, by its id or token, or all of a member. */
export async function revokeSession(scope: Scope, fields: Fields): Promise<object> {
  const { sessions } = scope.store
  const memberId = fields.text('member_id')
  if (memberId !== undefined) {
    const rows = await sessions.ofMember(memberId)
    for (const row of rows) await organizationOf(scope, row)
    await sessions.revokeOf(memberId)
    return {}
  }
  const token = fields.text('session_token')
  const row =
    token === undefined
      ? await sessions.find(fields.text('member_session_id') ?? '')
      : await sessions.byToken(hash(token))
  if (row === undefined) throw sessionNotFound()
  await organizationOf(scope, row)
  await sessions.revoke(row.member_session_id)
  return {}
}

async function authenticated(scope: Scope, row: SessionRow): Promise<object> {
  const organization = await organizationOf(scope, row)
  const member = await scope.store.members.find(row.member_id)
  if (member === undefined) throw sessionNotFound()
  return {
    member_session: toSession(row, organization.slug),
    session_jwt: '',
    member: await toMember(scope.store, member),
    organization: await toOrganization(scope.store, organization),
  }
}

/** The session's organization, when it is of the project that asks. */
async function organizationOf(scope: Scope, row: SessionRow) {
  const organization = await scope.store.organizations.byId(row.organization_id)
  if (organization?.project_id !== scope.projectId) throw sessionNotFound()
  return organization
}

function toSession(row: SessionRow, slug: string): object {
  return {
    member_session_id: row.member_session_id,
    member_id: row.member_id,
    organization_id: row.organization_id,
    organization_slug: slug,
    started_at: row.started,
    last_accessed_at: row.started,
    expires_at: row.expires,
    authentication_factors: [],
    roles: ['stytch_member'],
  }
}

function isGood({ now }: Pick<Context, 'now'>, { expires }: SessionRow): boolean {
  return now() < new Date(expires)
}

function sessionNotFound(): ProductError {
  return new ProductError(404, 'session_not_found', 'Session could not be found.')
}
