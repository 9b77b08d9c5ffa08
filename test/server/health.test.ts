import assert from 'node:assert/strict'
import { request as ask } from 'node:http'
import { test } from 'node:test'
import { startServer } from '../../server/app.ts'
import { postgres } from './postgres.ts'
import { connect } from './scim-client.ts'

test('alive, ready, and measured by route: no id becomes a label', async () => {
  const server = await startServer()
  try {
    const scim = await connect(server)
    const { id } = await scim.create({ userName: 'ada@example.com' })
    await scim.request('GET', `/Users/${String(id)}`)
    for (const path of ['/healthz', '/readyz']) {
      const answer = await fetch(server.url + path)
      assert.deepEqual([answer.status, await answer.json()], [200, { status: 'ok' }])
    }
    const answer = await fetch(`${server.url}/metrics`)
    assert.match(String(answer.headers.get('content-type')), /^text\/plain/)
    const text = await answer.text()
    assert.match(
      text,
      /http_request_duration_seconds_count\{method="GET",route="\/v1\/b2b\/scim\/:connectionId\/Users\/:id",status="200"\} 1/,
    )
    assert.match(text, /^process_resident_memory_bytes \d/m)
    assert.equal(text.includes(String(id)), false)
    assert.equal(text.includes(scim.token), false)
  } finally {
    await server.close()
  }
})

test('a store that is gone makes the server alive, but not ready', async (t) => {
  const database = await postgres()
  if (database === undefined) return t.skip('no PostgreSQL here')
  const server = await startServer({ databaseUrl: await database.database() })
  try {
    assert.equal((await fetch(`${server.url}/readyz`)).status, 200)
    await database.stop()
    const answer = await fetch(`${server.url}/readyz`)
    assert.deepEqual(
      [answer.status, await answer.json()],
      [503, { status: 'unavailable', reason: 'the store does not answer' }],
    )
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200)
  } finally {
    await server.close()
  }
})

test('a request that is under way when the server stops is answered, and a new one is not taken', async () => {
  const server = await startServer()
  const scim = await connect(server)
  const { hostname, port, pathname } = new URL(`${scim.baseUrl}/Users`)
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User']
  const body = JSON.stringify({ schemas, userName: 'late@example.com' })
  const headers = {
    authorization: `Bearer ${scim.token}`,
    'content-type': 'application/scim+json',
    'content-length': String(Buffer.byteLength(body)),
  }
  const late = ask({ hostname, port, path: pathname, method: 'POST', headers })
  const status = new Promise<number | undefined>((resolve, reject) => {
    late.on('response', (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    late.on('error', reject)
  })
  late.write(body.slice(0, 10))
  // The server has begun to read it once another request has been answered after it.
  await scim.list({})
  const closed = server.close()
  late.end(body.slice(10))
  assert.equal(await status, 201)
  await closed
  await assert.rejects(fetch(`${server.url}/healthz`))
})

test('a page that listens for events does not keep a server that stops', async () => {
  const server = await startServer({ console: true })
  const { url = '' } = server.console ?? {}
  const stream = await fetch(`${url}/events`, { signal: AbortSignal.timeout(5_000) })
  assert.match(String(stream.headers.get('content-type')), /event-stream/)
  await server.close()
  assert.match(await stream.text(), /^retry/)
})
