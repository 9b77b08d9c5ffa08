import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, test } from 'node:test'
import { type MockOkta, startMockOkta } from '../../mock-okta/client.ts'

interface Held {
  readonly line: string
  answer(): void
}

/** Holds every request of a person or a group until it is told to answer. */
class HoldingServer {
  readonly held: Held[] = []
  readonly lines: string[] = []
  most = 0
  readonly #server: Server
  #made = 0
  #free = false

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const line = `${request.method} ${decodeURIComponent(request.url ?? '')}`
        const body = Buffer.concat(chunks).toString()
        this.lines.push(line)
        const answer = () => {
          this.#made += 1
          const status = request.method === 'POST' ? 201 : 200
          response.writeHead(status, { 'content-type': 'application/scim+json' })
          const list = { totalResults: 0, startIndex: 1, Resources: [] }
          const made = { id: `r${this.#made}`, ...(body === '' ? {} : JSON.parse(body)) }
          response.end(JSON.stringify(line.includes('?') ? list : made))
        }
        if (this.#free) {
          answer()
          return
        }
        this.held.push({ line, answer })
        this.most = Math.max(this.most, this.held.length)
      })
    })
  }

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Whether requests are answered at once. */
  free(free: boolean): void {
    this.#free = free
    if (free) for (const { answer } of this.held.splice(0)) answer()
  }

  /** Waits until so many requests are held. */
  async holds(count: number): Promise<string[]> {
    while (this.held.length < count) await new Promise((resolve) => setTimeout(resolve, 5))
    return this.held.map(({ line }) => line)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((done) => this.#server.close(done))
  }
}

let okta: MockOkta
let server: HoldingServer

afterEach(async () => {
  server.free(true)
  await okta.close()
  await server.close()
})

async function started(concurrency?: number) {
  server = new HoldingServer()
  const baseUrl = await server.listen()
  server.free(true)
  okta = await startMockOkta({ seed: 7, ...(concurrency === undefined ? {} : { concurrency }) })
  return okta.createApp({ kind: 'saml', scim: { baseUrl, token: 't' } })
}

test('jobs of different people run at once, as many as the app may have', async () => {
  const app = await started(3)
  const people = await Promise.all([1, 2, 3, 4, 5].map(() => okta.createUser()))
  server.free(false)
  for (const person of people) await app.assign(person)
  const lookUps = await server.holds(3)
  assert.ok(lookUps.every((line) => line.startsWith('GET /Users?filter=')))
  for (const { answer } of server.held.splice(0)) answer()
  await server.holds(3)
  assert.equal(server.most, 3)
  server.free(true)
  await okta.settled()
  for (const person of people) app.assertProvisioned(person)
})

test('by default one job runs after the other', async () => {
  const app = await started()
  const people = await Promise.all([1, 2, 3].map(() => okta.createUser()))
  server.free(false)
  for (const person of people) await app.assign(person)
  for (let request = 0; request < 6; request += 1) {
    await server.holds(1)
    for (const { answer } of server.held.splice(0)) answer()
  }
  await okta.settled()
  assert.equal(server.most, 1)
})

test('jobs of one person keep their order, and a group waits for the people before it', async () => {
  const app = await started(4)
  const ada = await okta.createUser({ login: 'ada@example.com' })
  const grace = await okta.createUser({ login: 'grace@example.com' })
  const group = await okta.createGroup('Analysts', [ada, grace])
  server.lines.length = 0
  server.free(false)
  await app.assign(ada)
  await app.assign(grace)
  await app.pushGroup(group)
  await app.unassign(grace)
  assert.equal((await server.holds(2)).length, 2)
  server.free(true)
  await okta.settled()
  const writes = server.lines.filter((line) => !line.startsWith('GET'))
  assert.deepEqual(
    writes.map((line) => line.replace(/\/r\d+/, '/{id}')),
    ['POST /Users', 'POST /Users', 'POST /Groups', 'PUT /Groups/{id}', 'PUT /Users/{id}'],
  )
  const pushed = app.exchanges().find(({ operation }) => operation === 'create group')
  assert.equal(JSON.parse(pushed?.request.body ?? '{}').members.length, 1)
})

test('an app keeps as many exchanges as it is told, and up to a tenth more', async () => {
  server = new HoldingServer()
  const baseUrl = await server.listen()
  server.free(true)
  okta = await startMockOkta({ seed: 7, exchangesKept: 20 })
  const app = await okta.createApp({ kind: 'saml', scim: { baseUrl, token: 't' } })
  const people = await Promise.all(Array.from({ length: 30 }, () => okta.createUser()))
  for (const person of people) await app.assign(person)
  await okta.settled()
  assert.ok(app.exchanges().length >= 20 && app.exchanges().length <= 22)
  assert.equal(app.exchanges().at(-1)?.operation, 'create user')
  await app.unassign(people[0] as never)
  await okta.settled()
  app.takeExchanges()
  await app.unassign(people[1] as never)
  await okta.settled()
  assert.deepEqual(
    app.takeExchanges().map(({ operation }) => operation),
    ['read user', 'deactivate user'],
  )
})
