import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { FAULTS, FaultRehearsal } from '../../bench/faults/rehearsal.ts'
import { type Postgres, postgres } from '../server/postgres.ts'

const PEOPLE = 40
/** Into the push: some are created by then, and most are not. */
const AFTER_MS = 150

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
} as const

for (const fault of FAULTS) {
  test(`${TOLD[fault]} in the middle of a push loses nothing, and the push completes`, async (t) => {
    if (rehearsal === undefined) return t.skip('no PostgreSQL of our own here')
    const { wrong, acknowledged, refused, retries } = await rehearsal.round(fault, PEOPLE, AFTER_MS)
    t.diagnostic(`${acknowledged} writes acknowledged, ${refused} not, ${retries} retries`)
    assert.deepEqual(wrong, [])
    // Each person and the group at least; and a fault that nobody noticed proves nothing.
    assert.ok(acknowledged > PEOPLE)
    if (fault === 'database') assert.ok(retries > 0, 'nothing failed: the fault came too late')
  })
}
