import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parse } from 'yaml'
import { program } from '../../cli/program.ts'
import { alteredServer } from '../../mutants/altered-server.ts'
import { knownOptions } from './known-options.ts'

const ROOT = join(__dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'scimulate-kit-'))
after(() => rmSync(folder, { recursive: true, force: true }))

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly if?: string
  readonly env?: Readonly<Record<string, string>>
  readonly with?: Readonly<Record<string, unknown>>
}

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
  inputs: Record<string, { default?: string }>
  runs: { steps: Step[] }
}
const { steps } = action.runs
const check = program({}).commands.find((one) => one.name() === 'check')

/** The one step that runs something. */
function shell(): Step & { readonly run: string } {
  const [found, ...more] = steps.flatMap((step) => (step.run ? [{ ...step, run: step.run }] : []))
  assert.ok(found !== undefined && more.length === 0)
  return found
}

interface Ended {
  readonly status: number
  readonly out: string
  readonly place: string
}

/** Runs that step as a runner does: inputs become variables, and bash ends at the first failure. */
function runStep(inputs: Readonly<Record<string, string>>, npx: string) {
  const place = mkdtempSync(join(folder, 'step-'))
  writeFileSync(join(place, 'npx'), `#!/bin/bash\n${npx}\n`, { mode: 0o755 })
  writeFileSync(join(place, 'step.sh'), shell().run)
  const given = (name: string) => inputs[name] ?? action.inputs[name]?.default ?? ''
  const env = Object.entries(shell().env ?? {}).map(([name, value]) => [
    name,
    value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => given(input)),
  ])
  const flags = ['--noprofile', '--norc', '-e', '-o', 'pipefail', 'step.sh']
  return new Promise<Ended>((resolve) => {
    execFile(
      'bash',
      flags,
      {
        cwd: place,
        env: { PATH: `${place}:${process.env.PATH}`, HOME: place, ...Object.fromEntries(env) },
      },
      (error, stdout, stderr) => {
        const status = error === null ? 0 : Number(error.code)
        resolve({ status, out: stdout + stderr, place })
      },
    )
  })
}

/** Writes down every word that it is called with, whatever is in it. */
const WRITES_WORDS = `printf '%s\\0' "$@" > words`

function wordsIn(place: string): string[] {
  return readFileSync(join(place, 'words'), 'utf8').split('\0').slice(0, -1)
}

const SERVER = { url: 'http://127.0.0.1:3000/scim/v2', token: 'secret-of-the-job' }

test('with nothing but URL and token the action checks all and takes the defaults', async () => {
  const { status, place } = await runStep(SERVER, WRITES_WORDS)
  assert.equal(status, 0)
  const words = ['--yes', 'scimulate@latest', 'check', '--yes', '--out', 'reports/out']
  assert.deepEqual(wordsIn(place), words)
})

test('every word of the action is an option that there is, and spaces in quotes stay', async () => {
  const { place } = await runStep(
    {
      ...SERVER,
      profile: 'okta,rfc',
      waivers: 'my waivers.json',
      version: '1.0.0',
      out: 'my reports',
      args: '--strict --rps 5\n--tags "@okta and not @needs-bulk"\n',
    },
    WRITES_WORDS,
  )
  const words = wordsIn(place)
  assert.deepEqual(words.slice(1), [
    ...['scimulate@1.0.0', 'check', '--yes', '--out', 'my reports', '--profile', 'okta,rfc'],
    ...['--waivers', 'my waivers.json', '--strict', '--rps', '5'],
    ...['--tags', '@okta and not @needs-bulk'],
  ])
  const known = new Set(check?.options.map(({ long }) => long))
  for (const word of words.slice(3).filter((one) => one.startsWith('--'))) {
    assert.ok(known.has(word), word)
  }
})

test('nothing that is put into an input is run, and no secret is a word of a command', async () => {
  const evil = '$(touch pwned) `touch pwned` ; touch pwned & | > pwned * ${IFS}'
  const every = Object.keys(action.inputs).filter((name) => name !== 'token')
  for (const name of every) {
    const { place, status } = await runStep({ ...SERVER, [name]: evil }, WRITES_WORDS)
    assert.equal(status, 0, name)
    assert.ok(!existsSync(join(place, 'pwned')), name)
    assert.ok(!wordsIn(place).join(' ').includes(SERVER.token))
  }
  assert.doesNotMatch(shell().run, /\$\{\{/)
})

test('a quote that is not closed ends the step before anything is checked', async () => {
  const { status, place } = await runStep({ ...SERVER, args: '--tags "@okta' }, WRITES_WORDS)
  assert.notEqual(status, 0)
  assert.ok(!existsSync(join(place, 'words')))
})

for (const code of [0, 1, 2, 3, 4, 5]) {
  test(`exit code ${code} of the check is that of the step`, async () => {
    const { status } = await runStep(SERVER, `exit ${code}`)
    assert.equal(status, code)
  })
}

test('the action checks a server and leaves what it uploads', async () => {
  const target = await alteredServer({})
  const command = `'${process.execPath}' --require '${ROOT}/node_modules/ts-node/register' '${ROOT}/cli/main.ts'`
  const inputs = { url: target.baseUrl, token: target.token, args: '--only RFC7644-3.3-01' }
  const npx = `shift 2; TS_NODE_PROJECT='${ROOT}/tsconfig.json' exec ${command} "$@"`
  const { status, out, place } = await runStep(inputs, npx)
  await target.close()
  assert.equal(status, 0, out)
  assert.ok(existsSync(join(place, action.inputs.out?.default ?? '', 'index.html')))
})

test('every input is used, the report is kept whatever the verdict, and others’ actions are named by commit', () => {
  const text = JSON.stringify(action.runs)
  for (const name of Object.keys(action.inputs)) assert.ok(text.includes(`inputs.${name} `), name)
  const upload = steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'))
  assert.match(upload?.if ?? '', /always\(\)/)
  assert.equal(upload?.with?.path, '${{ inputs.out }}')
  for (const { uses } of steps) if (uses) assert.match(uses, /@[0-9a-f]{40}$/)
})

test('the snippet for GitLab checks, and keeps what a check writes', () => {
  const page = readFileSync(join(ROOT, 'docs/in-ci.md'), 'utf8')
  const [, text = ''] = /## GitLab\n```yaml\n([\s\S]*?)```/.exec(page) ?? []
  const { scim } = parse(text) as {
    scim: { script: string[]; artifacts: { when: string; paths: string[]; reports: object } }
  }
  const [line = '', ...more] = scim.script
  assert.equal(more.length, 0)
  const [npx, yes, ours, ...words] = line.split(/\s+#/)[0]?.split(' ') ?? []
  assert.deepEqual([npx, yes, ours], ['npx', '--yes', 'scimulate'])
  knownOptions(words)
  const out = String(check?.opts().out)
  assert.deepEqual(scim.artifacts, {
    when: 'always',
    paths: [out],
    reports: { junit: `${out}/junit.xml` },
  })
})

test('the image runs as nobody special, in two stages, and looks after its health', () => {
  const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
  assert.equal(text.match(/^FROM /gm)?.length, 2)
  assert.match(text, /^USER node$/m)
  assert.match(text, /^HEALTHCHECK /m)
  const port = /^EXPOSE (\d+)$/m.exec(text)?.[1]
  assert.ok(text.includes(`127.0.0.1:${port}/healthz`) && text.includes(`"--port", "${port}"`))
})

test('compose.yaml gives options that there are, and the proxy knows every server', () => {
  const text = (file: string) => readFileSync(join(ROOT, file), 'utf8')
  const { services } = parse(text('compose.yaml'), { merge: true }) as {
    services: Record<string, { command?: string[]; image?: string }>
  }
  const ours = Object.entries(services).filter(([, { image }]) => image === undefined)
  assert.equal(ours.length, 5)
  for (const [name, { command = [] }] of ours) {
    knownOptions(command)
    const served = command[0] === 'server' && command[1] !== 'migrate'
    assert.equal(text('examples/scale/Caddyfile').includes(`:${name}:4444}`), served, name)
  }
})
