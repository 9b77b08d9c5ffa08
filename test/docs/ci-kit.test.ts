import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parse, parseAllDocuments } from 'yaml'
import { program } from '../../cli/program.ts'

const ROOT = join(__dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'scimulate-kit-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const action = readFileSync(join(ROOT, 'action.yml'), 'utf8')
const check = program({}).commands.find((one) => one.name() === 'check')

/** The shell lines of the action's check step, as the runner would give them to bash. */
function script(): string {
  const block = /run: \|\n((?: {8}.*\n)+)/.exec(action)?.[1] ?? ''
  assert.notEqual(block, '')
  return block.replace(/^ {8}/gm, '')
}

test('the action calls check with options that there are, and keeps spaces whole', () => {
  writeFileSync(join(folder, 'npx'), '#!/bin/sh\nfor word in "$@"; do echo "$word"; done\n', {
    mode: 0o755,
  })
  const { stdout, status } = spawnSync('bash', ['-e', '-c', script()], {
    encoding: 'utf8',
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      PROFILE: 'okta',
      WAIVERS: 'my waivers.json',
      ARGS: '--strict --rps 5',
      OUT: 'reports/out',
      VERSION: '1.0.0',
    },
  })
  assert.equal(status, 0)
  const words = stdout.trim().split('\n')
  assert.deepEqual(words.slice(0, 3), ['--yes', 'scimulate@1.0.0', 'check'])
  assert.ok(words.includes('my waivers.json'))
  const known = new Set(check?.options.map(({ long }) => long))
  for (const word of words.slice(3).filter((one) => one.startsWith('--'))) {
    assert.ok(known.has(word), word)
  }
})

test('no secret of the action stands on a command line', () => {
  assert.doesNotMatch(script(), /\$\{\{|SCIM_TOKEN|--token/)
})

test('the image runs as nobody special, in two stages, and looks after its health', () => {
  const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
  assert.equal(text.match(/^FROM /gm)?.length, 2)
  assert.match(text, /^USER node$/m)
  assert.match(text, /^HEALTHCHECK /m)
  const port = /^EXPOSE (\d+)$/m.exec(text)?.[1]
  assert.ok(text.includes(`127.0.0.1:${port}/healthz`) && text.includes(`"--port", "${port}"`))
})

/** The options that a container is given are options that there are. */
function knownOptions([name, ...rest]: readonly string[]): void {
  const command = program({}).commands.find((one) => one.name() === name)
  const sub = command?.commands.find((one) => one.name() === rest[0])
  const known = new Set((sub ?? command)?.options.map(({ long }) => long))
  for (const word of rest.filter((one) => one.startsWith('--'))) {
    assert.ok(known.has(word.split('=')[0]), `${name}: ${word}`)
  }
}

test('compose.yaml and the Kubernetes example give options that there are, and ask for health where it is told', () => {
  const text = (file: string) => readFileSync(join(ROOT, file), 'utf8')
  const { services } = parse(text('compose.yaml'), { merge: true }) as {
    services: Record<string, { command?: string[]; image?: string }>
  }
  const ours = Object.values(services).filter(({ image }) => image === undefined)
  assert.equal(ours.length, 5)
  for (const { command = [] } of ours) knownOptions(command)
  assert.match(text('examples/scale/Caddyfile'), /server-1:4444 server-2:4444 server-3:4444/)
  const documents = parseAllDocuments(text('examples/scale/kubernetes.yaml'))
  // biome-ignore lint/suspicious/noExplicitAny: a manifest is read as it comes
  const specs = documents.flatMap((one) => (one.toJS() as any).spec.template?.spec ?? [])
  assert.equal(specs.length, 2)
  for (const { containers } of specs) knownOptions(containers[0].args)
  const { livenessProbe, readinessProbe } = specs[1].containers[0]
  assert.deepEqual(
    [livenessProbe.httpGet.path, readinessProbe.httpGet.path],
    ['/healthz', '/readyz'],
  )
})
