import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(__dirname, '..', '..')

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const { SCIM_BASE_URL: _, SCIM_TOKEN: __, ...clean } = process.env
  return spawn(process.execPath, ['--require', 'ts-node/register', 'cli/main.ts', ...args], {
    cwd: ROOT,
    env: { ...clean, ...env },
  })
}

async function ended(child: ChildProcess): Promise<Ended> {
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr?.on('data', (chunk) => {
    err += String(chunk)
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, out, err }
}

const run = (args: readonly string[], env: Record<string, string> = {}) => ended(start(args, env))

/** The first line that a started program prints, parsed. */
async function ready(child: ChildProcess): Promise<Record<string, unknown>> {
  const line = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (c) => resolve(String(c))),
  )
  return JSON.parse(line) as Record<string, unknown>
}

const MISTAKES: readonly [
  name: string,
  args: string[],
  env: Record<string, string>,
  says: RegExp,
][] = [
  ['an unknown flag', ['check', '--nonsense'], {}, /unknown option '--nonsense'/],
  ['an unknown command', ['chekc'], {}, /unknown command 'chekc'/],
  ['a seed that is no number', ['check', '--seed', 'x'], {}, /--seed .*whole number/],
  ['a port out of range', ['server', '--port', '70000'], {}, /--port .*65535/],
  [
    'a base URL that is none',
    ['check'],
    { SCIM_BASE_URL: 'nope', SCIM_TOKEN: 't' },
    /SCIM_BASE_URL must be an http or https URL such as \S+, not "nope"/,
  ],
  [
    'a feature where the base URL is expected',
    ['check', 'features/scim/users'],
    {},
    /not "features\/scim\/users"; for one feature: --features features\/scim\/users/,
  ],
  ['a base URL without a token', ['check', 'http://127.0.0.1:1'], {}, /set SCIM_TOKEN/],
  ['a token without a base URL', ['check'], { SCIM_TOKEN: 't' }, /SCIM_BASE_URL/],
  [
    'a token that no header can carry',
    ['check', 'http://127.0.0.1:1'],
    { SCIM_TOKEN: 'ä' },
    /no HTTP header can carry/,
  ],
  [
    'credentials in the URL',
    ['check', 'http://a:b@127.0.0.1:1'],
    { SCIM_TOKEN: 't' },
    /must not hold credentials/,
  ],
]

for (const [name, args, env, says] of MISTAKES) {
  test(`${name} ends with 2 and one clear line`, async () => {
    const { code, err } = await run(args, env)
    assert.equal(code, 2, err)
    assert.match(err, says)
    assert.doesNotMatch(err, /^\s+at /m, 'a stack trace')
  })
}

test('a target that is not there ends with 3 and says so', async () => {
  const { code, err } = await run(['check', 'http://127.0.0.1:1/scim'], { SCIM_TOKEN: 'token-1' })
  assert.equal(code, 3)
  assert.match(err, /cannot reach http:\/\/127\.0\.0\.1:1: the connection was refused/)
  assert.doesNotMatch(err, /token-1|^\s+at /m)
})

test('a target that refuses the token ends with 3', async () => {
  const refusing = createServer((_, response) => response.writeHead(401).end())
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve))
  const { port } = refusing.address() as AddressInfo
  const { code, err } = await run(['check', `http://127.0.0.1:${port}`], { SCIM_TOKEN: 'wrong' })
  refusing.closeAllConnections()
  refusing.close()
  assert.equal(code, 3)
  assert.match(err, /refused the token: GET \/Users answered 401/)
})

for (const command of ['server', 'okta']) {
  test(`scimulate ${command} prints one ready line and ends with 0 at SIGTERM`, async () => {
    const child = start([command, '--port', '0', '--ready-json'])
    const end = ended(child)
    const line = await ready(child)
    assert.equal(line.ready, true)
    assert.match(String(line.url), /^http:\/\/127\.0\.0\.1:\d+$/)
    child.kill('SIGTERM')
    const { code, out } = await end
    assert.equal(code, 0)
    assert.equal(out.trim().split('\n').length, 1)
  })

  test(`scimulate ${command} on a port in use ends with 2 and one line`, async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const { port } = holder.address() as AddressInfo
    const { code, err } = await run([command, '--port', String(port)])
    holder.close()
    assert.equal(code, 2)
    assert.match(err, new RegExp(`port ${port} is in use`))
    assert.equal(err.trim().split('\n').length, 1)
  })
}

test('SIGINT removes what the run made on the target, and the report is still written', async () => {
  const server = start(['server', '--port', '0', '--ready-json'])
  const serverEnd = ended(server)
  const { scim } = (await ready(server)) as { scim: { baseUrl: string; token: string } }
  const child = start(
    [
      'check',
      scim.baseUrl,
      '--rps',
      '60',
      '--out',
      join(tmpdir(), `scimulate-interrupted-${process.pid}`),
    ],
    {
      SCIM_TOKEN: scim.token,
    },
  )
  const end = ended(child)
  const users = () => countUsers(scim)
  while ((await users()) < 2) await new Promise((resolve) => setTimeout(resolve, 20))
  child.kill('SIGINT')
  const { code, out, err } = await end
  assert.equal(code, 130, err)
  assert.match(err, /Interrupted/)
  assert.match(out, /Report: /)
  assert.equal(await users(), 0)
  server.kill('SIGTERM')
  await serverEnd
})

test('after kill -9 in the middle of a run, clean leaves nothing', async () => {
  const server = start(['server', '--port', '0', '--ready-json'])
  const serverEnd = ended(server)
  const { scim } = (await ready(server)) as { scim: { baseUrl: string; token: string } }
  const env = { SCIM_TOKEN: scim.token }
  const child = start(['check', scim.baseUrl, '--rps', '80'], env)
  const line = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (c) => resolve(String(c))),
  )
  const runId = /run ([0-9a-f]{8})/.exec(line)?.[1] ?? ''
  while ((await countUsers(scim)) < 3) await new Promise((resolve) => setTimeout(resolve, 20))
  child.kill('SIGKILL')
  await ended(child)
  const cleaned = await run(['clean', runId], env)
  assert.equal(cleaned.code, 0, cleaned.err)
  assert.match(cleaned.out, /Removed [1-9]\d*\. Nothing is left\./)
  assert.equal(await countUsers(scim), 0)
  server.kill('SIGTERM')
  await serverEnd
})

test('a run that nobody knows cannot be cleaned', async () => {
  const { code, err } = await run(['clean', '00000000'], { SCIM_TOKEN: 'token-1' })
  assert.equal(code, 2)
  assert.match(err, /no run 00000000 here/)
})

async function countUsers({ baseUrl, token }: { baseUrl: string; token: string }): Promise<number> {
  const answer = await fetch(`${baseUrl}/Users?count=0`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return ((await answer.json()) as { totalResults: number }).totalResults
}
