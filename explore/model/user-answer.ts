import { Breach, type BreachFacts } from './breach.ts'
import { canonical, holds, type Json, listOf, objectOf } from './json.ts'
import { nameOf, type Operation } from './operation.ts'
import { chosen, fold, groupsOf, isActive, type State } from './state.ts'

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'

/** Set by the server, told elsewhere or told about the resource only: never compared with what was sent. */
const NOT_SENT = new Set(['schemas', 'id', 'meta', 'groups', 'password', 'userName', 'active'])

/** What a write said of a user, to be found again in the answer. */
export interface Wanted {
  readonly id: string | undefined
  readonly resource: Json
}

/** Looks whether an answer shows the user that was written; where the target may choose, learns its choice. */
export function readWritten(state: State, op: Operation, { id, resource }: Wanted): State {
  const got = op.got ?? {}
  readIdentity(op, id)
  let next = readUserName(state, op, String(resource.userName ?? ''))
  if (got.active !== resource.active) throw wrongStatus(op, resource)
  readRequired(op, resource)
  for (const name of Object.keys(resource)) {
    if (!NOT_SENT.has(name)) next = readOptional(next, op, name, resource[name])
  }
  refuseSecrets(op, got)
  return next
}

/** The id that stays, the schemas that are named, and where the resource says that it lives. */
export function readIdentity(op: Operation, id: string | undefined, got = op.got ?? {}): void {
  const facts = about(op, id)
  if (typeof got.id !== 'string' || got.id === '') {
    throw new Breach(`${nameOf(op)} was answered without the user's id`, {
      ...facts('answer without id', 'OKTA-1.2-12'),
    })
  }
  if (id !== undefined && got.id !== id) {
    throw new Breach(`${nameOf(op)} was answered with the id ${got.id} in place of ${id}`, {
      ...facts('another id', 'OKTA-3-05'),
    })
  }
  const { schemas, meta } = got
  const wanted = op.type === 'Users' ? CORE : CORE.replace('User', 'Group')
  if (!Array.isArray(schemas) || !schemas.includes(wanted)) {
    throw new Breach(`${nameOf(op)} was answered with a resource that does not name ${wanted}`, {
      ...facts('schemas', 'RFC7643-3.3-02'),
    })
  }
  const { location, resourceType = op.type.slice(0, -1) } = objectOf(meta)
  const ends = typeof location !== 'string' || location.endsWith(encodeURIComponent(got.id))
  if (!ends || resourceType !== op.type.slice(0, -1)) {
    throw new Breach(`meta of ${got.id} says ${JSON.stringify(meta)}`, {
      ...facts('meta', 'RFC7643-3.1-25'),
    })
  }
}

/** Case is the server's to keep or to fold, but the same way for everybody. */
function readUserName(state: State, op: Operation, wanted: string): State {
  const got = op.got?.userName
  const facts = {
    ...about(op, op.id)('userName not kept', 'OKTA-3-04'),
    expected: { path: 'userName', value: wanted },
  }
  if (typeof got !== 'string' || fold(got) !== fold(wanted)) {
    throw new Breach(
      `${nameOf(op)} sent the userName ${wanted}, and the answer shows ${String(got)}`,
      facts,
    )
  }
  if (wanted === wanted.toLowerCase()) return state
  const next = chosen(state, 'case of userName', got === wanted ? 'kept' : 'folded')
  if (next === undefined)
    throw new Breach(`the case of userName is kept for some only: ${got}`, facts)
  return next
}

function wrongStatus(op: Operation, resource: Json): Breach {
  const requirement =
    op.method === 'POST'
      ? 'OKTA-3-04'
      : op.method === 'PATCH'
        ? resource.active === false
          ? 'OKTA-1.4-02'
          : 'OKTA-1.5-02'
        : resource.active === false
          ? 'OKTA-1.4-01'
          : 'OKTA-1.5-01'
  return new Breach(
    `${nameOf(op)} made active ${String(resource.active)}, and the answer shows ${JSON.stringify(op.got?.active)}`,
    {
      ...about(op, op.id)(`active ${String(resource.active)} not kept`, requirement),
      expected: { path: 'active', value: resource.active },
    },
  )
}

/** Both names and the e-mail address: Okta wants these kept by every server. */
function readRequired(op: Operation, resource: Json): void {
  const requirement = op.method === 'PUT' ? 'OKTA-1.3-01' : 'OKTA-3-04'
  const names = objectOf(op.got?.name)
  for (const part of ['givenName', 'familyName']) {
    const value = objectOf(resource.name)[part]
    if (value !== undefined && names[part] !== value) {
      throw new Breach(
        `${nameOf(op)} sent name.${part} ${JSON.stringify(value)}, and the answer shows ${JSON.stringify(names[part])}`,
        {
          ...about(op, op.id)(`name.${part} not kept`, requirement),
          expected: { path: `name.${part}`, value },
        },
      )
    }
  }
  const addresses = listOf(op.got?.emails).map(({ value }) => fold(String(value)))
  for (const { value } of listOf(resource.emails)) {
    if (!addresses.includes(fold(String(value)))) {
      throw new Breach(
        `${nameOf(op)} sent the e-mail address ${String(value)}, which the answer lacks`,
        {
          ...about(op, op.id)('emails not kept', requirement),
          expected: { path: 'emails[0].value', value },
        },
      )
    }
  }
}

/** Anything else may be kept or passed over, but the same way for everybody. */
function readOptional(state: State, op: Operation, name: string, value: unknown): State {
  if (value === undefined || value === null) return state
  const got = op.got?.[name]
  const kept = got !== undefined && got !== null
  const facts = {
    ...about(op, op.id)(`${name} not kept`, name === 'externalId' ? 'OKTA-1.2-13' : 'OKTA-1.3-01'),
    expected: { path: name, value },
  }
  if (kept && !holds(got, value) && name !== 'name' && name !== 'emails') {
    const told = `${nameOf(op)} sent ${name} ${JSON.stringify(value)}, and the answer shows ${JSON.stringify(got)}`
    throw new Breach(told, facts)
  }
  const next = chosen(state, `keeps ${name}`, kept ? 'yes' : 'no')
  if (next === undefined) {
    throw new Breach(
      `${nameOf(op)} sent ${name}, which the server kept for others and now does not, or the reverse`,
      facts,
    )
  }
  return next
}

/** A password that is shown would be sent again by Okta, and stand in every log on the way. */
export function refuseSecrets(op: Operation, resource: Json): void {
  if (resource.password === undefined) return
  throw new Breach(`${nameOf(op)} was answered with a password`, {
    ...about(op, op.id)('password shown', 'RFC7643-4.1.1-17'),
  })
}

/** The groups that a user shows are those that hold the user, for a server that shows any. */
export function readGroupsOf(state: State, op: Operation, got: Json): State {
  const id = String(got.id)
  const mine = groupsOf(state, id)
  const shown = listOf(got.groups).map(({ value }) => String(value))
  if (!isActive(state.users.get(id)) || (mine.length === 0 && shown.length === 0)) return state
  const maybe = [...state.groups].filter(([, { members }]) => members.has(id)).map(([one]) => one)
  const wrong = shown.filter((one) => !maybe.includes(one) && !isNested(state, one))
  const missing = mine.filter((one) => !shown.includes(one))
  const shows = missing.length < mine.length || mine.length === 0
  const facts = about(op, id)('groups of the user', 'RFC7643-4.1.2-24')
  if (wrong.length > 0 || (shows && missing.length > 0)) {
    throw new Breach(
      `${nameOf(op)} shows a user in the groups ${canonical(shown)}; they are in ${canonical(mine)}`,
      facts,
    )
  }
  const next =
    mine.length === 0 ? state : chosen(state, 'shows groups of users', shows ? 'yes' : 'no')
  if (next === undefined) throw new Breach('groups of users are shown for some only', facts)
  return next
}

/** A group that the run does not know: somebody else's. */
function isNested(state: State, id: string): boolean {
  return !state.groups.has(id) && !state.gone.has(id)
}

/** What the facts of every breach of this answer have in common. */
export function about(
  op: Operation,
  id: string | undefined,
): (rule: string, requirement: string) => BreachFacts {
  const { type, sent } = op
  const name = typeof sent.userName === 'string' ? sent.userName : sent.displayName
  return (rule, requirement) => ({
    rule: `${nameOf(op)}: ${rule}`,
    requirement,
    about: { type, id, name: typeof name === 'string' ? name : undefined },
  })
}
