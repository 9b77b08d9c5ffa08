const { startReferenceServer } = require('scimulate')

/** Stands for your own server: where its SCIM API is, with a token for it, and how it is stopped. */
exports.startServerUnderTest = async () => {
  const server = await startReferenceServer()
  const basic = Buffer.from(`${server.projectId}:${server.secret}`).toString('base64')
  const post = async (path, body) => {
    const answer = await fetch(server.url + path, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return answer.json()
  }
  const { organization } = await post('/v1/b2b/organizations', {
    organization_name: 'Example',
    organization_slug: 'example',
  })
  const path = `/v1/b2b/scim/${organization.organization_id}/connection`
  const { connection } = await post(path, { identity_provider: 'okta' })
  return {
    scim: { baseUrl: connection.base_url, token: connection.bearer_token },
    close: () => server.close(),
  }
}
