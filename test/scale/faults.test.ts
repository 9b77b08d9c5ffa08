import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { FaultRehearsal } from '../../bench/faults/rehearsal.ts'
import { FAULTS } from '../../bench/faults/strike.ts'
import { type Postgres, postgres } from '../server/postgres.ts'

const PEOPLE = 30
/** So much of a push is done when the fault comes. */
const SHARE = 0.3

let database: Postgres | undefined
let rehearsal: FaultRehearsal | undefined
before(async () => {
  database = await postgres({ durable: true })
  if (database?.control !== undefined) rehearsal = await FaultRehearsal.start(database)
})
after(async () => {
  await rehearsal?.close()
  await database?.stop()
})

const TOLD = {
  node: 'kill -9 of a server',
  database: 'kill -9 of PostgreSQL',
  restart: 'a restart of PostgreSQL',
  reset: 'a reset of the connections to the database',
  receiver: 'a receiver of webhooks that is down for the whole push',
  worker: 'kill -9 of all workers',
} as const

for (const fault of FAULTS) {
  test(`${TOLD[fault]} in the middle of a push loses nothing, and the push completes`, async (t) => {
    if (rehearsal === undefined) return t.skip('no PostgreSQL of our own here')
    const { wrong, evidence, ...came } = await rehearsal.round(fault, PEOPLE, SHARE)
    t.diagnostic(`${evidence}; ${JSON.stringify(came)}`)
    assert.deepEqual(wrong, [])
    // A fault that nobody noticed proves nothing.
    assert.ok(evidence !== undefined, 'the fault did not strike, or came too late')
    assert.ok(came.acknowledged > PEOPLE)
  })
}
