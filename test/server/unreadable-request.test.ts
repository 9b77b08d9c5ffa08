import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { type RunningServer, startServer } from '../../server/app.ts'

let server: RunningServer
before(async () => {
  server = await startServer()
})
after(() => server.close())

/** All that is answered to bytes that are sent, until the connection ends; rejects when it is cut. */
async function answerTo(...pieces: string[]): Promise<string> {
  const { hostname, port } = new URL(server.url)
  const socket: Socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  let told = ''
  socket.setEncoding('utf8').on('data', (text: string) => {
    told += text
  })
  for (const piece of pieces) socket.write(piece)
  await once(socket, 'close')
  return told
}

const UNREADABLE: Readonly<Record<string, [status: number, pieces: string[]]>> = {
  'a URL that is too long': [431, [`GET /${'x'.repeat(40_000)} HTTP/1.1\r\nHost: a\r\n\r\n`]],
  'headers that go on and on': [
    431,
    [
      'GET / HTTP/1.1\r\nHost: a\r\n',
      ...Array.from({ length: 40 }, (_, n) => `X-${n}: ${'y'.repeat(60_000)}\r\n`),
    ],
  ],
  'what is no HTTP': [400, ['SCIM please\r\n\r\n']],
}

for (const [name, [status, pieces]] of Object.entries(UNREADABLE)) {
  test(`${name}: ${status} is read to its end, and says that the connection closes`, async () => {
    for (let round = 0; round < 20; round += 1) {
      const told = await answerTo(...pieces)
      assert.match(told, new RegExp(`^HTTP/1.1 ${status} `))
      assert.match(told, /\r\nConnection: close\r\n/)
      const [head = '', body = ''] = told.split('\r\n\r\n')
      assert.equal(Number(/Content-Length: (\d+)/.exec(head)?.[1]), body.length)
      assert.equal((JSON.parse(body) as { statusCode: number }).statusCode, status)
    }
  })
}
