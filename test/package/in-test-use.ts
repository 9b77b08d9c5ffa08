/** A program as a stranger writes it: a SCIM server that wants a token, and a mock Okta that provisions it. */
export const PROGRAM = `
import { startMockOkta, startReferenceServer } from 'scimulate'

const server = await startReferenceServer()
const post = async (path: string, body: object): Promise<Record<string, Record<string, string>>> => {
  const basic = Buffer.from(server.projectId + ':' + server.secret).toString('base64')
  const headers = { authorization: 'Basic ' + basic, 'content-type': 'application/json' }
  const answer = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await answer.json()) as Record<string, Record<string, string>>
}
const { organization } = await post('/v1/b2b/organizations', {
  organization_name: 'Example', organization_slug: 'example',
})
const path = '/v1/b2b/scim/' + organization?.organization_id + '/connection'
const { connection } = await post(path, { identity_provider: 'okta' })
const { base_url: baseUrl = '', bearer_token: token = '' } = connection ?? {}

const okta = await startMockOkta(); const app = await okta.createApp({ kind: 'saml', scim: { baseUrl, token } }); const ada = await okta.createUser(); await app.assign(ada); await okta.settled(); app.exchanges()

const sent = app.exchanges().map(({ request, response }) => {
  const { pathname } = new URL(request.url)
  return [request.method, pathname.split('/').pop(), response?.status]
})
console.log(JSON.stringify(sent))
await okta.close()
await server.close()
`

/** Compiler settings of somebody who leaves nothing unchecked, the types of their packages neither. */
export const STRICT = {
  compilerOptions: {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    module: 'nodenext',
    target: 'es2022',
    types: ['node'],
  },
}
