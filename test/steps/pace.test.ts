import assert from 'node:assert/strict'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { Agent, type Dispatcher } from 'undici'
import { backOff } from '../../steps/support/recorder/back-off.ts'
import { throttle } from '../../steps/support/recorder/throttle.ts'
import type { Waiting } from '../../steps/support/recorder/waiting.ts'

const agent = new Agent()
const servers: Server[] = []
after(async () => {
  await agent.destroy()
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_request, response) => answer(response))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function get(dispatcher: Dispatcher, origin: string): Promise<number> {
  const { statusCode, body } = await dispatcher.request({ origin, path: '/', method: 'GET' })
  await body.dump()
  return statusCode
}

/** A clock that jumps to where somebody waits for, and remembers how long they wanted. */
class Jumping implements Waiting {
  readonly waits: number[] = []
  #now = START

  now(): number {
    return this.#now
  }

  async wait(ms: number): Promise<void> {
    this.waits.push(ms)
    this.#now += ms
  }
}

const START = Date.UTC(2026, 0, 1)

test('never more requests are under way than were promised', async () => {
  const waiting: ServerResponse[] = []
  let most = 0
  const origin = await serve((response) => {
    waiting.push(response)
    most = Math.max(most, waiting.length)
    // The last ones come only when earlier ones were answered.
    if (waiting.length === 3) for (const one of waiting.splice(0)) one.end()
  })
  const dispatcher = agent.compose(throttle({ concurrency: 3, rps: undefined }))
  const answers = await Promise.all(Array.from({ length: 9 }, () => get(dispatcher, origin)))
  assert.deepEqual([...new Set(answers)], [200])
  assert.equal(most, 3)
})

test('requests are begun as far apart as so many a second allow', async () => {
  const clock = new Jumping()
  const origin = await serve((response) => response.end())
  const dispatcher = agent.compose(throttle({ concurrency: 1, rps: 4 }, clock))
  const begun: number[] = []
  for (let i = 0; i < 5; i += 1) {
    await get(dispatcher, origin)
    begun.push(clock.now() - START)
  }
  assert.deepEqual(begun, [0, 250, 500, 750, 1_000])
})

/** How long is waited before each further attempt at a server that never can, and what is answered at last. */
async function patience(status: number, retryAfter: string | undefined) {
  const clock = new Jumping()
  let asked = 0
  const origin = await serve((response) => {
    asked += 1
    response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end()
  })
  const answered = await get(agent.compose(backOff(clock)), origin)
  return { asked, answered, waits: clock.waits }
}

for (const [status, retryAfter, waits] of [
  [429, '7', [7_000, 7_000, 7_000, 7_000, 7_000]],
  [503, '7', [7_000, 7_000, 7_000, 7_000, 7_000]],
  [429, undefined, [1_000, 2_000, 4_000, 8_000, 16_000]],
  [503, undefined, [1_000, 2_000, 4_000, 8_000, 16_000]],
  [429, 'soon', [1_000, 2_000, 4_000, 8_000, 16_000]],
  // The date is over once it was waited for.
  [503, new Date(START + 30_000).toUTCString(), [30_000, 0, 0, 0, 0]],
  [429, '61', []],
  [500, '1', []],
] as const) {
  test(`${status} with Retry-After ${retryAfter ?? 'left out'}: waits ${waits.join(', ') || 'not'}`, async () => {
    assert.deepEqual(await patience(status, retryAfter), {
      asked: waits.length + 1,
      answered: status,
      waits,
    })
  })
}
