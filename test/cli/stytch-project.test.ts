import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { closeAll, Rehearsal } from '../server/product-rehearsal.ts'

const ROOT = join(__dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'scimulate-stytch-'))

let product: Rehearsal
before(async () => {
  product = await Rehearsal.open()
})
after(async () => {
  await closeAll()
  rmSync(folder, { recursive: true, force: true })
})

/** A run against somebody's server, which here is ours and is looked into by Stytch's SDK only. */
async function check(environment: Record<string, string>): Promise<{ code: number; err: string }> {
  const { connection } = await product.connected(`stytch-${Math.random().toString(36).slice(2)}`)
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [
        ...['--require', 'ts-node/register', 'cli/main.ts', 'check', connection.base_url],
        ...['--tags', '@product and @needs-members and not @needs-product', '--out', folder],
      ],
      {
        cwd: ROOT,
        maxBuffer: 16_000_000,
        env: { ...process.env, SCIM_TOKEN: connection.bearer_token, ...environment },
      },
      (error, _out, err) => resolve({ code: error === null ? 0 : Number(error.code), err }),
    )
  })
}

test('with a project and its secret the member steps ask its API by the SDK', async () => {
  const { projectId, secret } = product.server
  const { code, err } = await check({ STYTCH_PROJECT_ID: projectId, STYTCH_SECRET: secret })
  assert.equal(code, 0, err)
  const { capabilities, text, verdicts } = report()
  assert.match(capabilities.members?.source ?? '', /STYTCH_PROJECT_ID/)
  assert.equal(capabilities.members?.value, true)
  assert.deepEqual([...new Set(verdicts)], ['PASS'])
  assert.ok(verdicts.length >= 9, `${verdicts.length} scenarios`)
  assert.ok(!text.includes(secret), 'the secret is in the report')
})

test('half of the credentials is a mistake, told as one', async () => {
  const { code, err } = await check({ STYTCH_PROJECT_ID: 'project-test-x', STYTCH_SECRET: '' })
  assert.equal(code, 2)
  assert.match(err, /STYTCH_SECRET/)
})

function report() {
  const text = readFileSync(join(folder, 'report.json'), 'utf8')
  const { target, scenarios } = JSON.parse(text) as {
    scenarios: { verdict: string }[]
    target: { capabilities: { flag: string; value: boolean; source: string }[] }
  }
  return {
    text,
    verdicts: scenarios.map(({ verdict }) => verdict),
    capabilities: Object.fromEntries(target.capabilities.map((one) => [one.flag, one])),
  }
}
