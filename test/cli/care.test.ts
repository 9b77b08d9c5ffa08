import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { alteredServer } from '../../mutants/altered-server.ts'
import { freePort } from '../machine.ts'
import { checkTarget } from '../suite/check-target.ts'

const ROOT = join(__dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'scimulate-care-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function scimulate(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [
        '--require',
        'ts-node/register',
        'cli/main.ts',
        'check',
        '--out',
        join(folder, 'out'),
        ...args,
      ],
      { cwd: ROOT, maxBuffer: 16_000_000 },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    )
  })
}

test("--start runs the user's server, waits for it, resets it before and after, and stops it", async () => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/scim/v2`
  const resets = join(folder, 'resets')
  const { code, out, err } = await scimulate(
    url,
    '--token',
    'fixed-token',
    '--tags',
    '@RFC7644-3.3-11',
    '--start',
    `${process.execPath} --require ts-node/register test/cli/fixed-server.ts ${port}`,
    '--wait',
    url,
    '--reset-hook',
    `echo reset >> ${resets}`,
  )
  assert.equal(code, 0, out + err)
  assert.equal(readFileSync(resets, 'utf8'), 'reset\nreset\n')
  await assert.rejects(fetch(url), 'the started server is still there')
})

test('a started server that ends at once is said so, with 3', async () => {
  const { code, err } = await scimulate(
    'http://127.0.0.1:9',
    '--token',
    'fixed-token',
    '--start',
    'exit 7',
    '--wait',
    'http://127.0.0.1:9',
  )
  assert.equal(code, 3)
  assert.match(err, /the started server ended with 7/)
})

test('a host that is not this machine is written to only with --yes', async () => {
  const { code, err } = await scimulate('https://scim.example.com/v2', '--token', 'token-1')
  assert.equal(code, 2)
  assert.match(err, /writes to scim\.example\.com: say --yes/)
})

test('--dry-run counts, and asks nothing of the target', async () => {
  const { code, out } = await scimulate(
    'http://127.0.0.1:9',
    '--token',
    'token-1',
    '--dry-run',
    '--tags',
    '@scim',
  )
  assert.equal(code, 0)
  assert.match(
    out,
    /\d+ scenarios would send about \d+ requests to 127\.0\.0\.1:9.*Nothing was sent/,
  )
})

test('--read-only sends nothing but GET and still judges something', async () => {
  const methods = new Set<string>()
  const target = await alteredServer({
    ask: ({ method }) => {
      methods.add(method)
      return undefined
    },
  })
  const { exitCode, passed } = await checkTarget(target.baseUrl, target.token, ['--read-only'])
  await target.close()
  assert.equal(exitCode, 0)
  assert.ok(passed >= 5)
  assert.deepEqual([...methods], ['GET'])
})

test('overrides are laid over every new user; a bad file is named with the place', async () => {
  const file = join(folder, 'overrides.json')
  writeFileSync(file, JSON.stringify({ domain: 'corp.example', User: { userType: 'Tester' } }))
  const created: Record<string, unknown>[] = []
  const target = await alteredServer({
    ask: ({ method, path, body }) => {
      if (method === 'POST' && path === '/Users' && body) created.push(body)
      return undefined
    },
  })
  await checkTarget(target.baseUrl, target.token, [
    '--overrides',
    file,
    '--tags',
    '@RFC7644-3.3-11',
  ])
  await target.close()
  assert.ok(created.length > 0)
  assert.ok(
    created.every(
      ({ userType, userName }) =>
        userType === 'Tester' && String(userName).endsWith('@corp.example'),
    ),
  )
  writeFileSync(file, '{"user":{}}')
  const { code, err } = await scimulate('http://127.0.0.1:9', '--token', 'x', '--overrides', file)
  assert.equal(code, 2)
  assert.match(err, /overrides\.json: the file must NOT have additional properties/)
})

test('webhooks of somebody’s product are received, verified and judged', async () => {
  const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
  const port = await freePort()
  const send = async (type: string, key = secret) => {
    const payload = JSON.stringify({ type })
    const [id, at] = [
      `msg_${Math.random().toString(36).slice(2)}`,
      String(Math.floor(Date.now() / 1000)),
    ]
    const signature = createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
      .update(`${id}.${at}.${payload}`)
      .digest('base64')
    return fetch(`http://127.0.0.1:${port}/hook`, {
      method: 'POST',
      headers: {
        'webhook-id': id,
        'webhook-timestamp': at,
        'webhook-signature': `v1,${signature}`,
      },
      body: payload,
    })
  }
  let forged = 0
  const target = await alteredServer({
    tell: ({ method, path }, answer) => {
      if (method === 'POST' && path === '/Users' && answer.status === 201) {
        void send('scim.member.create')
        void send('forged', `whsec_${Buffer.alloc(24, 8).toString('base64')}`).then(
          ({ status }) => {
            forged = status
          },
        )
      }
      return answer
    },
  })
  const observers = join(folder, 'observers.mjs')
  writeFileSync(
    observers,
    "export const member = async (userName) => ({ id: userName, status: 'active', email: userName, name: '' })\n",
  )
  const hooks = ['--webhook-listen', String(port), '--webhook-secret', secret]
  const checked = await checkTarget(target.baseUrl, target.token, [
    ...hooks,
    ...['--observers', observers],
    '--tags',
    // To this observer everybody is a member: Rules in which somebody is none would see it lie.
    '@STYTCH-4.2-01 and @okta',
  ])
  await target.close()
  assert.equal(checked.exitCode, 0)
  assert.equal(checked.passed, 2)
  assert.equal(forged, 400)
  assert.ok(checked.webhooks >= 4)
})

test('--concurrency is the most that the target is ever asked at once', async () => {
  let [underWay, most] = [0, 0]
  const target = await alteredServer({
    ask: () => {
      underWay += 1
      most = Math.max(most, underWay)
      return undefined
    },
    tell: (_passing, answer) => {
      underWay -= 1
      return answer
    },
  })
  const race = ['--tags', '@RFC7644-3.3-11']
  await checkTarget(target.baseUrl, target.token, race)
  const freely = most
  most = 0
  const { exitCode } = await checkTarget(target.baseUrl, target.token, [
    ...race,
    '--concurrency',
    '1',
  ])
  await target.close()
  assert.equal(exitCode, 0)
  assert.ok(freely > 1, `${freely} at once without the option`)
  assert.equal(most, 1)
})

test('a failure that is waived does not fail the run; the first waivers are written by the tool', async () => {
  const target = await alteredServer({
    tell: (_passing, answer) =>
      typeof answer.body?.status === 'string'
        ? { ...answer, body: { ...answer.body, status: Number(answer.body.status) } }
        : answer,
  })
  const file = join(folder, 'waivers.json')
  const args = ['--tags', '@RFC7644-3.12-04']
  const first = await checkTarget(target.baseUrl, target.token, [...args, '--write-waivers', file])
  const second = await checkTarget(target.baseUrl, target.token, [...args, '--waivers', file])
  await target.close()
  assert.equal(first.exitCode, 1)
  assert.equal(second.exitCode, 0)
})
