import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { checkOptions } from '../../cli/check/options.ts'
import { OtherParts } from '../../cli/check/other-parts.ts'
import { partProcesses } from '../../cli/check/part-processes.ts'
import { began } from './began.ts'

const folder = mkdtempSync(join(tmpdir(), 'scimulate-workers-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const OKTA = ['check', '--profile', 'okta', '--seed', '5']

interface Told {
  readonly exitCode: number
  readonly scenarios: readonly { readonly name: string; readonly verdict: string }[]
  readonly requirements: readonly { readonly id: string; readonly verdict: string }[]
}

const report = (name: string) =>
  JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8')) as Told

const exchanges = (name: string) =>
  readFileSync(join(folder, name, 'exchanges.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: number; at: string })

before(async () => {
  const alone = await began([...OKTA, '--workers', '1', '--out', join(folder, 'alone')]).ended
  assert.equal(alone.code, 0, alone.err)
})

test('three processes tell what one tells, in the order of the features', async () => {
  const { code, out, err } = await began([
    ...OKTA,
    '--workers',
    '3',
    '--out',
    join(folder, 'three'),
  ]).ended
  assert.equal(code, 0, out + err)
  const [alone, three] = [report('alone'), report('three')]
  const named = ({ scenarios }: Told) => scenarios.map(({ name, verdict }) => [name, verdict])
  assert.deepEqual(named(three), named(alone))
  const judged = ({ requirements }: Told) =>
    requirements.map(({ id, verdict }) => `${id} ${verdict}`).sort()
  assert.deepEqual(judged(three), judged(alone))
  const sent = exchanges('three')
  assert.deepEqual(
    sent.map(({ id }) => id),
    sent.map((_, i) => i + 1),
  )
  assert.deepEqual(
    sent.map(({ at }) => at),
    sent.map(({ at }) => at).sort(),
  )
  assert.ok(sent.length > 0.95 * exchanges('alone').length)
})

test('a process that is killed ends the run with a clear error, and nobody stays behind', async () => {
  const run = began([...OKTA, '--workers', '2', '--out', join(folder, 'killed')])
  const child = await run.child()
  process.kill(child, 'SIGKILL')
  const { code, err } = await run.ended
  assert.equal(code, 4)
  assert.match(err, /a process with a part of the run: it ended with SIGKILL/)
  assert.throws(() => execFileSync('ps', ['-p', String(child), '-o', 'pid=']))
})

test('a process that had ended before it was told its part is not waited for', async () => {
  const raw = { ...{ out: folder, strict: false, concurrency: 1 }, ...{ assume: [], force: [] } }
  const options = checkOptions(undefined, { ...raw, workers: 2 }, {})
  const children = partProcesses(options)
  for (const child of children) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  const others = new OtherParts(options, () => {}, children)
  await assert.rejects(others.rest(), /a process with a part of the run: it ended with SIGKILL/)
})

test('Ctrl-C ends every part, and what they saw is told', async () => {
  const run = began([...OKTA, '--workers', '2', '--out', join(folder, 'stopped')])
  const child = await run.child()
  await run.says(/Checking reference server/)
  run.interrupt()
  const { code, err } = await run.ended
  assert.equal(code, 130, err)
  assert.ok(existsSync(join(folder, 'stopped', 'report.json')))
  assert.equal(report('stopped').scenarios.length, report('alone').scenarios.length)
  assert.throws(() => execFileSync('ps', ['-p', String(child), '-o', 'pid=']))
})

for (const [args, said] of [
  [
    ['http://127.0.0.1:9/scim', '--token', 'x', '--workers', '2'],
    /--workers is for our own server/,
  ],
  [['--workers', '2', '--shard', '1/2'], /--workers and --shard do not go together/],
  [['--workers', '0'], /--workers/],
] as const) {
  test(`check ${args.join(' ')} is refused`, async () => {
    const { code, err } = await began(['check', ...args]).ended
    assert.equal(code, 2)
    assert.match(err, said)
  })
}
