import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { firstConnection } from '../../cli/first-connection.ts'
import { JobQueue } from '../../cli/okta/spread/job-queue.ts'
import type { Plan } from '../../cli/okta/spread/plan.ts'
import type { ToWorker } from '../../cli/okta/spread/settings.ts'
import { type RunningServer, startServer } from '../../server/app.ts'
import { type Postgres, postgres } from '../server/postgres.ts'
import { Gate } from './gate.ts'

const RUN = '0a0a0a0a'
const USERS = 2
/** One that has not ended by then never does. */
const PATIENCE_MS = 20_000

let database: Postgres | undefined
let server: RunningServer
before(async () => {
  database = await postgres()
  server = await startServer()
})
after(async () => {
  await server.close()
  await database?.stop()
})

test('a worker that is told to stop while it writes its last job down does so, and ends', async (t) => {
  if (database === undefined) return t.skip('no PostgreSQL here')
  const databaseUrl = await database.database()
  const scim = await firstConnection(server)
  const gate = await Gate.to(scim.baseUrl)
  const baseUrl = gate.url + new URL(scim.baseUrl).pathname
  const queue = await JobQueue.open(databaseUrl, RUN, () => {})
  await queue.fill(planFor(baseUrl), 'people')
  const pushes = gate.holdAfter(USERS - 1)
  const worker = workerFor(databaseUrl, scim.token)
  const table = new Client(databaseUrl)
  await table.connect()
  try {
    await Promise.race([pushes, once(worker, 'exit').then(() => assert.fail('it ended early'))])
    await table.query('begin; lock table scimulate_push.job in exclusive mode')
    gate.open()
    await waits(table)
    tell(worker, { kind: 'stop' })
    // By then the word has come: the worker does nothing but wait.
    await wait(300)
    await table.query('commit')
    const [code] = await once(worker, 'exit', { signal: AbortSignal.timeout(PATIENCE_MS) })
    assert.equal(code, 0)
    assert.deepEqual(await queue.count('people'), { open: 0, things: USERS })
  } finally {
    worker.kill('SIGKILL')
    await gate.close()
    await table.end()
    await queue.close()
  }
})

/** All of it is one job. */
function planFor(baseUrl: string): Plan {
  return { runId: RUN, users: USERS, groups: 0, seed: 1, app: 'header', baseUrl, lot: USERS }
}

function workerFor(databaseUrl: string, token: string): ChildProcess {
  const worker = fork(require.resolve('../../cli/okta/spread/worker'), [], {
    execArgv: ['--require', 'ts-node/register'],
  })
  const auth = { kind: 'bearer', token } as const
  const route = { tls: {}, proxy: undefined }
  const settings = { ...{ databaseUrl, runId: RUN, auth, route }, concurrency: 1, rps: undefined }
  tell(worker, { kind: 'begin', settings })
  tell(worker, { kind: 'step', step: 'people' })
  return worker
}

function tell(worker: ChildProcess, told: ToWorker): void {
  worker.send(told)
}

/** Until somebody waits for a lock that this session has. */
async function waits(client: Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query('select 1 from pg_locks where not granted')
    if (rows.length > 0) return
    await wait(20)
  }
}
