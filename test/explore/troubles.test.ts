import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { Agent, type Dispatcher } from 'undici'
import { type TroubleKind, Troubles } from '../../steps/support/recorder/trouble.ts'

const BODY = JSON.stringify({ id: '1', userName: 'ada@example.com' })

let server: Server
let origin = ''
/** Requests that the server heard of. */
let heard = 0
const agent = new Agent()

before(async () => {
  server = createServer((_request, response) => {
    heard += 1
    response.setHeader('content-type', 'application/scim+json')
    response.end(BODY)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(async () => {
  await agent.close()
  await new Promise((resolve) => server.close(resolve))
})

/** What came of a request: its status and body, or the code of its error. */
async function outcome(dispatcher: Dispatcher, opaque: object): Promise<string> {
  heard = 0
  try {
    const { statusCode, headers, body } = await dispatcher.request({
      origin,
      path: '/scim/v2/Users/1',
      method: 'GET',
      opaque,
    })
    const text = await body.text()
    const later = headers['retry-after'] === undefined ? '' : ` after ${headers['retry-after']}`
    return `${statusCode}${later} ${text === BODY ? 'whole' : 'other'}`
  } catch (error) {
    return String((error as { code?: unknown }).code)
  }
}

const OKTA = { appId: '0oa1' }
const OUTCOMES: Readonly<Record<TroubleKind, readonly [outcome: string, heard: number]>> = {
  lost: ['UND_ERR_SOCKET', 1],
  cut: ['UND_ERR_SOCKET', 1],
  reset: ['ECONNRESET', 0],
  busy: ['429 after 2 other', 0],
  down: ['503 other', 0],
  late: ['200 whole', 1],
}

for (const [kind, [expected, times]] of Object.entries(OUTCOMES)) {
  test(`${kind}: befalls the request it was meant for and no other, whether the target heard of it or not`, async () => {
    const troubles = new Troubles()
    const dispatcher = agent.compose(troubles.interceptor)
    troubles.arm(`${origin}/scim/v2`, kind as TroubleKind, 2)
    assert.equal(await outcome(dispatcher, OKTA), '200 whole', 'the first')
    assert.equal(await outcome(dispatcher, { source: 'step' }), '200 whole', 'one of a step')
    assert.equal(await outcome(dispatcher, OKTA), expected)
    assert.equal(heard, times)
    assert.equal(await outcome(dispatcher, OKTA), '200 whole', 'the third')
  })
}

test('what was armed for another target, or taken back, does not happen', async () => {
  const troubles = new Troubles()
  const dispatcher = agent.compose(troubles.interceptor)
  troubles.arm('http://127.0.0.1:1/scim/v2', 'reset', 1)
  troubles.arm(`${origin}/scim/v2`, 'reset', 1)
  troubles.clear(`${origin}/scim/v2`)
  assert.equal(await outcome(dispatcher, OKTA), '200 whole')
})
