import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

const ROOT = join(__dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'scimulate-report-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string) => join(folder, name)

function scimulate(args: string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      ['--require', 'ts-node/register', 'cli/main.ts', ...args],
      { cwd: ROOT, env: { ...process.env, ...env }, maxBuffer: 32_000_000 },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    )
  })
}

const scenarios = (run: string): unknown[] =>
  (JSON.parse(readFileSync(join(at(run), 'report.json'), 'utf8')) as { scenarios: unknown[] })
    .scenarios

before(async () => {
  const tags = ['--tags', '@scim', '--seed', '1']
  await Promise.all([
    scimulate(['check', ...tags, '--out', at('whole')]),
    scimulate(['check', ...tags, '--shard', '1/2', '--out', at('first')]),
  ])
  await scimulate(['check', ...tags, '--shard', '2/2', '--out', at('second')])
})

test('the shards of a run, merged, are the whole run', async () => {
  const { code, err } = await scimulate([
    'report',
    'merge',
    at('first'),
    at('second'),
    '--out',
    at('merged'),
  ])
  assert.equal(code, 0, err)
  assert.ok(scenarios('first').length < scenarios('whole').length)
  assert.equal(scenarios('merged').length, scenarios('whole').length)
  assert.ok(existsSync(join(at('merged'), 'index.html')))
})

test('two runs of the same server differ in nothing that broke', async () => {
  const { code, out, err } = await scimulate([
    'report',
    'diff',
    at('whole'),
    at('merged'),
    '--html',
    at('diff.html'),
    '--json',
    at('diff.json'),
  ])
  assert.equal(code, 0, out + err)
  const { broken } = JSON.parse(readFileSync(at('diff.json'), 'utf8')) as { broken: unknown[] }
  assert.deepEqual(broken, [])
  assert.match(readFileSync(at('diff.html'), 'utf8'), /<html/)
})

test('servers stand side by side in a matrix', async () => {
  const { code, out } = await scimulate(['report', 'matrix', at('whole'), at('merged')])
  assert.equal(code, 0)
  assert.match(out, /\| *reference server/)
})

test('what is no report is said with its name, and ends with 2', async () => {
  const { code, err } = await scimulate(['report', 'diff', at('whole'), join(ROOT, 'package.json')])
  assert.equal(code, 2)
  assert.match(err, /package\.json/)
})

test('in a GitHub workflow the job page gets the summary', async () => {
  const summary = at('summary.md')
  await scimulate(['check', '--tags', '@RFC7644-3.3-07', '--out', at('github')], {
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: summary,
  })
  assert.match(readFileSync(summary, 'utf8'), /SCIM/)
})
