import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { storm } from '../../bench/hostile/storm.ts'
import { startServer } from '../../server/app.ts'
import { connect } from './scim-client.ts'

const REQUESTS = 10_000

test('a storm tells of each answer with 5xx, and of each connection that is cut', async () => {
  const bad = createServer((request, response) => {
    if (request.method === 'PATCH') request.destroy()
    else response.writeHead(request.method === 'PUT' ? 503 : 200).end('{}')
  })
  await once(bad.listen(0, '127.0.0.1'), 'listening')
  const { port } = bad.address() as AddressInfo
  const seen = await storm(
    {
      baseUrl: `http://127.0.0.1:${port}/scim`,
      token: 'none',
      resident: () => 0,
      probe: async () => ({ heapBytes: 0 }),
    },
    200,
    () => undefined,
  )
  bad.close()
  assert.ok(seen.failed.some((one) => one.startsWith('503: PUT ')))
  assert.ok(seen.failed.some((one) => one.includes(': PATCH ')))
  assert.ok(seen.failed.every((one) => / (PUT|PATCH) /.test(one)))
})

test('a process with the probe of the bench answers, and ends when its own work does', async () => {
  const probe = join(__dirname, '../../bench/hostile/loop-probe.cjs')
  const execArgv = ['--expose-gc', '--require', probe]
  const child = fork(join(__dirname, 'until-stdin-ends.cjs'), {
    execArgv,
    stdio: ['pipe', 'ignore', 'inherit', 'ipc'],
  })
  child.send('probe')
  const [told] = (await once(child, 'message')) as [{ heldMs: number; heapBytes: number }]
  assert.ok(told.heapBytes > 0)
  child.stdin?.end()
  const waited = AbortSignal.timeout(10_000)
  try {
    assert.deepEqual(await once(child, 'exit', { signal: waited }), [0, null])
  } finally {
    child.kill('SIGKILL')
  }
})

test(`${REQUESTS} hostile requests: each is answered, and none with 5xx`, async () => {
  const server = await startServer()
  const scim = await connect(server)
  try {
    const seen = await storm(
      {
        baseUrl: scim.baseUrl,
        token: scim.token,
        resident: () => process.memoryUsage.rss(),
        probe: async () => ({ heapBytes: process.memoryUsage().heapUsed }),
      },
      REQUESTS,
      () => undefined,
    )
    assert.deepEqual(seen.failed, [])
    const { 200: read = 0, 201: made = 0, 400: refused = 0 } = seen.statuses
    // Some of it must get past the door, or nothing behind the door was tried.
    assert.ok(read > 500 && made > 100 && refused > 1_000, JSON.stringify(seen.statuses))
    assert.equal((await scim.list({})).totalResults >= 0, true)
  } finally {
    await server.close()
  }
})
