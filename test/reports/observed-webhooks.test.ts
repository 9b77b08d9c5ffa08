import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import { inBrowser, launch, openFile, openScenario } from './browser.ts'

const ROOT = join(__dirname, '..', '..')
const TS = ['--require', 'ts-node/register', 'cli/main.ts']
const out = mkdtempSync(join(tmpdir(), 'scimulate-told-'))
const running: ChildProcess[] = []
after(() => {
  for (const child of running) child.kill('SIGTERM')
  rmSync(out, { recursive: true, force: true })
})

/** A module as a user writes one: it asks the product's own API of members and of what has happened. */
const MODULE = `
const { url, projectId, secret } = JSON.parse(process.env.PRODUCT)
const headers = {
  authorization: 'Basic ' + Buffer.from(projectId + ':' + secret).toString('base64'),
  'content-type': 'application/json',
}
async function ask(path, body) {
  const options = { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) }
  return (await fetch(url + path, options)).json()
}

export async function member(email) {
  const { organizations } = await ask('/v1/b2b/organizations/search', {})
  const { members } = await ask('/v1/b2b/organizations/members/search', {
    organization_ids: organizations.map(({ organization_id }) => organization_id),
    query: { operator: 'AND', operands: [
      { filter_name: 'member_emails', filter_value: [email] },
      { filter_name: 'statuses', filter_value: ['active', 'deleted'] },
    ] },
  })
  const [found] = members
  return found && { id: found.member_id, status: found.status, email, name: found.name }
}

export async function webhooks(since) {
  const { events } = await ask('/v1/scimulate/events?limit=1000')
  return events.slice(since).map(({ payload: { source, object_type, action, timestamp } }) => ({
    type: [source, object_type, action].join('.').toLowerCase(),
    at: timestamp,
  }))
}
`

test(
  'webhooks that the user’s module tells of stand in the lane of webhooks, in the order of time, as told and not as sent',
  inBrowser,
  async (t) => {
    const { scim, api } = await product()
    const observers = join(out, 'observers.mjs')
    writeFileSync(observers, MODULE)
    const code = await check([scim.baseUrl, '--observers', observers], {
      SCIM_TOKEN: scim.token,
      PRODUCT: JSON.stringify(api),
    })
    assert.equal(code, 0)
    const browser = await launch()
    t.after(() => browser.close())
    const { page, noise, close } = await openFile(browser, join(out, 'index.html'))
    const scenario = await openScenario(page, 'SAML app: Ada is unassigned')
    const rows = await scenario
      .locator('.exchange:not(.aside) > summary, .step > span')
      .allInnerTexts()
    assert.match(rows.join(), /webhook scim\.member\.delete/)
    const lane = scenario.locator('.exchange:has-text("webhook scim.member.delete")')
    await lane.locator('summary').click()
    const told = await lane.locator('.panel').textContent()
    const arrow = await lane.locator('.arrow').getAttribute('d')
    await close()
    assert.deepEqual(noise, [])
    const story = rows.map((row) => row.replace(/\s+/g, ' '))
    const made = story.findIndex((row) => /webhook scim\.member\.create told \+\d+ ms$/.test(row))
    const when = story.findIndex((row) => row.startsWith('When the admin unassigns Ada'))
    const put = story.findIndex((row) => /PUT …\/Users\/[\w-]+ 200/.test(row))
    const gone = story.findIndex((row) => /webhook scim\.member\.delete told \+\d+ ms$/.test(row))
    assert.ok(made >= 0 && made < when && when < put && put < gone, story.join('\n'))
    assert.match(arrow ?? '', /^M150 13H205$/, 'from the server to the webhooks')
    assert.match(told ?? '', /As --observers told it/i)
    assert.match(told ?? '', /"type": "scim\.member\.delete"/)
    assert.doesNotMatch(told ?? '', /curl|No answer/i)
    const har = readFileSync(join(out, 'run.har'), 'utf8')
    assert.ok(har.includes('/Users/') && !har.includes('observers:webhooks'))
  },
)

interface Product {
  readonly scim: { readonly baseUrl: string; readonly token: string }
  readonly api: object
}

async function product(): Promise<Product> {
  const child = spawn(process.execPath, [...TS, 'server', '--ready-json'], { cwd: ROOT })
  running.push(child)
  for await (const line of createInterface({ input: child.stdout }))
    return JSON.parse(line) as Product
  throw new Error('the server ended before it was ready')
}

function check(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const words = ['check', ...args, '--only', 'STYTCH-4.2-03', '--out', out]
  const child = spawn(process.execPath, [...TS, ...words], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? -1)))
}
