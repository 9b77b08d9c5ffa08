import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

const ROOT = join(__dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'scimulate-repeatable-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** Loaded before the program: writes down every host that it looks up or connects to. */
const WATCH = `const net = require('node:net'), dns = require('node:dns'), { appendFileSync } = require('node:fs')
const note = (host) => appendFileSync(process.env.HOSTS_FILE, host + '\\n')
const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args
  if (first && first.port) note(first.host ?? 'localhost')
  return connect.apply(this, args)
}
const lookup = dns.lookup
dns.lookup = (host, ...rest) => { note(host); return lookup(host, ...rest) }
`
const LOCAL = /^(127\.0\.0\.1|localhost|::1)$/
const hostsFile = join(folder, 'hosts')

function run(seed: number, out: string): void {
  const watch = join(folder, 'watch.cjs')
  writeFileSync(watch, WATCH)
  const only = ['--only', 'RFC7644-3.3-01', '--only', 'OKTA-1.2-01']
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...['--require', 'ts-node/register', '--require', watch, 'cli/main.ts', 'check', ...only],
      ...['--seed', String(seed), '--out', join(folder, out)],
    ],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, HOSTS_FILE: hostsFile } },
  )
  assert.equal(status, 0, stderr)
}

/** What was sent to the SCIM server, in order, without what names the run and the server's own ids. */
function sent(out: string): string[] {
  const text = readFileSync(join(folder, out, 'exchanges.ndjson'), 'utf8')
  const { run: of } = JSON.parse(readFileSync(join(folder, out, 'report.json'), 'utf8')) as {
    run: { id: string }
  }
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { lane: string; request: { method: string; body: unknown } })
    .filter(({ lane, request }) => lane === 'scim' && request.method !== 'GET')
    .map(({ request }) => `${request.method} ${String(request.body)}`.replaceAll(of.id, 'RUN'))
}

before(() => {
  run(7, 'first')
  run(7, 'again')
  run(8, 'other')
})

test('the same seed sends the same bodies in the same order; another seed sends others', () => {
  assert.ok(sent('first').length > 0)
  assert.deepEqual(sent('again'), sent('first'))
  assert.notDeepEqual(sent('other'), sent('first'))
})

test('a run speaks to no host but its target and its own servers', () => {
  assert.ok(existsSync(hostsFile))
  const hosts = [...new Set(readFileSync(hostsFile, 'utf8').trim().split('\n'))]
  assert.ok(hosts.length > 0)
  assert.deepEqual(
    hosts.filter((host) => !LOCAL.test(host)),
    [],
  )
})
