import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { PLAYS } from '../../mock-okta/console/scenarios/plays.ts'
import { inBrowser, launch } from '../reports/browser.ts'
import { addPerson, configureConnection, headerAuthApp, samlApp } from './guide.ts'
import { openConsoles, openReceiver, openTab, type Tab } from './open-consoles.ts'
import { Visitor } from './visitor.ts'

const ROOT = join(__dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'scimulate-walk-'))

let browser: Browser
let consoles: Awaited<ReturnType<typeof openConsoles>>
let receiver: Awaited<ReturnType<typeof openReceiver>>
let okta: Tab
let product: Tab
let onlooker: Tab
let payroll: { readonly baseUrl: string }

before(async () => {
  if (inBrowser.skip) return
  browser = await launch()
  consoles = await openConsoles()
  receiver = await openReceiver()
  okta = await openTab(browser)
  product = await openTab(browser)
  onlooker = await openTab(browser)
  await onlooker.page.goto(consoles.okta.at)
  receiver.trust(await addEndpoint(product.page))
})
after(async () => {
  await browser?.close()
  await consoles?.close()
  receiver?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Gives the secret, which is shown once. */
async function addEndpoint(page: Page): Promise<string> {
  await page.goto(`${consoles.server.at}/webhooks`)
  await page.getByLabel('URL').fill(receiver.url)
  await page.getByRole('button', { name: 'Create' }).click()
  return (await page.getByRole('textbox', { name: 'Signing secret' }).textContent()) ?? ''
}

async function assign(app: string, person: string): Promise<void> {
  await okta.page.goto(`${consoles.okta.at}/apps`)
  await okta.page.getByRole('link', { name: app }).click()
  await okta.page.getByRole('link', { name: 'Assignments' }).click()
  await okta.page.getByLabel('Person').selectOption({ label: person })
  await okta.page.getByRole('button', { name: 'Assign', exact: true }).click()
  await okta.page.getByText('was assigned.').waitFor()
}

/** The row of the dashboard's table that tells of somebody, as it becomes in a tab that was left open. */
async function memberBecomes(email: string, status: string): Promise<void> {
  const row = product.page.locator('#members tr', { hasText: email })
  await row.getByText(status, { exact: true }).waitFor()
}

test(
  'a standalone SCIM app: from an empty project to a deactivated member with its webhook',
  inBrowser,
  async () => {
    const access = await configureConnection(product.page, consoles.server.at, 'Acme')
    payroll = access
    await headerAuthApp(okta.page, consoles.okta.at, access)
    await addPerson(okta.page, consoles.okta.at, 'Ada', 'Byron')
    await assign('Payroll', 'Ada Byron (ada.byron@example.com)')
    await memberBecomes('ada.byron@example.com', 'active')
    await receiver.heard('scim.member.create')
    await okta.page.getByRole('button', { name: 'Unassign Ada Byron' }).click()
    await memberBecomes('ada.byron@example.com', 'deactivated')
    await receiver.heard('scim.member.delete')
    assert.deepEqual(
      receiver.types.filter((type) => type.startsWith('scim.member')),
      ['scim.member.create', 'scim.member.delete'],
    )
  },
)

test(
  'SCIM for a SAML app: from an empty organization to a deactivated member with its webhook',
  inBrowser,
  async () => {
    const access = await configureConnection(product.page, consoles.server.at, 'Globex')
    const marks = await samlApp(okta.page, consoles.okta.at, access)
    assert.deepEqual(marks, [
      '✗User Import: not selected',
      '✗Import Profile Updates: not selected',
      '✓Create Users: selected',
      '✓Update User Attributes: selected',
      '✓Push Groups: selected',
      '✗Import Groups: not selected',
    ])
    await addPerson(okta.page, consoles.okta.at, 'Grace', 'Murray')
    await assign('Intranet', 'Grace Murray (grace.murray@example.com)')
    await memberBecomes('grace.murray@example.com', 'active')
    await okta.page.getByRole('link', { name: 'Grace Murray' }).click()
    await okta.page.getByLabel('Last name').fill('Hopper')
    await okta.page.getByRole('button', { name: 'Save' }).click()
    await product.page.locator('#members').getByRole('link', { name: 'Grace Hopper' }).waitFor()
    await okta.page.getByRole('button', { name: 'Deactivate' }).click()
    await memberBecomes('grace.murray@example.com', 'deactivated')
    const before = receiver.types.lastIndexOf('scim.member.create')
    await receiver.heard('scim.member.update')
    while (!receiver.types.slice(before).includes('scim.member.delete')) {
      await okta.page.waitForTimeout(50)
    }
  },
)

test(
  'the dashboard tells what became of the member, and what was sent to whom',
  inBrowser,
  async () => {
    const { page } = product
    await page.getByRole('link', { name: 'Grace Hopper' }).click()
    const history = page.locator('ol.exchanges')
    await history.getByText('scim.member.delete').first().waitFor()
    assert.match((await history.textContent()) ?? '', /name: "Grace Murray" "Grace Hopper"/)
    await page.getByRole('link', { name: 'Deliveries' }).click()
    await page
      .locator('#deliveries')
      .getByRole('link', { name: 'scim.member.delete' })
      .first()
      .click()
    await page.getByText('webhook-signature: v1,').waitFor()
    await page.getByRole('button', { name: 'Resend' }).click()
    await page.getByText('Attempt 2').waitFor()
  },
)

test('the traffic stands beside: order, conclusion, change, fact, curl', inBrowser, async () => {
  const { page } = okta
  const beside = page.getByRole('complementary', { name: 'SCIM traffic' })
  const section = beside.locator('section', { hasText: 'Deactivate Grace Hopper' })
  assert.deepEqual(await section.locator('.method').allTextContents(), ['GET', 'PUT'])
  await section.locator('summary').last().click()
  const inside = section.locator('.inside').last()
  await inside.getByText('active: true false').waitFor()
  assert.match((await inside.textContent()) ?? '', /OKTA-1\.4-08/)
  const curl = await inside.getByRole('button', { name: 'Copy as curl' }).getAttribute('data-copy')
  assert.match(curl ?? '', /^curl -sS -i -X PUT 'http.*\/Users\/.*"\$SCIM_TOKEN"/s)
})

test(
  'a page that was left open has heard of all that since, without a look',
  inBrowser,
  async () => {
    const { page } = onlooker
    await page.locator('section', { hasText: 'Assign Ada Byron' }).first().waitFor()
    const section = page.locator('section', { hasText: 'Deactivate Grace Hopper' })
    await section.getByText('Taken: the user is deactivated').waitFor()
    assert.deepEqual(await section.locator('.method').allTextContents(), ['GET', 'PUT'])
  },
)

test('the clicks of an admin’s day are recorded, too', inBrowser, async () => {
  const admin = new Visitor(consoles.okta.url)
  const idOn = async (path: string, link: RegExp) => link.exec(await admin.page(path))?.[1] ?? ''
  const app = await idOn('/admin/apps', /apps\/(0oa\w+)\/general">Payroll/)
  const ada = await idOn('/admin/people?q=Ada', /people\/(00u\w+)"/)
  const grace = await idOn('/admin/people?status=DEPROVISIONED', /people\/(00u\w+)"/)
  const at = `/admin/apps/${app}`
  const form = `${at}/provisioning?edit=1`
  const wrong = { baseUrl: payroll.baseUrl, token: 'Bearer mistyped' }
  await admin.send(`${at}/connection/test`, wrong, form)
  await admin.send(`${at}/assignments`, { personId: ada })
  await admin.send('/admin/groups', { name: 'Crew' })
  const crew = await idOn('/admin/groups', /groups\/(00g\w+)">Crew/)
  await admin.send(`/admin/groups/${crew}/members`, { personId: ada }, `/admin/groups/${crew}`)
  const pushed = `${at}/push-groups`
  await admin.send(pushed, { groupId: crew, now: 'on' })
  const mapping = await idOn(pushed, /push-groups\/(gPm\w+)\/now/)
  await admin.send(`${pushed}/${mapping}/now`, {}, pushed)
  for (const status of ['INACTIVE', 'ACTIVE']) {
    await admin.send(`${pushed}/${mapping}/status`, { status }, pushed)
  }
  await admin.send(`${at}/force-sync`, {}, `${at}/assignments`)
  await admin.send(`${at}/import`, {})
  await admin.send(`/admin/people/${grace}/delete`, {}, `/admin/people/${grace}`)
})

test('every scenario plays by one click on real HTTP', inBrowser, async () => {
  const { page } = okta
  for (const { title } of PLAYS) {
    await page.goto(`${consoles.okta.at}/scenarios`)
    await page.getByLabel('Application').selectOption('Payroll')
    await page.getByRole('button', { name: `Play ${title}` }).click({ timeout: 90_000 })
    await page.getByText(`${title} was played on Payroll.`).waitFor({ timeout: 90_000 })
  }
  const beside = page.getByRole('complementary', { name: 'SCIM traffic' })
  const limited = beside.locator('section').first()
  await limited.locator('summary .tag').getByText('201').waitFor()
  assert.deepEqual(await limited.locator('summary .tag').allTextContents(), ['429', '200', '201'])
  await page.goto(`${consoles.okta.at}/tasks`)
  assert.deepEqual(await page.locator('td .tag').allTextContents(), ['Completed', 'Completed'])
  const messages = (await page.locator('tbody').textContent()) ?? ''
  assert.match(messages, /Unauthorized/)
  assert.match(messages, /Error while verifying if user exists: null/)
})

test('no page of the walk said anything in its console', inBrowser, () => {
  assert.deepEqual([...okta.noise, ...product.noise, ...onlooker.noise], [])
})

test('the feature recorded from that walk is run by npm run bdd', inBrowser, async () => {
  const answer = await okta.page.request.get(`${consoles.okta.at}/recording.feature`)
  const text = await answer.text()
  for (const step of [
    'Given an Okta org with a Header Auth app',
    'Given an Okta org with a SAML app',
    'When the admin tests the connection',
    'When the admin unassigns Ada from the app',
    'When the admin changes the lastName of Grace to "Hopper"',
    'When Grace is deactivated in Okta',
    'When Grace is deleted in Okta',
    'When the admin tests the connection with the token "a-wrong-one"',
    'When the admin pushes the group Crew now',
    'When the admin deactivates the push of Crew',
    'When the admin activates the push of Crew',
    'When the admin forces a sync',
    'When the admin imports users',
    'the server is down',
    'the admin retries the task',
    'the admin unlinks the group Support and deletes it in the app',
  ]) {
    assert.ok(text.includes(step), `«${step}» is not in\n${text}`)
  }
  const file = join(folder, 'recorded.feature')
  writeFileSync(file, text)
  const bitten = join(folder, 'bitten.feature')
  writeFileSync(bitten, text.replace('| active | false |', '| active | true |'))
  // Two scenarios as they were recorded, and the same with one answer changed.
  assert.deepEqual(bdd(file, bitten), { status: 1, passed: 3, failed: 1 })
})

function bdd(...files: readonly string[]) {
  const out = join(folder, 'out')
  const features = files.flatMap((file) => ['--features', file])
  const args = ['run', '-s', 'bdd', '--', ...features, '--out', out]
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: ROOT, encoding: 'utf8' })
  const { scenarios } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as {
    scenarios: readonly { readonly verdict: string }[]
  }
  const count = (verdict: string) => scenarios.filter((one) => one.verdict === verdict).length
  if (status !== 0 && status !== 1) assert.fail(stdout + stderr)
  return { status, passed: count('PASS'), failed: count('FAIL') }
}
