import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { alteredServer } from '../../mutants/altered-server.ts'
import { atTerminal, Terminal } from './terminal.ts'

const TOKEN = 'typed-and-never-shown-5d2c'
const folder = mkdtempSync(join(tmpdir(), 'scimulate-terminal-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** A good server that knows the token that is typed here. */
async function openServer() {
  const server = await alteredServer({
    ask: (passing) => {
      const known = passing.authorization === `Bearer ${TOKEN}`
      passing.authorization = known ? `Bearer ${server.token}` : passing.authorization
      return undefined
    },
  })
  return server
}

test(
  'without a word: asks for URL and token, runs, and offers the report',
  atTerminal,
  async () => {
    const server = await openServer()
    const terminal = new Terminal([])
    await terminal.until('SCIM base URL')
    terminal.type('example.com\r')
    await terminal.until('It must begin with http:// or https://')
    terminal.type(`\u0015${server.baseUrl}\r`)
    await terminal.until('Bearer token')
    terminal.type(`${TOKEN}\r`)
    await terminal.until(' scenarios · ')
    terminal.type('\u0003')
    await terminal.until('Interrupted: removing what the run made, then writing the report')
    await terminal.until('Open the report?')
    terminal.type('n')
    const code = await terminal.ended
    await server.close()
    assert.equal(terminal.shown.includes(TOKEN), false, terminal.shown)
    assert.equal(terminal.shown.includes('Opening '), false)
    assert.equal(code, 130, terminal.shown)
  },
)

test(
  'check asks for a token that nobody gave, hides it, and shows one line of progress',
  atTerminal,
  async () => {
    const server = await openServer()
    const only = ['--only', 'RFC7644-3.3-01', '--out', join(folder, 'out')]
    const terminal = new Terminal(['check', server.baseUrl, ...only])
    await terminal.until('Bearer token for 127.0.0.1')
    terminal.type(`${TOKEN}\r`)
    const code = await terminal.ended
    await server.close()
    assert.equal(code, 0, terminal.shown)
    assert.equal(terminal.shown.includes(TOKEN), false)
    assert.match(terminal.shown, /\r[^\n]*\d+\/\d+ scenarios · \d+ req\/s/)
  },
)

test(
  'a server elsewhere is asked nothing before the number of requests, the pace and a yes',
  atTerminal,
  async () => {
    let knocks = 0
    const server = createServer((_request, response) => {
      knocks += 1
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    // Not an address by which this machine is known.
    const url = `http://0.0.0.0:${port}/scim/v2`
    const words = ['check', url, '--only', 'RFC7644-3.3-01', '--rps', '2']
    const terminal = new Terminal(words, { SCIM_TOKEN: TOKEN })
    await terminal.until('Go on?')
    terminal.type('n\r')
    const code = await terminal.ended
    server.close()
    const asked = /about (\d+) requests to 0\.0\.0\.0:\d+ \(at most 2 a second: a minute or more\)/
    assert.ok(Number(asked.exec(terminal.shown)?.[1]) > 0, terminal.shown)
    assert.match(terminal.shown, /scimulate: nothing was sent/)
    assert.deepEqual([knocks, code], [0, 2])
  },
)

test('Ctrl-C at the question sends nothing', atTerminal, async () => {
  let knocks = 0
  const server = createServer((_request, response) => {
    knocks += 1
    response.writeHead(401).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const terminal = new Terminal(['check', `http://127.0.0.1:${port}/scim/v2`])
  await terminal.until('Bearer token for 127.0.0.1')
  terminal.type('\u0003')
  const code = await terminal.ended
  server.close()
  assert.match(terminal.shown, /scimulate: nothing was sent/)
  assert.equal(knocks, 0)
  assert.equal(code, 130)
})
