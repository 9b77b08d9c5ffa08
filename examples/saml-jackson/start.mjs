// The directory sync of saml-jackson (Ory Polis) embedded in express, as its own application routes it.
import { parseArgs } from 'node:util'
import jackson from '@boxyhq/saml-jackson'
import express from 'express'

const SCIM = '/api/scim/v2.0'
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535) {
  console.error(`--port must be a number from 0 to 65535, not "${values.port}"`)
  process.exit(2)
}

const { directorySyncController: sync, close } = await jackson.controllers({
  externalUrl: 'http://127.0.0.1',
  samlPath: '/api/oauth/saml',
  scimPath: SCIM,
  db: { engine: 'mem' },
  noAnalytics: true,
  dsync: { callback: async () => {} },
  logger: { info: () => {}, warn: console.error, error: console.error },
})
const { data: directory, error } = await sync.directories.create({
  tenant: 'scimulate',
  product: 'scimulate',
  type: 'okta-scim-v2',
})
if (error) throw new Error(error.message)

/** The bearer token of a request; the library compares it itself. */
function secretOf(request) {
  return /^Bearer (.+)$/.exec(request.header('Authorization') ?? '')?.[1] ?? null
}

const number = (text) => (text === undefined ? undefined : Number.parseInt(text, 10))

const app = express()
app.use(express.json({ type: ['application/json', 'application/scim+json'] }))
app.all(`${SCIM}/:directoryId/:resourceType/:resourceId?`, async (request, response, next) => {
  try {
    const { count, startIndex, filter } = request.query
    const { status, data } = await sync.requests.handle({
      ...request.params,
      method: request.method,
      body: request.body,
      apiSecret: secretOf(request),
      query: { count: number(count), startIndex: number(startIndex), filter },
    })
    response.status(status).json(data)
  } catch (failure) {
    next(failure)
  }
})

// A body that express cannot read never reaches the library; the answer to it is ours.
app.use((failure, _request, response, _next) => {
  const status = failure.status ?? 500
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error']
  response.status(status).json({ schemas, status: String(status), detail: failure.message })
})

const server = app.listen(Number(values.port), '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`
  const scim = { baseUrl: url + directory.scim.path, token: directory.scim.secret }
  console.log(JSON.stringify({ ready: true, url, scim }))
})
server.on('error', (failure) => {
  console.error(failure.message)
  process.exit(2)
})

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.closeAllConnections()
    server.close(async () => {
      await close()
      process.exit(0)
    })
  })
}
