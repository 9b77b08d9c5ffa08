import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Breach } from '../../explore/model/breach.ts'
import { linearize } from '../../explore/model/linearize.ts'
import type { Operation } from '../../explore/model/operation.ts'
import { NOTHING, type State } from '../../explore/model/state.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'

type Part = Partial<Operation> & Pick<Operation, 'method' | 'type'>

/** An operation that lasts from `began` to `ended`; 201 or 200 where nothing else is said. */
function operation(part: Part): Operation {
  const { method, type, got = {} } = part
  const schema = type === 'Users' ? USER : GROUP
  const shown = 'schemas' in got ? got : { schemas: [schema], ...got }
  return {
    id: undefined,
    query: new URLSearchParams(),
    sent: {},
    status: method === 'POST' ? 201 : 200,
    began: 0,
    ended: 0,
    exchange: {} as never,
    ...part,
    got: shown,
  }
}

function createsAda(id: string, began: number, ended: number): Operation {
  const ada = { userName: 'ada@example.com', active: true }
  return operation({ method: 'POST', type: 'Users', sent: ada, got: { id, ...ada }, began, ended })
}

function refusesAda(began: number, ended: number): Operation {
  const refusal = { schemas: [ERROR], status: '409' }
  return { ...createsAda('', began, ended), status: 409, got: refusal }
}

/** `2` says that user 2 was added, and that the answer came. */
function adds(member: string, began: number, ended: number): Operation {
  const value = [{ value: member }]
  const sent = { Operations: [{ op: 'add', path: 'members', value }] }
  return operation({
    ...{ method: 'PATCH', type: 'Groups', id: 'g', status: 204 },
    ...{ sent, began, ended },
  })
}

function showsGroup(...members: string[]): Operation {
  const got = { id: 'g', displayName: 'Finance', members: members.map((value) => ({ value })) }
  return operation({ method: 'GET', type: 'Groups', id: 'g', got, began: 90, ended: 91 })
}

const FOUNDED = { name: 'POST /Groups', requirement: 'OKTA-1.9-01' }

const FINANCE: State = {
  ...NOTHING,
  groups: new Map([['g', { displayName: 'Finance', members: new Map(), by: FOUNDED }]]),
}

function ruleOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof Breach) return error.facts.rule
    throw error
  }
  return 'nothing wrong'
}

test('of two creates at the same time one is refused, whichever', () => {
  const either = [createsAda('1', 0, 10), refusesAda(5, 9)]
  assert.equal(linearize([NOTHING], either).length, 1)
  assert.equal(linearize([NOTHING], either.reverse()).length, 1)
})

test('a create that is refused before any other has begun is wrong', () => {
  assert.equal(
    ruleOf(() => linearize([NOTHING], [refusesAda(0, 4), createsAda('1', 5, 9)])),
    'POST /Users: 409 in place of 201',
  )
})

test('two creates of one userName are not both taken', () => {
  assert.equal(
    ruleOf(() => linearize([NOTHING], [createsAda('1', 0, 10), createsAda('2', 5, 9)])),
    'POST /Users: 201 in place of 409',
  )
})

test('members that are added at the same time are both there', () => {
  const both = linearize([FINANCE], [adds('1', 0, 10), adds('2', 5, 9)])
  assert.equal(
    ruleOf(() => linearize(both, [showsGroup('1', '2')])),
    'nothing wrong',
  )
  assert.equal(
    ruleOf(() => linearize(both, [showsGroup('2')])),
    'PATCH /Groups/{id}: a member is missing',
  )
})

test('of two replaces at the same time either may be the last, and then it is', () => {
  const replaces = (member: string, began: number, ended: number) =>
    operation({
      ...{ method: 'PUT', type: 'Groups', id: 'g', began, ended },
      sent: { displayName: 'Finance', members: [{ value: member }] },
      got: { id: 'g', displayName: 'Finance' },
    })
  const ends = linearize([FINANCE], [replaces('1', 0, 10), replaces('2', 5, 9)])
  assert.equal(ends.length, 2)
  const seen = linearize(
    ends.filter(({ groups }) => groups.get('g')?.members.has('1')),
    [showsGroup('1')],
  )
  assert.equal(
    ruleOf(() => linearize(seen, [showsGroup('2')])),
    'PUT /Groups/{id}: a member is missing',
  )
})

test('what the server may choose, it chooses once: the case of a userName', () => {
  const named = (id: string, sent: string, got: string) =>
    operation({
      ...{ method: 'POST', type: 'Users', sent: { userName: sent, active: true } },
      got: { id, userName: got, active: true },
    })
  const folded = linearize([NOTHING], [named('1', 'Ada@example.com', 'ada@example.com')])
  const again = [named('2', 'Joan@example.com', 'joan@example.com')]
  const kept = [named('2', 'Joan@example.com', 'Joan@example.com')]
  assert.equal(
    ruleOf(() => linearize(folded, again)),
    'nothing wrong',
  )
  assert.equal(
    ruleOf(() => linearize(folded, kept)),
    'POST /Users: userName not kept',
  )
})
