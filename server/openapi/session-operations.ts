import type { Operation } from './operation.ts'
import { flag, given, listOf, ref, text, whole } from './schema.ts'

const session = { member_session: ref('MemberSession'), session_token: text, session_jwt: text }
const signedIn = { ...session, member: ref('Member'), organization: ref('Organization') }
const SESSION = { 404: ['session_not_found'] }

/** What a test asks about sessions, which end with deprovisioning. */
export const SESSIONS: readonly Operation[] = [
  {
    ...{ route: 'get /v1/b2b/sessions', id: 'sessions.get', tag: 'Sessions' },
    summary: "List a member's sessions",
    query: { organization_id: text, member_id: text },
    answer: { member_sessions: listOf(ref('MemberSession')) },
    errors: { 404: ['organization_not_found'] },
  },
  {
    ...{ route: 'post /v1/b2b/sessions/authenticate', id: 'sessions.authenticate' },
    ...{ tag: 'Sessions', summary: 'Find whose session a token is' },
    body: given({ session_token: text }, 'session_token'),
    answer: signedIn,
    errors: SESSION,
  },
  {
    ...{ route: 'post /v1/b2b/passwords/authenticate', id: 'passwords.authenticate' },
    ...{ tag: 'Sessions', summary: 'Begin a session with the password that was provisioned' },
    body: given(
      {
        organization_id: text,
        email_address: text,
        password: text,
        session_duration_minutes: whole,
      },
      'organization_id',
      'email_address',
      'password',
    ),
    answer: {
      ...signedIn,
      member_id: text,
      organization_id: text,
      intermediate_session_token: text,
      member_authenticated: flag,
    },
    errors: { 404: ['organization_not_found'] },
  },
  {
    ...{ route: 'post /v1/b2b/sessions/revoke', id: 'sessions.revoke', tag: 'Sessions' },
    summary: 'End a session, or all of a member',
    body: given({ member_session_id: text, session_token: text, member_id: text }),
    answer: {},
    errors: SESSION,
  },
  {
    ...{ route: 'post /v1/scimulate/member_sessions', id: 'scimulate.startSession' },
    ...{ tag: 'Sessions', summary: 'Begin a session as if the member had signed in' },
    body: given(
      { organization_id: text, member_id: text, session_duration_minutes: whole },
      'organization_id',
      'member_id',
    ),
    answer: signedIn,
    errors: { 404: ['organization_not_found', 'member_not_found'] },
  },
]
