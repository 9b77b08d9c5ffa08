import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, beforeEach, test } from 'node:test'
import { postgres } from '../server/postgres.ts'

const ROOT = join(__dirname, '..', '..')
const TRACE = '0af7651916cd43dd8448eb211c80319c'
const PARENT = 'b7ad6b7169203331'

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly attributes: readonly { readonly key: string; readonly value: object }[]
  readonly status: { readonly code?: number }
}

interface Received {
  readonly path: string
  readonly type: string
  readonly key: string
  readonly body: Buffer
}

/** Stands in for a collector: takes whatever comes. */
let collector: Server
const received: Received[] = []
before(async () => {
  collector = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { 'content-type': type = '', 'x-key': key = '' } = request.headers
      received.push({
        path: request.url ?? '',
        type,
        key: String(key),
        body: Buffer.concat(chunks),
      })
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
})
beforeEach(() => received.splice(0))
after(() => collector.close())

function start(env: Readonly<Record<string, string>>, ...options: readonly string[]): ChildProcess {
  const words = ['--require', 'ts-node/register', 'cli/main.ts', 'server', '--ready-json']
  return spawn(process.execPath, [...words, ...options], {
    cwd: ROOT,
    env: {
      ...process.env,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
      ...env,
    },
  })
}

/** A look-up that hits, and one of an unknown connection; then the server is stopped. Told is the secret. */
async function asked(child: ChildProcess): Promise<{ token: string; connectionId: string }> {
  if (child.stdout === null) throw new Error('no stdout')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { scim } = JSON.parse(line) as { scim: { baseUrl: string; token: string } }
  const connectionId = scim.baseUrl.split('/').at(-1) ?? ''
  const headers = {
    authorization: `Bearer ${scim.token}`,
    'x-request-id': 'followed-through',
    traceparent: `00-${TRACE}-${PARENT}-01`,
  }
  const filter = encodeURIComponent('userName eq "ada@example.com"')
  assert.equal((await fetch(`${scim.baseUrl}/Users?filter=${filter}`, { headers })).status, 200)
  const ended = once(child, 'close')
  child.kill('SIGTERM')
  assert.deepEqual(await ended, [0, null])
  return { token: scim.token, connectionId }
}

function spansIn(): { spans: Span[]; service: unknown } {
  const bodies = received.map(({ body }) => JSON.parse(body.toString()))
  const all = bodies.flatMap(({ resourceSpans }) => resourceSpans)
  return {
    spans: all.flatMap(({ scopeSpans }) => scopeSpans).flatMap(({ spans }) => spans as Span[]),
    service: all[0].resource.attributes.find((one: { key: string }) => one.key === 'service.name')
      .value.stringValue,
  }
}

function told({ attributes }: Span, key: string): unknown {
  return Object.values(attributes.find((one) => one.key === key)?.value ?? {})[0]
}

async function traced(...options: readonly string[]): Promise<void> {
  const { token, connectionId } = await asked(
    start(
      {
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        OTEL_EXPORTER_OTLP_HEADERS: 'x-key=of-the-collector',
        OTEL_SERVICE_NAME: 'rehearsal',
      },
      ...options,
    ),
  )
  assert.ok(received.length > 0, 'nothing came to the collector')
  for (const { path, key } of received) {
    assert.deepEqual([path, key], ['/v1/traces', 'of-the-collector'])
  }
  const { spans, service } = spansIn()
  assert.equal(service, 'rehearsal')
  const route = '/v1/b2b/scim/:connectionId/Users'
  const [request, ...more] = spans.filter(({ traceId, kind }) => traceId === TRACE && kind === 2)
  assert.ok(request !== undefined && more.length === 0)
  assert.deepEqual([request.name, request.parentSpanId], [`GET ${route}`, PARENT])
  assert.deepEqual(
    ['http.route', 'scimulate.request_id', 'scimulate.connection_id'].map((key) =>
      told(request, key),
    ),
    [route, 'followed-through', connectionId],
  )
  assert.equal(Number(told(request, 'http.response.status_code')), 200)
  const statements = spans.filter(({ parentSpanId }) => parentSpanId === request.spanId)
  assert.ok(statements.some((one) => /from "users"/.test(String(told(one, 'db.query.text')))))
  const text = Buffer.concat(received.map(({ body }) => body)).toString()
  for (const secret of [token, 'ada@example.com']) assert.equal(text.includes(secret), false)
}

test('a request and its statements are spans at a collector, below the caller’s, and tell no token', () =>
  traced())

test('so they are on PostgreSQL', async (t) => {
  const database = await postgres()
  if (database === undefined) return t.skip('no PostgreSQL here')
  try {
    await traced('--database-url', await database.database())
  } finally {
    await database.stop()
  }
})

test('without a word on the protocol it is protobuf', async () => {
  await asked(start({}))
  assert.deepEqual([...new Set(received.map(({ type }) => type))], ['application/x-protobuf'])
  const bytes = Buffer.concat(received.map(({ body }) => body))
  assert.ok(bytes.includes('GET /v1/b2b/scim/:connectionId/Users'))
})

test('nothing is sent, and none of its packages loaded, unless a collector is named', () => {
  const code = `const { openTracing } = require('./cli/tracing.ts')
    for (const more of [{}, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x', OTEL_SDK_DISABLED: 'true' }])
      if (openTracing(more) !== undefined) throw new Error('it is open')
    console.log(Object.keys(require.cache).filter((name) => name.includes('@opentelemetry')).length)`
  const words = ['--require', 'ts-node/register', '-e', code]
  const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' })
  assert.equal(stdout.trim(), '0', stderr)
})

test('a collector without the packages is told with the command that installs them', () => {
  const code = `const Module = require('node:module')
    const load = Module._load
    Module._load = (name, ...more) => {
      if (name.startsWith('@opentelemetry')) throw new Error('there is none')
      return load(name, ...more)
    }
    try {
      require('./cli/tracing.ts').openTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x' })
    } catch ({ exitCode, message }) {
      console.log(exitCode, message)
    }`
  const words = ['--require', 'ts-node/register', '-e', code]
  const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' })
  assert.match(stdout, /^2 .*npm install @opentelemetry\/api @opentelemetry\/sdk-node$/m, stderr)
})
