import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import { mistakeIn } from '../../cli/interactive.ts'

const ROOT = join(__dirname, '..', '..')
const out = mkdtempSync(join(tmpdir(), 'scimulate-okta-'))
const running: ChildProcess[] = []
let scim = { baseUrl: '', token: '' }

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const { SCIM_BASE_URL: _, SCIM_TOKEN: __, ...clean } = process.env
  const words = ['--require', 'ts-node/register', 'cli/main.ts', ...args]
  const child = spawn(process.execPath, words, { cwd: ROOT, env: { ...clean, ...env } })
  running.push(child)
  return child
}

/** Lines of a program as they come; the first that fits is resolved with. */
async function lineOf(child: ChildProcess, fits: RegExp): Promise<string> {
  if (child.stdout === null) throw new Error('no stdout')
  for await (const line of createInterface({ input: child.stdout }))
    if (fits.test(line)) return line
  throw new Error(`it ended without a line like ${fits}`)
}

async function ended(child: ChildProcess) {
  let [stdout, stderr] = ['', '']
  child.stdout?.on('data', (chunk) => {
    stdout += String(chunk)
  })
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk)
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, stdout, stderr }
}

async function totalOf(type: string): Promise<number> {
  const headers = { authorization: `Bearer ${scim.token}` }
  const answer = await fetch(`${scim.baseUrl}/${type}?count=0`, { headers })
  return ((await answer.json()) as { totalResults: number }).totalResults
}

before(async () => {
  const line = await lineOf(start(['server', '--ready-json']), /ready/)
  scim = (JSON.parse(line) as { scim: typeof scim }).scim
})

after(() => {
  for (const child of running) child.kill('SIGTERM')
  rmSync(out, { recursive: true, force: true })
})

for (const app of ['saml', 'header']) {
  test(`okta push with the ${app} app creates all, measures, and removes all again`, async () => {
    const args = ['okta', 'push', '--users', '6', '--groups', '2', '--app', app, '--out', out]
    const child = start([...args, '--target', scim.baseUrl], { SCIM_TOKEN: scim.token })
    const { code, stdout, stderr } = await ended(child)
    assert.equal(code, 0, stdout + stderr)
    assert.match(stdout, /8 of 8 were created/)
    const report = JSON.parse(readFileSync(join(out, 'push.json'), 'utf8')) as { created: number }
    assert.equal(report.created, 8)
    assert.deepEqual([await totalOf('Users'), await totalOf('Groups')], [0, 0])
  })
}

test('okta push --keep leaves what it pushed, and clean removes it', async () => {
  const args = ['okta', 'push', '--users', '2', '--groups', '0', '--keep', '--out', out]
  const env = { SCIM_TOKEN: scim.token }
  const { stdout } = await ended(start([...args, '--target', scim.baseUrl], env))
  assert.equal(await totalOf('Users'), 2)
  const run = /scimulate clean ([0-9a-f]{8})/.exec(stdout)?.[1] ?? ''
  const cleaned = await ended(start(['clean', run], env))
  assert.match(cleaned.stdout, /Removed 2\. Nothing is left\./)
})

test('okta --target makes both kinds of app ready, and watch shows what they sent', async () => {
  const args = ['okta', '--ready-json', '--target', scim.baseUrl]
  const line = await lineOf(start(args, { SCIM_TOKEN: scim.token }), /ready/)
  const { url, apiToken, apps } = JSON.parse(line) as {
    url: string
    apiToken: string
    apps: { kind: string }[]
  }
  assert.deepEqual(
    apps.map(({ kind }) => kind),
    ['saml', 'header'],
  )
  const watching = start(['okta', 'watch', url], { OKTA_API_TOKEN: apiToken })
  assert.match(
    await lineOf(watching, /Users/),
    /^GET .*\/Users\?startIndex=1&count=\d\S* {2}→ 200$/,
  )
  const end = ended(watching)
  watching.kill('SIGTERM')
  assert.equal((await end).code, 0)
})

test('okta --target that refuses the token ends with 3 and the reason', async () => {
  const { code, stderr } = await ended(
    start(['okta', '--target', scim.baseUrl], { SCIM_TOKEN: 'wrong' }),
  )
  assert.equal(code, 3, stderr)
  assert.match(stderr, /Okta refused .*Error authenticating/)
})

test('the demo has Ada pushed when it says so, and one SIGINT ends all of it with 0', async () => {
  const child = start(['demo'])
  const line = await lineOf(child, /See her/)
  const [, token = '', url = ''] = /Bearer (\S+)' (\S+)$/.exec(line) ?? []
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
  const { Resources } = (await answer.json()) as { Resources: { userName: string }[] }
  assert.deepEqual(
    Resources.map(({ userName }) => userName),
    ['ada@example.com'],
  )
  const end = ended(child)
  child.kill('SIGINT')
  assert.equal((await end).code, 0)
  await assert.rejects(fetch(url))
})

test('a typed URL is looked at before anything is sent', () => {
  assert.equal(mistakeIn(''), undefined)
  assert.equal(mistakeIn('https://example.com/scim'), undefined)
  assert.match(mistakeIn('example.com') ?? '', /http/)
})
