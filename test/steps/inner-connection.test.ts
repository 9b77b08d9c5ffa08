import assert from 'node:assert/strict'
import { Agent, createServer, type RequestListener, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { innerConnection } from '../../steps/support/recorder/inner-connection.ts'

/** Larger than what either end holds, with letters of several bytes. */
const LARGE = 'Zoë '.repeat(500_000)

test('what is larger than an end can hold arrives whole, there and back', async () => {
  const through = connected((incoming, outgoing) => {
    incoming.pipe(outgoing)
  })
  assert.equal(await through.ask(LARGE), LARGE)
})

test('a connection is kept, and serves one request after the other', async () => {
  const through = connected((incoming, outgoing) => {
    incoming.resume()
    outgoing.end(String(incoming.url))
  })
  for (let i = 0; i < 20; i++) assert.equal(await through.ask(), '/')
  assert.equal(through.connections, 1)
})

test('whoever writes waits for the reader', async () => {
  const [near, far] = innerConnection()
  let written = false
  near.write(Buffer.alloc(1_000_000), () => {
    written = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(written, false)
  far.resume()
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(written, true)
})

test('a server that hangs up in the act ends the request', async () => {
  const through = connected((incoming) => {
    incoming.socket.destroy()
  })
  await assert.rejects(through.ask(), /socket hang up/)
})

test('a client that goes away is seen by the server', async () => {
  const [near, far] = innerConnection()
  const closed = new Promise((resolve) => far.once('close', resolve))
  far.on('error', () => undefined)
  near.destroy()
  await closed
})

/** A client and a server with nothing but such connections between them. */
function connected(listener: RequestListener) {
  const server = createServer({ keepAliveTimeout: 0 }, listener)
  const agent = new (class extends Agent {
    connections = 0
    override createConnection() {
      this.connections++
      const [near, far] = innerConnection()
      server.emit('connection', far)
      return near
    }
  })({ keepAlive: true })
  return {
    get connections() {
      return agent.connections
    },
    ask: (body = '') =>
      new Promise<string>((resolve, reject) => {
        request('http://inside/', { method: 'POST', agent }, (answer) => {
          text(answer).then(resolve, reject)
        })
          .on('error', reject)
          .end(body)
      }),
  }
}
