import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { alterationOf } from '../../mutants/all.ts'
import { alteredServer, type Target } from '../../mutants/altered-server.ts'
import type { Report } from '../../reports/report.ts'

const ROOT = join(__dirname, '..', '..')
const FAULT = 'a filtered remove empties the group'

let out = ''
let good: Target | undefined
let faulty: Target | undefined
let deaf: Target | undefined

before(async () => {
  out = mkdtempSync(join(tmpdir(), 'scimulate-explore-'))
  good = await alteredServer({})
  faulty = await alteredServer(alterationOf(FAULT) ?? {})
  deaf = await alteredServer(alterationOf('a patch ignores active') ?? {})
})
after(async () => {
  await good?.close()
  await faulty?.close()
  await deaf?.close()
  rmSync(out, { recursive: true, force: true })
})

interface Found {
  readonly path: string
  readonly rule: string
  readonly requirement: string
  readonly actions: readonly string[]
  readonly gherkin: string
}

interface Result {
  readonly status: number | null
  readonly text: string
  readonly runs: number
  readonly findings: readonly Found[]
}

function scimulate(args: readonly string[]) {
  return spawn(process.execPath, ['--require', 'ts-node/register', 'cli/main.ts', ...args], {
    cwd: ROOT,
  })
}

/** Runs the command; `interrupt` presses Ctrl-C once that text has been printed. */
async function explore(args: readonly string[], interrupt?: RegExp): Promise<Result> {
  const child = scimulate(['explore', '--out', out, ...args])
  let text = ''
  let pressed = false
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      if (pressed || interrupt?.test(text) !== true) return
      pressed = true
      child.kill('SIGINT')
    })
  }
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve))
  const json = JSON.parse(readFileSync(join(out, 'explore.json'), 'utf8')) as Result
  return { status, text, runs: json.runs, findings: json.findings }
}

function reach(target: Target | undefined): string[] {
  assert.ok(target)
  return [target.baseUrl, '--token', target.token]
}

async function total(target: Target | undefined, type: string): Promise<unknown> {
  const { baseUrl = '', token = '' } = target ?? {}
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${baseUrl}/${type}?count=0`, { headers })
  return ((await answer.json()) as { totalResults: unknown }).totalResults
}

test('our own server bears what happens in an org', async () => {
  const { status, text, runs, findings } = await explore(['--runs', '60', '--seed', '1'])
  assert.deepEqual(findings, [], text)
  assert.equal(runs, 60)
  assert.equal(status, 0, text)
})

test('a planted fault is found, shrunk, told in three ways, and met again by its path', async () => {
  const searched = ['--runs', '300', '--seed', '1', '--most', '1']
  const { status, text, findings } = await explore([...reach(faulty), ...searched])
  assert.equal(status, 1, text)
  const [found] = findings
  assert.ok(found, text)
  // Who reads first what the server says of it, the group or the user, differs from run to run.
  assert.match(found.requirement, /^(OKTA-1\.9-0[349]|RFC7643-4\.1\.2-24)$/, found.rule)
  assert.ok(found.actions.length <= 7, found.actions.join('\n'))
  for (const action of found.actions) assert.ok(text.includes(action), action)
  assert.match(text, /(PATCH|PUT|POST) {2,3}\/\S*\/(Groups|Users)\S* {2}→ 20\d/)
  assert.match(found.gherkin, /Given a Header Auth app that provisions the server/)
  assert.match(found.gherkin, /Then (the group \w+ has [A-Z]\w+|Okta shows no task)/)
  const again = await explore([...reach(faulty), '--replay', found.path])
  assert.deepEqual(again.findings[0]?.actions, found.actions)
  assert.equal(again.status, 1)
})

test('after Ctrl-C nothing is left on the server, and what ran is told', async () => {
  const searched = ['--runs', '100000', '--seed', '1']
  const { status, text, runs } = await explore([...reach(good), ...searched], /histories/)
  assert.equal(status, 130, text)
  assert.ok(runs > 0 && runs < 100_000, String(runs))
  assert.equal(await total(good, 'Users'), 0)
  assert.equal(await total(good, 'Groups'), 0)
})

test('a budget of requests ends the search', async () => {
  const { status, runs } = await explore([...reach(good), '--runs', '100000', '--requests', '300'])
  assert.equal(status, 0)
  assert.ok(runs > 0 && runs < 300, String(runs))
})

test('a budget of minutes ends the search', async () => {
  const { status, runs } = await explore([...reach(good), '--runs', '100000', '--minutes', '0.05'])
  assert.equal(status, 0)
  assert.ok(runs > 0 && runs < 100_000, String(runs))
})

test('after kill -9 in the middle of a history, clean leaves nothing', async () => {
  const child = scimulate([
    'explore',
    ...reach(good),
    '--out',
    out,
    '--runs',
    '1000',
    '--rps',
    '40',
  ])
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
  })
  while ((await total(good, 'Users')) === 0) await new Promise((done) => setTimeout(done, 20))
  child.kill('SIGKILL')
  await once(child, 'close')
  const runId = /run ([0-9a-f]{8})/.exec(text)?.[1] ?? ''
  const cleaning = scimulate(['clean', runId, '--token', good?.token ?? ''])
  const [status] = await once(cleaning, 'close')
  assert.equal(status, 0)
  assert.equal(await total(good, 'Users'), 0)
  assert.equal(await total(good, 'Groups'), 0)
})

test('after a check its report tells what histories found, and the exit code counts them', async () => {
  const selected = ['--only', 'OKTA-1.2-05', '--explore', '12', '--seed', '1', '--out', out]
  const child = scimulate(['check', ...reach(deaf), ...selected])
  const [status] = await once(child, 'close')
  assert.equal(status, 1)
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report
  const { verdict, rehearsals, requirements } = report
  assert.deepEqual(
    requirements.filter((one) => one.verdict === 'FAIL'),
    [],
  )
  assert.match(verdict, /No scenario fails, but \d+ random histor(y fails|ies fail)\./)
  assert.equal(rehearsals?.runs, 12)
  const finding = rehearsals.findings.find(({ requirement }) => requirement.startsWith('OKTA-1.4'))
  assert.ok(finding, JSON.stringify(rehearsals.findings.map(({ message }) => message)))
  const page = readFileSync(join(out, 'index.html'), 'utf8')
  assert.ok(page.includes(`--replay ${finding.path}`))
  assert.equal(await total(deaf, 'Users'), 0)
})
