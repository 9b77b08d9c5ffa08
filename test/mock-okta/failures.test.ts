import assert from 'node:assert/strict'
import { afterEach, describe, test } from 'node:test'
import { type Kind, lookUp, Rehearsal } from './rehearsal.ts'
import { type StubAnswer, scimError } from './scim-stub.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

const LOGIN = 'test.user@okta.local'
const PREFIX = 'Automatic provisioning of user Test User to app Payroll failed: '

async function assigned(kind: Kind, request: string, answer: StubAnswer) {
  rehearsal = await Rehearsal.provisioning(kind)
  rehearsal.stub.answer(request, answer)
  const id = await rehearsal.person(LOGIN)
  await rehearsal.assign(id)
  return id
}

const ON_LOOK_UP: [what: string, answer: StubAnswer, text: string][] = [
  [
    'a wrong token',
    { status: 401, body: scimError(401, 'Bad token') },
    `Error while verifying if user ${LOGIN} exists: Unauthorized. Errors reported by remote server: Bad token`,
  ],
  [
    'a server error',
    { status: 500, body: scimError(500, 'boom') },
    `Error while verifying if user ${LOGIN} exists: Internal Server Error. Errors reported by remote server: boom`,
  ],
  [
    'a body that is no list',
    { status: 200, body: '[]' },
    `Error while verifying if user ${LOGIN} exists: No results for users returned`,
  ],
  [
    'startIndex as a string',
    { status: 200, body: { totalResults: 0, startIndex: '1', itemsPerPage: 0, Resources: [] } },
    `Error while verifying if user ${LOGIN} exists: No results for users returned`,
  ],
]

for (const [what, answer, text] of ON_LOOK_UP) {
  test(`${what} at the look-up: no POST, one attempt, a task`, async () => {
    await assigned('saml', 'GET /Users', answer)
    assert.deepEqual(rehearsal.stub.take(), [lookUp(LOGIN)])
    const task = await rehearsal.task()
    assert.equal(task.message, PREFIX + text)
    assert.equal(task.retryable, true)
  })
}

const ON_CREATE: [what: string, answer: StubAnswer, text: string][] = [
  [
    'a conflict',
    { status: 409, body: scimError(409, 'userName is taken') },
    'Error while creating user Test User: Conflict. Errors reported by remote server: userName is taken',
  ],
  [
    'a server error',
    { status: 503, body: '' },
    'Error while creating user Test User: Service Unavailable. Errors reported by remote server: ',
  ],
  [
    '201 without a body',
    { status: 201 },
    'Error while creating user Test User: Create new user returned empty user.',
  ],
]

for (const [what, answer, text] of ON_CREATE) {
  test(`${what} at the create: one attempt, a task, no id; Retry looks up again`, async () => {
    const id = await assigned('header-auth', 'POST /Users', answer)
    assert.equal(rehearsal.stub.take().length, 2)
    const task = await rehearsal.task()
    assert.equal(task.message, PREFIX + text)
    assert.deepEqual(
      [(await rehearsal.appUser(id)).externalId, (await rehearsal.appUser(id)).syncState],
      [null, 'ERROR'],
    )
    rehearsal.stub.behave()
    await rehearsal.done('POST', `/api/v1/scimulate/tasks/${task.id}/retry`, {})
    await rehearsal.settled()
    assert.equal(rehearsal.stub.take().length, 2)
    assert.equal((await rehearsal.appUser(id)).externalId, 'u-1')
    assert.equal((await rehearsal.tasks())[0].status, 'COMPLETED')
  })
}

test('whoever was never created is not deactivated', async () => {
  const id = await assigned('saml', 'POST /Users', { status: 500 })
  rehearsal.stub.take()
  await rehearsal.unassign(id)
  assert.deepEqual(rehearsal.stub.take(), [])
})

for (const kind of ['saml', 'header-auth'] as const) {
  test(`${kind}: a deactivation that fails is tried once; there is no Retry and no PUT in its place`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.provisioned(LOGIN)
    const request = kind === 'saml' ? 'PUT /Users' : 'PATCH /Users'
    rehearsal.stub.answer(request, { status: 501, body: scimError(501, 'no') })
    await rehearsal.unassign(id)
    const sent = rehearsal.stub.take()
    assert.equal(sent.length, kind === 'saml' ? 2 : 1)
    const task = await rehearsal.task()
    assert.equal(task.title, 'Application accounts need deprovisioning')
    assert.equal(task.retryable, false)
    const retried = await rehearsal.call('POST', `/api/v1/scimulate/tasks/${task.id}/retry`, {})
    assert.equal(retried.status, 403)
    await rehearsal.done('POST', `/api/v1/scimulate/tasks/${task.id}/complete`, {})
    assert.equal((await rehearsal.tasks())[0].status, 'COMPLETED')
  })
}

test('a server that is down, and one that does not answer in time, tell nothing', async () => {
  rehearsal = await Rehearsal.provisioning('saml', { timeoutMs: 200 })
  rehearsal.stub.answer('GET /Users', { status: 0 })
  await rehearsal.assign(await rehearsal.person(LOGIN))
  assert.equal(
    (await rehearsal.task()).message,
    `${PREFIX}Error while verifying if user exists: null`,
  )
})

test('a create that gets no answer in time', async () => {
  rehearsal = await Rehearsal.provisioning('saml', { timeoutMs: 200 })
  rehearsal.stub.answer('POST /Users', { status: 0 })
  await rehearsal.assign(await rehearsal.person(LOGIN))
  assert.equal(
    (await rehearsal.task()).message,
    `${PREFIX}Error while creating user Test User: Read timed out`,
  )
})

describe('429', () => {
  const limited = (headers: Record<string, string> = {}) => ({ status: 429, headers })
  const waits: [what: string, answer: StubAnswer, tooEarly: string, rest: string][] = [
    ['whole seconds in Retry-After', limited({ 'retry-after': '30' }), 'PT29S', 'PT1S'],
    ['no Retry-After: five minutes', limited(), 'PT4M59S', 'PT1S'],
    [
      'a date in Retry-After: five minutes',
      limited({ 'retry-after': 'Wed, 25 Nov 2026 10:00:00 GMT' }),
      'PT4M59S',
      'PT1S',
    ],
  ]

  async function start(answer: StubAnswer, times: number) {
    const at = new Date('2026-11-25T10:00:00Z')
    rehearsal = await Rehearsal.provisioning('saml', { testControls: true, now: () => at })
    rehearsal.stub.answer('POST /Users', answer, times)
    const id = await rehearsal.person(LOGIN)
    await rehearsal.assign(id)
    return id
  }

  const forward = async (advance: string) => {
    await rehearsal.done('POST', '/_scimulate/clock', { advance })
    return rehearsal.settled()
  }
  const posts = () => rehearsal.stub.take().filter((line) => line.startsWith('POST')).length

  for (const [what, answer, tooEarly, rest] of waits) {
    test(what, async () => {
      const id = await start(answer, 1)
      assert.equal(posts(), 1)
      const { settled, waiting } = await rehearsal.settled()
      assert.equal(settled, false)
      assert.equal(waiting.length, 1)
      await forward(tooEarly)
      assert.equal(posts(), 0)
      assert.equal((await forward(rest)).settled, true)
      assert.equal(posts(), 1)
      assert.equal((await rehearsal.appUser(id)).externalId, 'u-1')
      assert.deepEqual(await rehearsal.tasks(), [])
    })
  }

  test('the wait doubles, and the tenth attempt is the last', async () => {
    await start(limited(), 100)
    assert.equal(posts(), 1)
    let minutes = 5
    for (let attempt = 2; attempt <= 10; attempt += 1, minutes *= 2) {
      await forward(`PT${minutes - 1}M59S`)
      await forward('PT1S')
      assert.equal(posts(), 1, `attempt ${attempt}`)
      if (attempt < 10) assert.equal((await rehearsal.settled()).settled, false)
    }
    assert.match((await rehearsal.task()).message, /Too Many Requests/)
  })
})
