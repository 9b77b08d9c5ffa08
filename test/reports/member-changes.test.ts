import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type MemberLook, memberChanges } from '../../reports/verdicts/member-changes.ts'

const ada = { member_id: 'm1', email_address: 'ada@example.com', status: 'active', name: '' }
const look = (step: number, when: MemberLook['when'], ...members: unknown[]): MemberLook => ({
  step,
  when,
  members,
})

test('what a look before a step finds new belongs to the step before it', () => {
  const found = memberChanges([look(2, 'before', ada)])
  assert.deepEqual([...found.keys()], [1])
  const [change] = found.get(1) ?? []
  assert.equal(change?.who, 'ada@example.com')
  assert.equal(change?.kind, 'new')
  assert.deepEqual(
    change?.fields.map(({ path }) => path),
    ['member_id', 'email_address', 'status'],
  )
})

test('of a member that changed only what is different is told, and never a clock', () => {
  const roles = [{ role_id: 'member' }]
  const found = memberChanges([
    look(0, 'before', { ...ada, roles, updated_at: '1' }),
    look(0, 'after', { ...ada, status: 'deleted', updated_at: '2' }),
  ])
  assert.deepEqual(found.get(0)?.[1], {
    who: 'ada@example.com',
    kind: 'changed',
    fields: [
      { path: 'status', was: '"active"', is: '"deleted"' },
      { path: 'roles.0.role_id', was: '"member"', is: null },
    ],
  })
})

test('a member that is there no more is gone, and equal looks say nothing', () => {
  const found = memberChanges([
    look(0, 'before', ada),
    look(0, 'after', ada),
    look(1, 'after', 'rubbish', null),
  ])
  assert.equal(found.get(0)?.length, 1)
  assert.deepEqual(
    found.get(1)?.map(({ kind }) => kind),
    ['gone'],
  )
})

test('what a target says is cut to a length', () => {
  const [change] = memberChanges([look(0, 'after', { name: 'x'.repeat(9_000) })]).get(0) ?? []
  assert.ok((change?.who.length ?? 0) < 300)
  assert.ok((change?.fields[0]?.is?.length ?? 0) < 300)
})
