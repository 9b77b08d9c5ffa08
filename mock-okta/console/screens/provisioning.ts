import type { Form } from '../../../web/form.ts'
import { Refused } from '../../../web/refused.ts'
import type { Visit } from '../../../web/site.ts'
import type { Desk } from '../console.ts'
import type { ConnectionPage } from '../shapes.ts'
import { type Frame, frameOf, tab } from './app-frame.ts'

/** The boxes of Supported provisioning actions, in Okta's order, and what each stands for. */
const BOXES = [
  {
    box: 'Import New Users and Profile Updates',
    actions: ['IMPORT_USERS', 'IMPORT_PROFILE_UPDATES'],
  },
  { box: 'Push New Users', actions: ['PUSH_NEW_USERS'] },
  { box: 'Push Profile Updates', actions: ['PUSH_PROFILE_UPDATES'] },
  { box: 'Push Groups', actions: ['PUSH_GROUPS'] },
  { box: 'Import Groups', actions: ['IMPORT_GROUPS'] },
] as const

const MODES = [
  { mode: 'BASIC', label: 'Basic Auth' },
  { mode: 'HTTP_HEADER', label: 'HTTP Header' },
  { mode: 'OAUTH2', label: 'OAuth 2' },
] as const

interface TestResult {
  readonly ok: boolean
  readonly message: string
  readonly actions?: readonly { readonly name: string; readonly selected: boolean }[]
}

/** Provisioning > Integration of both kinds of app. */
export function provisioningScreens(desk: Desk): void {
  const { site, okta, journal } = desk
  site.page('/apps/:id/provisioning', async (visit) => {
    const frame = await frameOf(desk, visit)
    return page(frame, await filledIn(desk, frame), visit, undefined)
  })

  site.action('/apps/:id/connection/test', async (visit) => {
    const frame = await frameOf(desk, visit)
    const message = { text: '' }
    const click = { kind: 'tested', appId: frame.app.id, message } as const
    const title = frame.saml ? 'Test Connector Configuration' : 'Test API Credentials'
    const result = await journal
      .act(title, click, () =>
        okta.post<TestResult>(
          `/api/v1/scimulate/apps/${frame.app.id}/connection/test`,
          connectionIn(frame, visit.form),
        ),
      )
      .catch((error) => {
        if (error instanceof Refused) return { ok: false, message: error.message }
        throw error
      })
    message.text = result.message
    return page(frame, await filledIn(desk, frame), visit, result)
  })
  savingAction(desk)
}

function savingAction(desk: Desk): void {
  const { site, okta, journal } = desk
  site.action('/apps/:id/connection', async (visit) => {
    const frame = await frameOf(desk, visit)
    const { id, label } = frame.app
    const path = `/api/v1/scimulate/apps/${id}/connection`
    const filled = connectionIn(frame, visit.form)
    if (visit.form.text('mode') === 'OAUTH2') {
      const click = { kind: 'other', appId: id, what: 'saves a connection with OAuth 2' } as const
      // The browser comes back from the server to where it is now.
      await journal.act('Save the connection', click, () => okta.put(path, filled, visit.host))
      const said = `The page was saved. Authenticate with ${label} to enable it.`
      return { to: `/apps/${id}/provisioning`, said }
    }
    await journal.act('Save the connection', { kind: 'connected', appId: id }, () =>
      okta.put(path, filled),
    )
    return { to: `/apps/${id}/provisioning/to-app`, said: 'The connection was saved.' }
  })
}

async function filledIn({ okta }: Desk, { app }: Frame): Promise<ConnectionPage> {
  return okta.get(`/api/v1/apps/${app.id}/connections/default`)
}

function page(
  frame: Frame,
  filled: ConnectionPage,
  { query, form }: Visit,
  result: TestResult | undefined,
) {
  const tested = result !== undefined
  const oauth = filled.profile?.authScheme === 'OAUTH2'
  const waits = frame.connection.authorize !== undefined
  const chosen = (box: (typeof BOXES)[number]) =>
    tested
      ? form.all('box').includes(box.box)
      : (frame.connection.actions ?? []).includes(box.actions[0])
  return tab(frame, 'app-integration', 'Provisioning', {
    side: 'Integration',
    filled,
    edits: tested || query.has('edit') || !(frame.connected || waits),
    enabling: tested || query.has('edit') || frame.saml,
    modes: MODES,
    boxes: BOXES.map((box) => ({ name: box.box, chosen: chosen(box) })),
    mode: form.text('mode') || (oauth ? 'OAUTH2' : 'HTTP_HEADER'),
    importGroups: tested ? form.has('importGroups') : frame.connection.importGroups === true,
    result,
  })
}

/** The page as it was filled in. */
function connectionIn({ app, saml }: Frame, form: Form): object {
  const baseUrl = form.text('baseUrl')
  if (!saml) {
    const token = form.text('token')
    const secret = {
      scim2headerauth: { apiToken: token },
      scim2testapp: { token },
      scim2testapp_basic: { username: form.text('username'), password: form.raw('password') },
    }[app.name]
    return { baseUrl, ...secret, importGroups: form.has('importGroups') }
  }
  const boxes = form.all('box')
  const chosen = BOXES.filter(({ box }) => boxes.includes(box))
  return {
    scimProvisioningEnabled: true,
    baseUrl,
    uniqueIdentifier: form.text('uniqueIdentifier'),
    authenticationMode: form.text('mode'),
    token: form.text('token'),
    username: form.text('username'),
    password: form.raw('password'),
    ...(form.text('mode') === 'OAUTH2' ? oauthIn(form) : {}),
    actions: chosen.flatMap(({ actions }) => [...actions]),
  }
}

function oauthIn(form: Form): object {
  return {
    tokenUrl: form.text('accessEndpoint'),
    authorizeUrl: form.text('authorizationEndpoint'),
    clientId: form.text('clientId'),
    clientSecret: form.raw('clientSecret'),
  }
}
