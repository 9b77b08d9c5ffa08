import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { inBrowser, launch, openFile, openScenario } from './browser.ts'

const ROOT = join(__dirname, '..', '..')
const out = mkdtempSync(join(tmpdir(), 'scimulate-timeline-'))
after(() => rmSync(out, { recursive: true, force: true }))

test(
  'a run against the reference server shows Okta, the server, its webhooks and its members as they changed',
  inBrowser,
  async (t) => {
    const words = ['cli/main.ts', 'check', '--only', 'STYTCH-4.2-03', '--out', out]
    const run = spawnSync(process.execPath, ['--require', 'ts-node/register', ...words], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    assert.equal(run.status, 0, run.stderr)
    const browser = await launch()
    t.after(() => browser.close())
    const { page, noise, close } = await openFile(browser, join(out, 'index.html'))
    const scenario = await openScenario(page, 'SAML app: Ada is unassigned')
    const story = await scenario
      .locator('.exchange:not(.aside) .call, .member > summary, .step > span')
      .allTextContents()
    const rows = await scenario.locator('.member[open] tbody tr').allTextContents()
    const lanes = await scenario.locator('.lanes-head text').allTextContents()
    await close()
    assert.deepEqual(noise, [])
    assert.deepEqual(lanes, ['Client', 'Okta', 'Server', 'Webhooks'])
    inOrder(story, [
      /^POST …\/Users$/,
      /^Member.*@example\.com.*is new.*"active"/,
      /^When the admin unassigns Ada/,
      /^PUT …\/Users\/[\w-]+$/,
      /^Member.*@example\.com.*changed/,
      /^Then /,
    ])
    // A webhook stands where it arrived: after its cause, but no step waits for it.
    inOrder(story, [/^POST …\/Users$/, /^webhook scim\.member\.create$/])
    inOrder(story, [/^PUT …\/Users\/[\w-]+$/, /^webhook scim\.member\.delete$/])
    assert.ok(rows.includes('status"active""deleted"'), rows.join('\n'))
  },
)

function inOrder(lines: readonly string[], patterns: readonly RegExp[]): void {
  let from = 0
  for (const pattern of patterns) {
    const at = lines.findIndex((line, index) => index >= from && pattern.test(line))
    assert.ok(at >= 0, `${pattern} after line ${from} of\n${lines.join('\n')}`)
    from = at + 1
  }
}
