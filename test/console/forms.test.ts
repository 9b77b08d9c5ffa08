import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { AuthorizationServer } from '../mock-okta/authorization-server.ts'
import { inBrowser, launch } from '../reports/browser.ts'
import { connectedApp, desksOf, person } from './desks.ts'
import { openConsoles, openTab, type Tab } from './open-consoles.ts'

let browser: Browser
let consoles: Awaited<ReturnType<typeof openConsoles>>
let desks: Awaited<ReturnType<typeof desksOf>>
let tab: Tab
let page: Page
let app: string
let server: AuthorizationServer

before(async () => {
  if (inBrowser.skip) return
  browser = await launch()
  consoles = await openConsoles()
  desks = await desksOf(consoles)
  app = await connectedApp(desks, 'Payroll')
  server = await AuthorizationServer.start()
  tab = await openTab(browser)
  page = tab.page
})
after(async () => {
  await browser?.close()
  await consoles?.close()
  await server?.close()
})

const admin = (path: string) => page.goto(consoles.okta.at + path)
const click = (name: string) => page.getByRole('button', { name, exact: true }).click()
const said = (text: string) => page.locator('.notice.good', { hasText: text }).waitFor()
const row = (text: string) => page.locator('main tr', { hasText: text })

test('Import: who was found is confirmed as a new Okta user', inBrowser, async () => {
  await desks.asClient('POST', '/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'edith@example.com',
    name: { givenName: 'Edith', familyName: 'Clarke' },
    emails: [{ value: 'edith@example.com', primary: true }],
    active: true,
  })
  await admin(`/apps/${app}/import`)
  await click('Import Now')
  await row('edith@example.com').getByText('New user').waitFor()
  await page.getByLabel('Assignment of edith@example.com').selectOption({ label: 'New Okta user' })
  await click('Confirm')
  await said('A new Okta user was made of the imported one.')
  await page.getByText('No imported user waits for you.').waitFor()
  const [edith] = await desks.asAdmin('GET', '/api/v1/users?q=Edith')
  assert.equal(edith.profile.login, 'edith@example.com')
  const user = await desks.asAdmin('GET', `/api/v1/apps/${app}/users/${edith.id}`)
  const { Resources } = await desks.asClient('GET', '/Users?filter=userName eq "edith@example.com"')
  assert.equal(user.externalId, Resources[0].id)
})

test(
  'Attribute Mappings: Apply updates now pushes it, and Don’t apply updates does not',
  inBrowser,
  async () => {
    await person(desks, 'Ada', { title: 'Countess' }, app)
    const nickName = async () =>
      (await desks.asClient('GET', '/Users?filter=userName eq "ada@example.com"')).Resources[0]
        .nickName
    for (const [expression, answer, held] of [
      ['user.title', 'Apply updates now', 'Countess'],
      ['user.lastName', 'Don’t apply updates', 'Countess'],
    ] as const) {
      await admin(`/apps/${app}/provisioning/to-app`)
      await page.getByRole('link', { name: 'Edit Nickname' }).click()
      await page.getByLabel('Expression').fill(expression)
      await page.getByLabel('Apply on').selectOption('Create and update')
      await click(answer)
      await said('The mapping was saved')
      await row('Nickname').locator('code', { hasText: expression }).waitFor()
      await desks.asAdmin('GET', '/api/v1/scimulate/settled')
      assert.equal(await nickName(), held)
    }
  },
)

test('Push Groups: by a rule; Refresh App Groups finds what the app has', inBrowser, async () => {
  await desks.asAdmin('POST', '/api/v1/groups', { profile: { name: 'Staff of Rome' } })
  await admin(`/apps/${app}/push-groups`)
  const rule = page.locator('form', { hasText: 'Find groups by rule' })
  await rule.getByLabel('Operator').selectOption('starts with')
  await rule.getByLabel('Value').fill('Staff')
  await click('Create Rule')
  await row('Staff of Rome').getByText('ACTIVE').waitFor()
  const { Resources } = await desks.asClient('GET', '/Groups')
  assert.deepEqual(
    Resources.map((one: { displayName: string }) => one.displayName),
    ['Staff of Rome'],
  )
  await click('Refresh App Groups')
  await said('The app groups were read once more: there is one.')
})

test(
  'Group rules: added, activated, deactivated and deleted with whom it brought',
  inBrowser,
  async () => {
    const { id } = await desks.asAdmin('POST', '/api/v1/groups', { profile: { name: 'Sales' } })
    await person(desks, 'Grace', { department: 'Sales' })
    await person(desks, 'Joan', { department: 'Sales' })
    await person(desks, 'Mary', { department: 'Finance' })
    const members = async () =>
      (await desks.asAdmin('GET', `/api/v1/groups/${id}/users`)).map(
        (one: { profile: { firstName: string } }) => one.profile.firstName,
      )
    await admin('/groups')
    await page.getByRole('link', { name: 'Rules' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Sellers')
    await page.getByLabel('Value').fill('Sales')
    await page.getByLabel('THEN Assign to').selectOption('Sales')
    await page.getByLabel('EXCEPT The following users').selectOption('Joan Test (joan@example.com)')
    await click('Save')
    await row('Sellers').getByText('INACTIVE').waitFor()
    assert.equal(await row('Sellers').locator('code').textContent(), 'user.department=="Sales"')
    assert.deepEqual(await members(), [])
    await click('Activate Sellers')
    await row('Sellers').getByText('ACTIVE', { exact: true }).waitFor()
    assert.deepEqual(await members(), ['Grace'])
    await click('Deactivate Sellers')
    await row('Sellers').getByLabel('Remove whom it added').check()
    await click('Delete Sellers')
    await said('The rule Sellers was deleted.')
    assert.deepEqual(await members(), [])
    assert.deepEqual(await desks.asAdmin('GET', '/api/v1/groups/rules'), [])
  },
)

test(
  'Group rules: an expression that cannot be read is told, and stays in its field',
  inBrowser,
  async () => {
    await admin('/groups/rules')
    await page.getByLabel('Name', { exact: true }).fill('Broken')
    await page
      .getByRole('combobox', { name: /^IF/ })
      .selectOption('Use Okta Expression Language (advanced)')
    assert.equal(await page.getByLabel('Value').isVisible(), false)
    await page.getByRole('textbox', { name: 'Okta Expression Language' }).fill('user.title ==')
    await page.getByLabel('THEN Assign to').selectOption('Sales')
    await click('Save')
    await page.locator('.notice.bad', { hasText: 'expression' }).waitFor()
    assert.equal(
      await page.getByRole('textbox', { name: 'Okta Expression Language' }).inputValue(),
      'user.title ==',
    )
  },
)

test('Options: what is chosen for the app is what it does from then on', inBrowser, async () => {
  await admin(`/apps/${app}/options`)
  await page.getByLabel('clearedAttributes').selectOption('null')
  await click('Save')
  await said('The options were saved.')
  await page.locator('label', { hasText: 'clearedAttributes' }).getByText('changed').waitFor()
  const { clearedAttributes, lookupSpaces } = await desks.asAdmin(
    'GET',
    `/api/v1/scimulate/apps/${app}/options`,
  )
  assert.deepEqual([clearedAttributes, lookupSpaces], ['null', 'percent'])
})

test('Sign On: the username format, on create only', inBrowser, async () => {
  await admin(`/apps/${app}/sign-on`)
  await page.getByLabel('Application username format').selectOption('Okta username prefix')
  await page.getByLabel('Update application username on').selectOption('Create only')
  await click('Save')
  await said('The username format was saved.')
  assert.equal(await page.getByLabel('Update application username on').inputValue(), 'DONT_PUSH')
  const { credentials } = await desks.asAdmin('GET', `/api/v1/apps/${app}`)
  const { template, pushStatus } = credentials.userNameTemplate
  assert.deepEqual(
    [template, pushStatus],
    ['${fn:substringBefore(source.login, "@")}', 'DONT_PUSH'],
  )
})

test(
  'API tokens: one that is made is shown once and works until it is revoked',
  inBrowser,
  async () => {
    await admin('/tokens')
    await page.getByLabel('Name').fill('Script')
    await click('Create Token')
    const token = await page.getByRole('textbox', { name: 'Token value' }).textContent()
    const status = async () => {
      const headers = { authorization: `SSWS ${token}` }
      return (await fetch(`${consoles.okta.url}/api/v1/groups`, { headers })).status
    }
    assert.equal(await status(), 200)
    await click('Revoke Script')
    await said('The token was revoked.')
    assert.equal(await status(), 401)
  },
)

test('Settings: the clock moves forward; a fault is asked for and ended', inBrowser, async () => {
  const name = 'Tomorrow’s'
  await admin('/settings')
  await page.getByLabel('Move forward by').fill('P2D')
  await click('Move')
  await said('The clock is P2D further.')
  const { created } = await desks.asAdmin('POST', '/api/v1/groups', { profile: { name } })
  assert.ok(Date.parse(created) > Date.now() + 86_400_000, created)
  await page.getByLabel('Fault').selectOption('A write is sent twice')
  await page.getByLabel('Method').selectOption('POST')
  await page.getByLabel('Times').fill('3')
  await click('Ask for it')
  await page.getByText('repeat of POST: 3 of 3 left').waitFor()
  const [fault] = await desks.asAdmin('GET', '/api/v1/scimulate/faults')
  assert.deepEqual([fault.kind, fault.method, fault.times], ['repeat', 'POST', 3])
  await click('End all faults')
  await said('No fault is left.')
  assert.deepEqual(await desks.asAdmin('GET', '/api/v1/scimulate/faults'), [])
})

test(
  'OAuth 2: the page is saved, the browser authenticates, the tab left open is enabled',
  inBrowser,
  async () => {
    server.answer = {
      body: { access_token: desks.scim.token, token_type: 'Bearer', refresh_token: 'again' },
    }
    const { id } = await desks.asAdmin('POST', '/api/v1/apps', {
      ...{ label: 'Intranet', signOnMode: 'SAML_2_0', settings: { scimProvisioningEnabled: true } },
    })
    await admin(`/apps/${id}/provisioning?edit=1`)
    await page.getByLabel('SCIM connector base URL').fill(desks.scim.baseUrl)
    await page.getByLabel('Unique identifier field for users').fill('userName')
    await page.getByLabel('Push New Users').check()
    await page.getByLabel('Authentication Mode').selectOption('OAuth 2')
    assert.equal(await page.getByRole('group', { name: 'HTTP Header' }).isVisible(), false)
    await page.getByLabel('Access token endpoint URI').fill(`${server.url}/token`)
    await page.getByLabel('Authorization endpoint URI').fill(`${server.url}/authorize`)
    await page.getByLabel('Client ID').fill('okta')
    await page.getByLabel('Client Secret').fill('client-s3cret')
    await click('Save')
    await page.getByText('Not authenticated').waitFor()
    const popup = page.waitForEvent('popup')
    await page.getByRole('button', { name: 'Authenticate with Intranet' }).click()
    await (await popup).getByText('Intranet was authorized.').waitFor()
    await page.locator('#connection').getByText('Enabled').waitFor()
    const { status, actions } = await desks.asAdmin(
      'GET',
      `/api/v1/scimulate/apps/${id}/connection`,
    )
    assert.deepEqual([status, actions], ['ENABLED', ['PUSH_NEW_USERS']])
    const { redirect_uri: back, client_secret: secret } = server.forms[0] ?? {}
    assert.ok(back?.startsWith(`${consoles.okta.url}/admin/`), back)
    assert.equal(secret, 'client-s3cret')
  },
)

test('no form said anything in the console of its page', inBrowser, () => {
  assert.deepEqual(tab.noise, [])
})
