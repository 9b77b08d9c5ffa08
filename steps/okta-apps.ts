import assert from 'node:assert/strict'
import { Given, Then, When } from '@cucumber/cucumber'
import { Blocked } from './support/blocked.ts'
import { ACTIONS, type Action, type AppKind, type ScimAccess } from './support/okta-client.ts'
import type { ScimWorld } from './world.ts'

const SAML_ACTIONS = ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_GROUPS']

Given('an Okta org with a {app}', async function (this: ScimWorld, kind: AppKind) {
  await addApp(this, kind)
})

Given(
  'an Okta org whose catalog finds {string} by {string}',
  async function (this: ScimWorld, name: string, query: string) {
    assert.deepEqual(await this.okta.searchCatalog(query), [name])
  },
)

Given('a SCIM connection for okta', async function (this: ScimWorld) {
  const { connectionId, baseUrl, identityProvider } = this.connection
  assert.equal(identityProvider, 'okta')
  assert.ok(baseUrl.endsWith(`/v1/b2b/scim/${connectionId}`), baseUrl)
})

Given('a {app} that provisions the server', async function (this: ScimWorld, kind: AppKind) {
  await provisions(this, kind, ACTIONS)
})

Given(
  'a {app} that provisions the server, with {action} switched off',
  async function (this: ScimWorld, kind: AppKind, off: Action) {
    await provisions(
      this,
      kind,
      ACTIONS.filter((action) => action !== off),
    )
  },
)

Given(
  'another {app} that provisions the same server',
  async function (this: ScimWorld, kind: AppKind) {
    this.apps.set('first', this.app)
    await provisions(this, kind, ACTIONS)
    this.apps.set('second', this.app)
  },
)

Given(
  'a {app} that provisions the server, with Import Groups ticked',
  async function (this: ScimWorld, kind: AppKind) {
    await addApp(this, kind)
    await this.okta.connect(this.app.id, { ...form(kind, this.access), ...importing(kind) })
    await this.okta.setActions(this.app.id, ACTIONS)
    await this.lookedAt()
  },
)

Given('the server is down', async function (this: ScimWorld) {
  await this.play({ down: true })
})

Given(
  'the server answers the next {int} requests of Okta with 429',
  async function (this: ScimWorld, times: number) {
    await this.play({ refusal: { status: 429, times } })
  },
)

Given(
  'the server answers the next {int} requests of Okta with 429 and the Retry-After {string}',
  async function (this: ScimWorld, times: number, retryAfter: string) {
    await this.play({ refusal: { status: 429, times, retryAfter } })
  },
)

Given(
  'the next {word} of Okta is answered with {int}:',
  async function (this: ScimWorld, method: string, status: number, body: string) {
    await this.play({ refusal: { method, status, body, times: 1 } })
  },
)

When('{int} minutes pass in Okta', async function (this: ScimWorld, minutes: number) {
  await this.okta.pass(minutes)
})

When('the server is up again', async function (this: ScimWorld) {
  await this.play({ down: false })
})

When('the admin tests the connection', async function (this: ScimWorld) {
  await test(this, this.access)
})

When(
  'the admin tests the connection with the token {string}',
  async function (this: ScimWorld, token: string) {
    await test(
      this,
      { ...this.access, token: token.replace('{token}', this.access.token) },
      'as typed',
    )
  },
)

When(
  'the admin tests the connection with the base URL {string}',
  async function (this: ScimWorld, baseUrl: string) {
    await test(this, { ...this.access, baseUrl: this.fill(baseUrl) })
  },
)

When('the admin saves the connection', async function (this: ScimWorld) {
  const answer = await this.okta.connect(this.app.id, form(this.app.kind, this.access))
  assert.equal(answer.status, 200, `Okta refused to save the connection: ${answer.text}`)
})

When(
  'the admin saves the connection with the token {string}',
  async function (this: ScimWorld, token: string) {
    const access = { ...this.access, token }
    const answer = await this.okta.connect(this.app.id, form(this.app.kind, access, 'as typed'))
    this.oktaMessage = answer.text
  },
)

When('the admin switches on {action}', async function (this: ScimWorld, action: Action) {
  await this.okta.setActions(this.app.id, [action])
})

When('the admin switches on all actions', async function (this: ScimWorld) {
  await this.okta.setActions(this.app.id, ACTIONS)
})

When('the admin switches on Sync Password', async function (this: ScimWorld) {
  await this.okta.syncPasswords(this.app.id)
  await this.lookedAt()
})

When('the admin imports users', async function (this: ScimWorld) {
  await this.okta.act(this.app.id, 'import')
  this.oktaMessage = await this.okta.lastImport(this.app.id)
})

When('the admin forces a sync', async function (this: ScimWorld) {
  await this.okta.act(this.app.id, 'force-sync')
})

Then('Okta says {string}', function (this: ScimWorld, text: string) {
  assert.ok(
    this.oktaMessage.includes(this.fill(text)),
    `Okta said «${this.oktaMessage}», not «${text}»`,
  )
})

Then('the app is connected', async function (this: ScimWorld) {
  assert.equal(await this.okta.connectionStatus(this.app.id), 'ENABLED')
})

Then('the app is not connected', async function (this: ScimWorld) {
  assert.notEqual(await this.okta.connectionStatus(this.app.id), 'ENABLED')
})

async function addApp(world: ScimWorld, kind: AppKind): Promise<void> {
  const id = await world.okta.createApp(kind, world.unique(kind))
  world.app = { kind, id }
}

/** An app as it is once the guide has been followed; a server that fails the connector test blocks it. */
async function provisions(
  world: ScimWorld,
  kind: AppKind,
  actions: readonly Action[],
): Promise<void> {
  await addApp(world, kind)
  const answer = await world.okta.connect(world.app.id, form(kind, world.access))
  if (answer.status !== 200) throw new Blocked('OKTA-1.1-01', answer.text)
  await world.okta.setActions(world.app.id, actions)
  await world.okta.settled()
  await world.lookedAt()
}

async function test(world: ScimWorld, access: ScimAccess, how?: 'as typed'): Promise<void> {
  const { message } = await world.okta.testConnection(
    world.app.id,
    form(world.app.kind, access, how),
  )
  world.oktaMessage = message
}

/** The Integration page of either kind: a SAML app adds `Bearer ` itself, Header Auth sends what is typed. */
function form(kind: AppKind, { baseUrl, token }: ScimAccess, how?: 'as typed'): object {
  if (kind === 'Header Auth app') {
    return { baseUrl, apiToken: how === 'as typed' ? token : `Bearer ${token}` }
  }
  return {
    scimProvisioningEnabled: true,
    baseUrl,
    uniqueIdentifier: 'userName',
    authenticationMode: 'HTTP_HEADER',
    token,
    actions: SAML_ACTIONS,
  }
}

/** The same page with all imports ticked; a catalog app has one box for the groups alone. */
function importing(kind: AppKind): object {
  if (kind === 'Header Auth app') return { importGroups: true }
  const imports = ['IMPORT_USERS', 'IMPORT_PROFILE_UPDATES', 'IMPORT_GROUPS']
  return { actions: [...SAML_ACTIONS, ...imports] }
}
