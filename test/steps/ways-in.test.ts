import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect as connectTo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { TLSSocket } from 'node:tls'
import type { Route } from '../../steps/support/recorder/agents.ts'
import { type Auth, Credential } from '../../steps/support/recorder/credential.ts'
import { Ledger } from '../../steps/support/recorder/ledger.ts'
import { Recorder } from '../../steps/support/recorder/recorder.ts'

const STAND_IN = 'scimulate-first-1'
const open: { close(): unknown }[] = []
after(async () => {
  for (const one of open) await one.close()
})

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  })
  return (server.address() as AddressInfo).port
}

function recorderFor(baseUrl: string, auth: Auth, route?: Route): Recorder {
  const recorder = new Recorder({
    ledger: new Ledger(),
    origins: {},
    unused: 'unused-1',
    pace: { concurrency: 4, rps: undefined },
    credentials: [new Credential(auth, STAND_IN)],
    ...(route === undefined ? {} : { route }),
  })
  recorder.addTarget(baseUrl)
  open.push(recorder)
  return recorder
}

async function get(recorder: Recorder, baseUrl: string): Promise<number> {
  const { origin, pathname } = new URL(`${baseUrl}/Users`)
  const { statusCode, body } = await recorder.dispatcher.request({
    origin,
    path: pathname,
    method: 'GET',
    headers: { authorization: `Bearer ${STAND_IN}` },
  })
  await body.dump()
  return statusCode
}

/** What a server with this credential was shown, when a step spoke with the stand-in. */
async function shown(auth: Auth): Promise<IncomingMessage['headers']> {
  let headers: IncomingMessage['headers'] = {}
  const port = await listening(
    createServer((request, response) => {
      headers = request.headers
      response.end()
    }),
  )
  const baseUrl = `http://127.0.0.1:${port}/scim`
  const recorder = recorderFor(baseUrl, auth)
  await get(recorder, baseUrl)
  assert.ok(!JSON.stringify(recorder.exchanges).includes('hidden'), 'the record holds the secret')
  return headers
}

test('a bearer token takes the place of the stand-in', async () => {
  const { authorization } = await shown({ kind: 'bearer', token: 'hidden-1' })
  assert.equal(authorization, 'Bearer hidden-1')
})

test('user and password go as HTTP Basic', async () => {
  const { authorization } = await shown({ kind: 'basic', user: 'okta', password: 'hidden-2' })
  assert.equal(authorization, `Basic ${Buffer.from('okta:hidden-2').toString('base64')}`)
})

test('a header of its own takes the place of Authorization', async () => {
  const headers = await shown({ kind: 'header', name: 'X-Api-Key', value: 'hidden-3' })
  assert.equal(headers['x-api-key'], 'hidden-3')
  assert.equal(headers.authorization, undefined)
})

test('anonymous sends no credential', async () => {
  assert.equal((await shown({ kind: 'anonymous' })).authorization, undefined)
})

test('OAuth client credentials are fetched once, and anew when the token ends', async () => {
  let fetched = 0
  const port = await listening(
    createServer((request, response) => {
      const basic = Buffer.from('client:hidden').toString('base64')
      assert.equal(request.headers.authorization, `Basic ${basic}`)
      fetched += 1
      // The first one is about to end as soon as it is given.
      response.end(
        JSON.stringify({ access_token: `token-${fetched}`, expires_in: fetched === 1 ? 1 : 3600 }),
      )
    }),
  )
  const seen: unknown[] = []
  const target = await listening(
    createServer((request, response) => {
      seen.push(request.headers.authorization)
      response.end()
    }),
  )
  const baseUrl = `http://127.0.0.1:${target}/scim`
  const recorder = recorderFor(baseUrl, {
    kind: 'oauth',
    tokenUrl: `http://127.0.0.1:${port}/token`,
    clientId: 'client',
    clientSecret: 'hidden',
    scope: 'scim',
  })
  for (let i = 0; i < 3; i += 1) await get(recorder, baseUrl)
  assert.deepEqual(seen, ['Bearer token-1', 'Bearer token-2', 'Bearer token-2'])
})

test('a token endpoint that refuses is said to be the reason', async () => {
  const port = await listening(createServer((_, response) => response.writeHead(401).end()))
  const baseUrl = 'http://127.0.0.1:9/scim'
  const recorder = recorderFor(baseUrl, {
    kind: 'oauth',
    tokenUrl: `http://127.0.0.1:${port}/token`,
    clientId: 'client',
    clientSecret: 'hidden',
    scope: undefined,
  })
  await assert.rejects(get(recorder, baseUrl), /token endpoint answered 401/)
})

test('a 429 is sat out and each attempt is recorded', async () => {
  let asked = 0
  const port = await listening(
    createServer((_, response) => {
      asked += 1
      if (asked === 1) response.writeHead(429, { 'retry-after': '0' }).end()
      else response.end()
    }),
  )
  const baseUrl = `http://127.0.0.1:${port}/scim`
  const recorder = recorderFor(baseUrl, { kind: 'anonymous' })
  assert.equal(await get(recorder, baseUrl), 200)
  assert.deepEqual(
    recorder.exchanges.map(({ response }) => response?.status),
    [429, 200],
  )
})

test('requests go through a proxy when one is named', async () => {
  const port = await listening(createServer((_, response) => response.end()))
  const tunnels: unknown[] = []
  const proxy = createServer()
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url)
    const onward = connectTo(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(socket)
      socket.pipe(onward)
    })
    socket.on('error', () => onward.destroy())
    onward.on('error', () => socket.destroy())
  })
  const proxyPort = await listening(proxy)
  const baseUrl = 'http://scim.example.com/scim'
  const recorder = recorderFor(
    baseUrl,
    { kind: 'anonymous' },
    { tls: {}, proxy: `http://127.0.0.1:${proxyPort}` },
  )
  assert.equal(await get(recorder, baseUrl), 200)
  assert.deepEqual(tunnels, ['scim.example.com:80'])
})

/** Certificates made for one run of the tests: an authority, a server and a client signed by it. */
let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'scimulate-tls-'))
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=test authority',
  )
  for (const name of ['server', 'client']) {
    openssl(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/CN=${name}`,
      '-addext',
      'subjectAltName=IP:127.0.0.1',
    )
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '2',
      '-copy_extensions',
      'copy',
      '-out',
      `${name}.pem`,
    )
  }
})
after(() => rmSync(folder, { recursive: true, force: true }))

const pem = (name: string) => readFileSync(join(folder, name), 'utf8')

async function tlsTarget(answer: RequestListener): Promise<string> {
  const server = createTlsServer(
    {
      key: pem('server.key'),
      cert: pem('server.pem'),
      ca: pem('ca.pem'),
      requestCert: true,
      rejectUnauthorized: false,
    },
    answer,
  )
  return `https://127.0.0.1:${await listening(server)}/scim`
}

test('a certificate of an unknown authority is refused; --ca and --insecure each let it in', async () => {
  const baseUrl = await tlsTarget((_, response) => response.end())
  const nobody: Auth = { kind: 'anonymous' }
  await assert.rejects(get(recorderFor(baseUrl, nobody), baseUrl))
  const trusting = recorderFor(baseUrl, nobody, { tls: { ca: pem('ca.pem') }, proxy: undefined })
  assert.equal(await get(trusting, baseUrl), 200)
  const careless = recorderFor(baseUrl, nobody, { tls: { insecure: true }, proxy: undefined })
  assert.equal(await get(careless, baseUrl), 200)
})

test('a client certificate is shown to a server that asks for one', async () => {
  const baseUrl = await tlsTarget((request, response) => {
    response.writeHead((request.socket as TLSSocket).authorized ? 200 : 403).end()
  })
  const nobody: Auth = { kind: 'anonymous' }
  const tls = { ca: pem('ca.pem') }
  assert.equal(await get(recorderFor(baseUrl, nobody, { tls, proxy: undefined }), baseUrl), 403)
  const known = { ...tls, cert: pem('client.pem'), key: pem('client.key') }
  assert.equal(
    await get(recorderFor(baseUrl, nobody, { tls: known, proxy: undefined }), baseUrl),
    200,
  )
})
