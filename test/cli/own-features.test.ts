import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { summary } from '../../cli/check/summary.ts'
import { type Alteration, alteredServer } from '../../mutants/altered-server.ts'
import type { Report } from '../../reports/write.ts'

const ROOT = join(__dirname, '..', '..')
const EXAMPLE = join(ROOT, 'examples', 'own-features')
// Below the project, so that the steps find the cucumber that runs them.
const folder = mkdtempSync(join(__dirname, 'own-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('features and steps of the user run beside ours and stand in the report', async () => {
  const out = join(folder, 'out')
  const own = ['--with-features', EXAMPLE, '--steps', EXAMPLE]
  const tags = ['--tags', '@house or @RFC7644-3.3-07']
  const { code, all } = await scimulate('check', ...own, ...tags, '--out', out)
  assert.equal(code, 0, all)
  const { scenarios } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as {
    scenarios: { name: string; verdict: string }[]
  }
  const verdicts = new Map(scenarios.map(({ name, verdict }) => [name, verdict]))
  assert.equal(verdicts.get('A new engineer'), 'PASS')
  assert.equal(verdicts.get('One of two'), 'PASS')
  assert.ok(verdicts.size > 2, 'ours ran beside them')
})

test('what the user demands and the server does not do fails the run', async () => {
  const own = join(folder, 'features')
  cpSync(EXAMPLE, own, { recursive: true })
  const file = join(own, 'titles.feature')
  writeFileSync(file, readFileSync(file, 'utf8').replace('20 letters', '3 letters'))
  const { code, all } = await scimulate(
    ...['check', '--with-features', own, '--steps', own, '--tags', '@house'],
    ...['--out', join(folder, 'fails')],
  )
  assert.equal(code, 1, all)
  assert.match(all, /"Engineer" has 8 letters/)
  const report = JSON.parse(readFileSync(join(folder, 'fails', 'report.json'), 'utf8')) as Report
  const [failed] = report.scenarios.filter(({ verdict }) => verdict === 'FAIL')
  assert.ok(failed)
  const ours = { ...failed, name: 'One of ours', tags: ['@scim', '@RFC7644-3.3-07', '@MUST'] }
  const told = summary({ ...report, scenarios: [...report.scenarios, ours] }, 'index.html')
  const [, section = ''] = told.split('Of your own features:')
  assert.ok(section.includes(`FAIL ${failed.name}`), told)
  assert.ok(!section.includes('One of ours'), told)
})

test('a folder without features or steps is a mistake of usage', async () => {
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  for (const [flag, what] of [
    ['--with-features', /--with-features .*: no file there is named \*\.feature/],
    ['--steps', /--steps .*: no file there is named \*\.js, \*\.cjs or \*\.mjs/],
  ] as const) {
    const { code, all } = await scimulate('check', flag, empty)
    assert.equal(code, 2)
    assert.match(all, what)
  }
})

/** A run of what is tried with whatever a server declares: here the type Room and an extension of users. */
async function ofDeclared(alteration: Alteration, name: string) {
  const target = await alteredServer(alteration)
  const out = join(folder, name)
  const token = ['--token', target.token]
  // Prose of the RFC: whoever wants it to fail says so.
  const tags = ['--tags', '@RFC7643-7-34', '--strict']
  const { code, all } = await scimulate('check', target.baseUrl, ...token, ...tags, '--out', out)
  await target.close()
  const sent = readFileSync(join(out, 'exchanges.ndjson'), 'utf8').trim().split('\n')
  const created = sent
    .map((line) => JSON.parse(line) as { request: { method: string; url: string; body: string } })
    .filter(({ request }) => request.method === 'POST')
    .map(({ request }) => ({ url: request.url, body: JSON.parse(request.body) as object }))
  return { code, all, created }
}

test('types and extensions of the server are tried as it declares them, with no code', async () => {
  const { code, all, created } = await ofDeclared({}, 'declared')
  assert.equal(code, 0, all)
  const room = created.find(({ url }) => url.endsWith('/Rooms'))?.body ?? {}
  assert.deepEqual(
    ['displayName', 'seats', 'purpose'].filter((name) => !(name in room)),
    [],
  )
  const desk = 'urn:example:params:scim:schemas:extension:desk:2.0:User'
  assert.ok(created.some(({ url, body }) => url.endsWith('/Users') && desk in body))
})

test('a server that does not keep what its own type declares fails, and is told which attribute', async () => {
  const { code, all } = await ofDeclared(
    {
      ask: (passing) => {
        if (passing.path.startsWith('/Rooms')) delete passing.body?.seats
        return undefined
      },
    },
    'forgotten',
  )
  assert.equal(code, 1, all)
  assert.match(all, /Rooms?\b[^\n]*seats|seats[^\n]*Rooms?\b/)
})

async function scimulate(...args: string[]): Promise<{ code: number; all: string }> {
  const { SCIM_BASE_URL: _, SCIM_TOKEN: __, ...env } = process.env
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--require', 'ts-node/register', 'cli/main.ts', ...args],
      { cwd: ROOT, env },
      (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code), all: out + err }),
    )
  })
}
