import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { inBrowser, launch } from '../reports/browser.ts'
import { connectedApp, desksOf } from './desks.ts'
import { openConsoles, openReceiver, openTab, type Tab } from './open-consoles.ts'

let browser: Browser
let consoles: Awaited<ReturnType<typeof openConsoles>>
let desks: Awaited<ReturnType<typeof desksOf>>
let receiver: Awaited<ReturnType<typeof openReceiver>>
let tab: Tab
let page: Page

before(async () => {
  if (inBrowser.skip) return
  browser = await launch()
  consoles = await openConsoles()
  receiver = await openReceiver()
  desks = await desksOf(consoles)
  tab = await openTab(browser)
  page = tab.page
})
after(async () => {
  await browser?.close()
  await consoles?.close()
  receiver?.close()
})

const click = (name: string) => page.getByRole('button', { name, exact: true }).click()
const said = (text: string) => page.locator('.notice.good', { hasText: text }).waitFor()
const row = (text: string) => page.locator('main tr', { hasText: text })

const owner = (path: string) => page.goto(consoles.server.at + path)

test('a group brings a role, until the assignment is removed', inBrowser, async () => {
  const app = await connectedApp(desks, 'Payroll')
  const group = await desks.asAdmin('POST', '/api/v1/groups', { profile: { name: 'Staff' } })
  await desks.asAdmin('POST', `/api/v1/apps/${app}/group-push/mappings`, {
    ...{ sourceGroupId: group.id, targetGroupName: 'Staff', status: 'ACTIVE' },
  })
  await owner('/organizations')
  await page.getByRole('link', { name: 'Example' }).click()
  await row('Staff').waitFor()
  const organization = new URL(page.url()).pathname.split('/').at(-1)
  const roles = async () => {
    const path = `/v1/b2b/scim/${organization}/connection`
    const { connection } = await desks.asOwner('GET', path)
    return connection.scim_group_implicit_role_assignments.map(
      (one: { role_id: string }) => one.role_id,
    )
  }
  await page.getByLabel('Role', { exact: true }).fill('stytch_admin')
  await click('Assign role')
  await row('Staff').getByText('stytch_admin').waitFor()
  assert.deepEqual(await roles(), ['stytch_admin'])
  await click('Take stytch_admin from Staff')
  await row('Staff').getByText('stytch_admin').waitFor({ state: 'detached' })
  assert.deepEqual(await roles(), [])
})

test('a token is rotated, and the old one ends', inBrowser, async () => {
  const { baseUrl, token } = desks.scim
  const status = async (bearer: string) => {
    const headers = { authorization: `Bearer ${bearer}` }
    return (await fetch(`${baseUrl}/Users?count=1`, { headers })).status
  }
  await owner('/organizations')
  await page.getByRole('link', { name: 'Example' }).click()
  await click('Rotate token')
  const fresh = (await page.getByRole('textbox', { name: 'New Bearer Token' }).textContent()) ?? ''
  assert.deepEqual([await status(token), await status(fresh)], [200, 200])
  await page.getByText(`next ••••${fresh.slice(-4)}`).waitFor()
  await click('Complete rotation')
  await said('The old token is no longer accepted.')
  assert.deepEqual([await status(token), await status(fresh)], [401, 200])
})

test('a webhook secret is rotated, and the new one signs', inBrowser, async () => {
  await owner('/webhooks')
  await page.getByLabel('URL').fill(receiver.url)
  await click('Create')
  const secret = page.getByRole('textbox', { name: 'Signing secret' })
  const first = await secret.textContent()
  await click('Rotate secret')
  await said('The secret was rotated')
  const second = (await secret.textContent()) ?? ''
  assert.notEqual(second, first)
  receiver.trust(second)
  await click('Send test event')
  await page.locator('#deliveries').getByText('succeeded').waitFor()
  assert.equal(receiver.types.length, 1)
})

test('no form said anything in the console of its page', inBrowser, () => {
  assert.deepEqual(tab.noise, [])
})
