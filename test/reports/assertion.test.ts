import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reasonLine } from '../../reports/html/reason.ts'
import { explained } from '../../reports/verdicts/assertion.ts'

const GENERIC = 'Expected values to be strictly equal:'
const stack = '\n\n    at World.<anonymous> (steps.ts:2:22)'

for (const [what, message, formatted, expected] of [
  [
    'two short values without a message',
    `${GENERIC}\n\n200 !== 404\n`,
    `AssertionError: ${GENERIC}\n\n200 !== 404\n\n    + expected - actual\n\n    -200\n    +404${stack}`,
    'expected 404, got 200',
  ],
  [
    'two short values with a message',
    'totalResults',
    `AssertionError: totalResults\n    + expected - actual\n\n    -2\n    +1${stack}`,
    'totalResults: expected 1, got 2',
  ],
  [
    'two short values with a message, as node 20.20 writes it',
    'totalResults\n\n0 !== 1\n',
    `AssertionError: totalResults\n\n0 !== 1\n\n    + expected - actual\n\n    -0\n    +1${stack}`,
    'totalResults: expected 1, got 0',
  ],
  [
    'a longer difference with a message',
    'members of Ada',
    `AssertionError: members of Ada\n    + expected - actual\n\n     [\n    -  "x"\n    +  "y"\n     ]${stack}`,
    'members of Ada\n+ actual - expected\n\n [\n+   "x"\n-   "y"\n ]',
  ],
  [
    'a message that holds the difference',
    'members\n+ actual - expected\n\n+ 1\n- 2',
    'whatever',
    'members\n+ actual - expected\n\n+ 1\n- 2',
  ],
  [
    "a message of node's own that holds the difference",
    'Expected values to be strictly deep-equal:\n+ actual - expected\n\n+ 1\n- 2',
    'whatever',
    'not what was expected\n+ actual - expected\n\n+ 1\n- 2',
  ],
  [
    'a check that something holds, in its own words alone',
    'GET /Users: expected 200, got 500',
    `AssertionError: GET /Users: expected 200, got 500\n    + expected - actual\n\n    -false\n    +true${stack}`,
    'GET /Users: expected 200, got 500',
  ],
  [
    'no values at all',
    'Ada has no member',
    `AssertionError: Ada has no member${stack}`,
    'Ada has no member',
  ],
] as const) {
  test(`explains ${what}`, () => {
    assert.equal(explained(message, formatted), expected)
  })
}

test('a long difference, of which node leaves out what is alike, is one line of what differs', () => {
  const events = Array.from({ length: 40 }, (_, i) => [`event ${i}`, 'SUCCESS'])
  const others = events.map(([name], i) => [name, i === 3 ? 'FAILURE' : 'SUCCESS'])
  try {
    assert.deepEqual(others, events)
    assert.fail('they differ')
  } catch (error) {
    const { message, stack: formatted = '' } = error as Error
    assert.match(message, /Lines skipped/)
    assert.equal(reasonLine(explained(message, formatted)), "expected 'SUCCESS', got 'FAILURE'")
  }
})
