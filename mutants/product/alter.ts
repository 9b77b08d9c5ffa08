import { items, on, part, tell, tellBody, type When } from '../alter.ts'
import type { Alteration, Answer, Json, Passing } from '../altered-server.ts'

/** SCIM below the address of any connection. */
export const USERS = /^\/v1\/b2b\/scim\/[^/]+\/Users(\?|$)/
export const USER = /^\/v1\/b2b\/scim\/[^/]+\/Users\/[^/?]+/
export const GROUP = /^\/v1\/b2b\/scim\/[^/]+\/Groups\/[^/?]+/
export const ME = /^\/v1\/b2b\/scim\/[^/]+\/Me(\?|$)/
export const SCIM = /^\/v1\/b2b\/scim\/[^/]+\/(Users|Groups)\b/

/** The product API. */
export const ORGANIZATIONS = /^\/v1\/b2b\/organizations(\?|$)/
export const ORGANIZATION = /^\/v1\/b2b\/organizations\/[^/?]+(\?|$)/
export const MEMBERS = /^\/v1\/b2b\/organizations\/[^/]+\/members(\?|$)/
export const MEMBER = /^\/v1\/b2b\/organizations\/[^/]+\/member\?/
export const MEMBER_SEARCH = /^\/v1\/b2b\/organizations\/members\/search/
export const CONNECTIONS = /^\/v1\/b2b\/scim\/[^/]+\/connection(\?|$)/
export const CONNECTION = /^\/v1\/b2b\/scim\/[^/]+\/connection\/[^/?]+(\?|$)/
export const ROTATION = /^\/v1\/b2b\/scim\/[^/]+\/connection\/[^/]+\/rotate\//
export const SIGN_IN = /^\/v1\/b2b\/passwords\/authenticate/

const EVERY_METHOD = 'GET POST PUT PATCH DELETE'
const OF_MEMBERS = on(EVERY_METHOD, /^\/v1\/b2b\/organizations\//)
const OF_CONNECTIONS = on(EVERY_METHOD, /^\/v1\/b2b\/scim\/[^/]+\/connection/)

/** A patch that says so of a user: the account is shut, or opened. */
export function switches(active: boolean): When {
  return (passing) =>
    on('PATCH', USER)(passing) &&
    items(passing.body?.Operations).some(({ path, value }) => path === 'active' && value === active)
}

/** Changes every member that the product API tells of. */
export function members(change: (member: Json) => Json): Alteration {
  return tellBody(OF_MEMBERS, (body) => ({
    ...body,
    ...(body.member === undefined ? {} : { member: change(part(body.member)) }),
    ...(Array.isArray(body.members) ? { members: items(body.members).map(change) } : {}),
  }))
}

/** What SCIM knows of a member, changed where it is told. */
export function registrations(change: (registration: Json) => Json): Alteration {
  return members((member) =>
    member.scim_registration === undefined
      ? member
      : { ...member, scim_registration: change(part(member.scim_registration)) },
  )
}

export function scimAttributes(change: (attributes: Json) => Json): Alteration {
  return registrations((one) => ({ ...one, scim_attributes: change(part(one.scim_attributes)) }))
}

/** Keeps telling of each member what was told of it first. */
export function asToldFirst(...names: string[]): Alteration {
  const first = new Map<unknown, Json>()
  return members((member) => {
    const known = first.get(member.member_id) ?? member
    first.set(member.member_id, known)
    return { ...member, ...Object.fromEntries(names.map((name) => [name, known[name]])) }
  })
}

/** Members keep every role that they were ever told to have, from a request like this on. */
export function rolesKept(from: When): Alteration {
  const had = new Map<unknown, Json[]>()
  let begun = false
  return {
    ask: (passing) => {
      begun ||= from(passing)
      return undefined
    },
    ...members((member) => {
      const now = items(member.roles)
      const gone = (had.get(member.member_id) ?? []).filter(
        (role) => !now.some(({ role_id }) => role_id === role.role_id),
      )
      had.set(member.member_id, [...now, ...gone])
      return begun ? { ...member, roles: [...now, ...gone] } : member
    }),
  }
}

/** With each request like this every member has another id than before. */
export function renewed(at: When): Alteration {
  let times = 0
  return {
    ask: (passing) => {
      if (at(passing)) times += 1
      return undefined
    },
    ...members((member) =>
      times === 0 ? member : { ...member, member_id: `${String(member.member_id)}${times}` },
    ),
  }
}

/** An alteration of answers that begins with the one to a request like this. */
export function from(first: When, alteration: Alteration): Alteration {
  let begun = false
  return {
    ask: (passing) => {
      begun ||= first(passing)
      return undefined
    },
    tell: (passing, answer) =>
      begun && alteration.tell !== undefined ? alteration.tell(passing, answer) : answer,
  }
}

/** Changes every connection that the product API tells of. */
export function connections(change: (connection: Json, passing: Passing) => Json): Alteration {
  return tellBody(OF_CONNECTIONS, (body, passing) =>
    body.connection === undefined
      ? body
      : { ...body, connection: change(part(body.connection), passing) },
  )
}

/** Changes every organization that the product API tells of. */
export function organizations(change: (organization: Json) => Json): Alteration {
  return tellBody(OF_MEMBERS_OR_ORGANIZATIONS, (body) =>
    body.organization === undefined
      ? body
      : { ...body, organization: change(part(body.organization)) },
  )
}

const OF_MEMBERS_OR_ORGANIZATIONS = on(EVERY_METHOD, /^\/v1\/b2b\/organizations/)

/** Takes what our server refuses by an error of that type, and does nothing about it. */
export function taken(when: When, errorType: RegExp, body: Json): Alteration {
  return tell(when, (answer) => {
    if (!errorType.test(String(answer.body?.error_type))) return answer
    return { ...answer, status: 200, body: { status_code: 200, ...body } }
  })
}

/** A refusal in the form of the product API. */
export function refusal(status: number, type: string): Answer {
  return {
    status,
    body: {
      status_code: status,
      request_id: 'request-id-test-00000000-0000-4000-8000-000000000000',
      error_type: type,
      error_message: 'No.',
      error_url: `https://stytch.com/docs/api/errors/${status}#${type}`,
    },
  }
}

/** The id of a connection in a path, of SCIM or of the product API. */
export function connectionIn({ path }: Passing): string {
  return /scim-connection-[\w-]+/.exec(path)?.[0] ?? ''
}
