import type { Page } from 'playwright-core'

/** Configure SCIM Connection in the dashboard, from an empty project on; gives what goes into Okta. */
export async function configureConnection(page: Page, at: string, name: string) {
  await page.goto(`${at}/organizations`)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByLabel('Identity Provider').selectOption('okta')
  await page.getByRole('button', { name: 'Save' }).first().click()
  const notice = page.locator('.notice.good')
  return {
    organization: new URL(page.url()).pathname,
    baseUrl: (await notice.getByRole('textbox', { name: 'Base URL' }).textContent()) ?? '',
    token: (await notice.getByRole('textbox', { name: 'Bearer Token' }).textContent()) ?? '',
  }
}

interface Access {
  readonly baseUrl: string
  readonly token: string
}

/** The standalone SCIM app, until all of To App is on. */
export async function headerAuthApp(page: Page, at: string, { baseUrl, token }: Access) {
  await page.goto(`${at}/apps`)
  await page.getByRole('button', { name: 'Browse App Catalog' }).click()
  await page.getByRole('searchbox', { name: 'Search' }).fill('SCIM 2.0 Header Auth')
  const found = page.locator('#found article')
  await found.nth(1).waitFor({ state: 'detached' })
  await found.getByRole('heading', { name: 'SCIM 2.0 Test App (Header Auth)' }).waitFor()
  await page.getByRole('button', { name: /^Add Integration/ }).click()
  await page.getByLabel('Application label').fill('Payroll')
  await page.getByLabel('Application username format').selectOption('Email')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Configure API Integration' }).click()
  await page.getByLabel('Base URL').fill(baseUrl)
  await page.getByLabel('API Token').fill(`Bearer ${token}`)
  await page.getByRole('button', { name: 'Test API Credentials' }).click()
  await page.getByText('Payroll was verified successfully!').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await switchOnAll(page)
}

/** A SAML app that gets SCIM, until all of To App is on; gives what the connector test ticks and crosses. */
export async function samlApp(page: Page, at: string, { baseUrl, token }: Access) {
  await page.goto(`${at}/apps`)
  await page.getByRole('button', { name: 'Create App Integration' }).click()
  await page.getByLabel('App name').fill('Intranet')
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByLabel('Enable SCIM provisioning').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'Provisioning' }).click()
  await page.getByLabel('SCIM connector base URL').fill(baseUrl)
  await page.getByLabel('Unique identifier field for users').fill('userName')
  for (const box of ['Push New Users', 'Push Profile Updates', 'Push Groups']) {
    await page.getByLabel(box).check()
  }
  await page.getByLabel('Authentication Mode').selectOption('HTTP Header')
  await page.getByRole('group', { name: 'HTTP Header' }).getByLabel('Authorization').fill(token)
  await page.getByRole('button', { name: 'Test Connector Configuration' }).click()
  await page.getByText('Connector configured successfully').waitFor()
  const marks = await page.locator('.ticks li').allTextContents()
  await page.getByRole('button', { name: 'Save' }).click()
  await switchOnAll(page)
  return marks.map((mark) => mark.trim())
}

async function switchOnAll(page: Page): Promise<void> {
  await page.getByText('The connection was saved.').waitFor()
  await page.locator('.card').getByRole('button', { name: 'Edit' }).click()
  for (const row of ['Create Users', 'Update User Attributes', 'Deactivate Users']) {
    await page.getByLabel(row).check()
  }
  await page.locator('.card').getByRole('button', { name: 'Save' }).click()
  await page.getByText('The settings were saved.').waitFor()
}

/** Directory > People > Add person. */
export async function addPerson(page: Page, at: string, firstName: string, lastName: string) {
  await page.goto(`${at}/people`)
  await page.getByLabel('First name').fill(firstName)
  await page.getByLabel('Last name').fill(lastName)
  await page.getByLabel('Primary email').fill(`${firstName}.${lastName}@example.com`.toLowerCase())
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(`${firstName} ${lastName} was added.`).waitFor()
}
