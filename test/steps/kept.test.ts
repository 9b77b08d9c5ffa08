import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DataTable } from '@cucumber/cucumber'
import { changes, expectLeft, expectMembersLeft, madeByApp } from '../../steps/support/kept.ts'

const sent = { displayName: 'Ada', emails: [{ value: 'a', type: 'work' }] }
const table = (path: string, cell: string) => new DataTable([[path, cell]])
const left = (path: string, cell: string, told: object, now: object) => () =>
  expectLeft(table(path, cell), (text) => text, { ...now }, { made: { sent, told }, of: ' of Ada' })

const FAILS = { name: 'AssertionError' }
const BLOCKED = { name: 'Blocked', message: /^RFC7643-7-34: the create did not keep/ }

test('what the create kept and the change did not is the fault of the change', () => {
  assert.throws(left('displayName', '"Ada"', { displayName: 'Ada' }, { displayName: 'Eve' }), FAILS)
  assert.throws(left('displayName', '"Ada"', { displayName: 'Ada' }, {}), FAILS)
})

test('what the create made otherwise, or left out, cannot be judged by a change', () => {
  const computed = { displayName: 'Ada Byron' }
  assert.throws(left('displayName', '"Ada"', computed, computed), BLOCKED)
  assert.throws(left('displayName', '"Ada"', { id: '7' }, { id: '7' }), BLOCKED)
  const untyped = { emails: [{ value: 'a' }] }
  assert.throws(left('emails', '[{"value":"a","type":"work"}]', untyped, untyped), BLOCKED)
})

test('a create that is answered with less than there is says nothing of what it kept', () => {
  assert.throws(left('displayName', '"Ada"', { id: '7' }, { id: '7', userName: 'ada' }), FAILS)
})

test('what the change was to bring about is the matter of the change', () => {
  const computed = { displayName: 'Ada Byron' }
  assert.throws(left('displayName', '"Eve"', computed, computed), FAILS)
  assert.throws(left('nickName', '"Eve"', {}, {}), FAILS)
  left('displayName', '"Eve"', computed, { displayName: 'Eve' })()
})

const member = (value: string) => ({ value })
const members = (told: object, now: object) => () =>
  expectMembersLeft({ ...now }, ['1', '2'], {
    made: { sent: { members: [member('1')] }, told },
    of: ' of Finance',
  })

test('a member whom the create did not take is not one whom a change lost', () => {
  const says = /^RFC7643-4.2-05: the create did not keep members of Finance/
  const two = { members: [member('2')] }
  assert.throws(members({ members: [] }, two), { name: 'Blocked', message: says })
  assert.throws(members({ members: [member('1')] }, two), FAILS)
  assert.throws(members({ id: '7' }, two), FAILS)
  assert.throws(members({ members: [] }, { members: [member('1')] }), FAILS)
  members({}, { members: [member('2'), member('1')] })()
})

test('only a change of what was there is told from a create', () => {
  const answer = { path: '/Users/7', status: 200, headers: {}, text: '', body: undefined }
  assert.ok(['PUT', 'PATCH', 'DELETE'].every((method) => changes({ ...answer, method })))
  assert.ok(!['POST', 'GET'].some((method) => changes({ ...answer, method })))
})

test('what is kept by no write cannot be judged by a change, in whole or in part', () => {
  const nameless = { displayName: 'Ada' }
  assert.throws(left('emails', '[{"value":"b"}]', nameless, nameless), BLOCKED)
  assert.throws(left('emails', '[{"value":"b"}]', nameless, { displayName: 'Eve' }), BLOCKED)
  const made = { sent: { name: { familyName: 'B' } }, told: { name: { formatted: 'A B' } } }
  const name = (cell: string, now: object) => () =>
    expectLeft(table('name', cell), (text) => text, { name: now }, { made, of: ' of Ada' })
  assert.throws(name('{"familyName":"L"}', { formatted: 'A L' }), BLOCKED)
  assert.throws(name('{"familyName":"L"}', { formatted: 'A L', familyName: 'B' }), FAILS)
})

test('a user of an app is made by its create, once the app has changed them', () => {
  const exchange = (method: string, body: object, answer?: string) => ({
    id: 1,
    request: { method, url: '/Users', headers: {}, body: JSON.stringify(body) },
    response: answer === undefined ? null : { status: 200, body: answer },
  })
  const ada = { name: { givenName: 'Ada' } }
  const made = exchange('POST', ada, '{"id":"7"}')
  const others = [exchange('GET', {}, '<html>'), exchange('POST', {}, '{"id":"8"}')]
  assert.equal(madeByApp([...others, made], { id: '7' }), undefined)
  assert.deepEqual(madeByApp([...others, made, exchange('PUT', {})], { id: '7' }), {
    sent: ada,
    told: { id: '7' },
  })
  assert.equal(madeByApp([...others, exchange('PUT', {})], { id: '7' }), undefined)
})
