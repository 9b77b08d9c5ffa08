import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as holds, property, sample } from 'fast-check'
import type { History } from '../../explore/histories/action.ts'
import { Histories } from '../../explore/histories/arbitrary.ts'
import { Directory } from '../../explore/histories/directory.ts'
import { SHAPE } from '../../explore/histories/generate.ts'
import { smaller } from '../../explore/histories/shrink.ts'
import { actionText, settingText } from '../../explore/tell/action-text.ts'

const histories = new Histories(SHAPE)

/** Whether every action is one that the console would offer where it stands. */
function couldHappen(history: History): boolean {
  const org = new Directory(history)
  return history.actions.every((action) => {
    const allowed = org.allows(action)
    org.take(action)
    return allowed
  })
}

test('every history could have happened, and so could all that are made of it', () => {
  holds(
    property(histories, (history) => {
      assert.ok(couldHappen(history))
      for (const one of smaller(history)) {
        assert.ok(couldHappen(one), JSON.stringify(one))
        assert.ok(one.actions.length <= history.actions.length + 2)
      }
    }),
    { numRuns: 300 },
  )
})

test('a seed gives the same histories again', () => {
  const drawn = () => JSON.stringify(sample(histories, { seed: 7, numRuns: 20 }))
  assert.equal(drawn(), drawn())
})

test('joiners, movers and leavers are most of it, and nothing that can happen is left out', () => {
  const counts = new Map<string, number>()
  for (const { actions } of sample(histories, { seed: 1, numRuns: 3_000 })) {
    for (const { kind } of actions) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const daily = [
    'hire',
    'assign',
    'unassign',
    'join',
    'quit',
    'change',
    'rename',
    'deactivate',
    'push',
  ]
  const often = daily.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0)
  assert.ok(often > all / 2, JSON.stringify([...counts]))
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  assert.ok(Number(most?.[1]) < all / 4, JSON.stringify([...counts]))
  const kinds = [
    ...[
      'hire',
      'onboard',
      'rehire',
      'assign',
      'unassign',
      'change',
      'rename',
      'take-name',
      'deactivate',
    ],
    ...['activate', 'suspend', 'unsuspend', 'delete', 'password', 'join', 'quit', 'rename-group'],
    ...['give-group', 'take-group', 'push', 'push-now', 'stop-push', 'start-push', 'unlink-leave'],
    ...['unlink-delete', 'import', 'force-sync', 'retry', 'together', 'trouble'],
  ]
  assert.deepEqual([...counts.keys()].sort(), kinds.sort())
})

test('the first day is told as well', () => {
  const apps = ['saml'] as const
  assert.equal(
    settingText({ apps, staff: 2, team: true, passwords: false }),
    'Ada and Grace have the SAML app; are the group Finance, which it pushes',
  )
})

test('an action is told as an admin would say it', () => {
  const history = { apps: ['saml', 'header-auth'] } as const
  assert.equal(
    actionText({ kind: 'hire', who: 0, app: 1 }, history),
    'Ada is hired and gets the Header Auth app',
  )
  assert.equal(
    actionText({ kind: 'trouble', what: 'lost', nth: 2 }, history),
    'At the second request from here: the server does the work and its answer is lost',
  )
  const deeds = [
    { kind: 'assign', who: 0, app: 0 },
    { kind: 'assign', who: 0, app: 1 },
  ] as const
  assert.equal(
    actionText({ kind: 'together', deeds, gaps: [0, 0] }, history),
    'At once: Ada is assigned to the SAML app; Ada is assigned to the Header Auth app',
  )
})
