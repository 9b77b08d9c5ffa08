import { Breach } from './breach.ts'
import { readGroup } from './groups.ts'
import type { Json } from './json.ts'
import { nameOf, type Operation, soughtName } from './operation.ts'
import { requireStatus, resourcesOf } from './refusal.ts'
import { groupsNamed, type State, usersNamed } from './state.ts'
import { about, refuseSecrets } from './user-answer.ts'
import { readUser } from './users.ts'

/** One resource by its id. */
export function readOne(state: State, op: Operation): State {
  const { id = '', type, got } = op
  const known = (type === 'Users' ? state.users : state.groups).has(id)
  if (!known) {
    if (state.gone.has(id)) requireStatus(op, [404], 'OKTA-1.9-05')
    return state
  }
  requireStatus(op, [200], type === 'Users' ? 'OKTA-1.4-06' : 'OKTA-1.9-09')
  refuseSecrets(op, got ?? {})
  return readShown(state, op, got ?? {}, true)
}

/** A list: all there is, a page of it, or what a name finds. */
export function readList(state: State, op: Operation): State {
  const sought = soughtName(op)
  const found = sought === undefined ? undefined : named(state, op, sought)
  if (found?.length === 0 && op.status === 404) return state
  requireStatus(op, [200], op.type === 'Users' ? 'OKTA-1.2-10' : 'OKTA-1.9-08')
  readCounts(op)
  const shown = resourcesOf(op)
  refuseTwice(op, shown)
  const wanted = found ?? allOf(state, op)
  if (wanted !== undefined) requireAll(state, op, shown, wanted)
  if (found !== undefined) refuseStrangers(op, shown, found)
  let next = state
  for (const one of shown) {
    refuseSecrets(op, one)
    refuseGone(state, op, one)
    next = readShown(next, op, one, false)
  }
  return next
}

function readShown(state: State, op: Operation, one: Json, whole: boolean): State {
  return op.type === 'Users' ? readUser(state, op, one, whole) : readGroup(state, op, one, whole)
}

function named(state: State, { type }: Operation, sought: string): string[] {
  return type === 'Users' ? usersNamed(state, sought) : groupsNamed(state, sought)
}

/** Everything, when the answer says that there is no further page. */
function allOf(state: State, op: Operation): string[] | undefined {
  const { query, got, type } = op
  const total = Number(got?.totalResults)
  const isWhole = query.get('startIndex') === '1' && total <= resourcesOf(op).length
  return isWhole ? [...(type === 'Users' ? state.users : state.groups).keys()] : undefined
}

/** The numbers of a list are JSON integers: of anything else Okta makes nothing. */
function readCounts(op: Operation): void {
  const { totalResults, startIndex = 1, itemsPerPage, Resources } = op.got ?? {}
  const facts = about(op, undefined)
  const length = Array.isArray(Resources) ? Resources.length : 0
  const isCounted = Number.isInteger(totalResults) && Number.isInteger(startIndex)
  if (!isCounted || (itemsPerPage !== undefined && !Number.isInteger(itemsPerPage))) {
    const told = `${nameOf(op)} tells its counts as ${JSON.stringify([totalResults, startIndex, itemsPerPage])}`
    throw new Breach(told, facts('counts of a list', 'OKTA-1.2-11'))
  }
  const count = Number(op.query.get('count') ?? Number.POSITIVE_INFINITY)
  if (length > count || Number(totalResults) < length) {
    const told = `${nameOf(op)} shows ${length} resources; asked for ${count}, it counts ${String(totalResults)}`
    throw new Breach(told, facts('more than were asked for', 'RFC7644-3.4.2.4-06'))
  }
}

function refuseTwice(op: Operation, shown: readonly Json[]): void {
  const ids = shown.map(({ id }) => String(id))
  if (new Set(ids).size === ids.length) return
  throw new Breach(`${nameOf(op)} shows a resource twice`, {
    ...about(op, undefined)('a resource twice', 'OKTA-1.8-01'),
  })
}

function requireAll(
  state: State,
  op: Operation,
  shown: readonly Json[],
  wanted: readonly string[],
): void {
  const ids = new Set(shown.map(({ id }) => String(id)))
  const missing = wanted.find((id) => !ids.has(id))
  if (missing === undefined) return
  const name =
    op.type === 'Users'
      ? state.users.get(missing)?.userName
      : state.groups.get(missing)?.displayName
  const filtered = op.query.has('filter')
  const requirement = filtered
    ? op.type === 'Users'
      ? 'OKTA-1.2-10'
      : 'OKTA-1.9-08'
    : 'RFC7644-3.3-17'
  throw new Breach(
    `${nameOf(op)}${filtered ? ` by ${op.query.get('filter')}` : ''} does not show ${name}, which is there`,
    {
      ...about(op, missing)(filtered ? 'not found by name' : 'not in the list', requirement),
      about: { type: op.type, id: missing, name },
      expected: { path: 'one', value: name },
    },
  )
}

function refuseStrangers(op: Operation, shown: readonly Json[], found: readonly string[]): void {
  const strange = shown.find(({ id }) => !found.includes(String(id)))
  if (strange === undefined) return
  throw new Breach(
    `${nameOf(op)} by ${op.query.get('filter')} shows ${String(strange.userName ?? strange.displayName)} as well`,
    {
      ...about(op, String(strange.id))(
        'found by another name',
        op.type === 'Users' ? 'OKTA-1.2-10' : 'OKTA-1.9-08',
      ),
    },
  )
}

function refuseGone(state: State, op: Operation, one: Json): void {
  if (!state.gone.has(String(one.id))) return
  throw new Breach(`${nameOf(op)} shows a group that was deleted`, {
    ...about(op, String(one.id))('a deleted group is shown', 'OKTA-1.9-05'),
  })
}
