import assert from 'node:assert/strict'
import { get } from 'node:http'
import { Then } from '@cucumber/cucumber'
import { agreedProtocol } from './support/agreed-protocol.ts'
import type { ScimWorld } from './world.ts'

const PATIENCE_MS = 10_000

Then('the service gives nothing without TLS', async function (this: ScimWorld) {
  const url = new URL(`${this.access.baseUrl}/ServiceProviderConfig`)
  url.protocol = 'http:'
  const status = await statusOf(url)
  // Who asks for a credential in the clear would take one.
  const open = status !== undefined && ((status >= 200 && status < 300) || status === 401)
  assert.ok(!open, `plain HTTP was answered with ${status}`)
})

Then('the target agrees to TLS 1.2 or later', async function (this: ScimWorld) {
  const { hostname, port } = new URL(this.access.baseUrl)
  const protocol = await agreedProtocol(hostname, Number(port || 443))
  assert.match(protocol, /^TLSv1\.[23]$/)
})

/** Nothing secret is sent; undefined when nobody answers. */
function statusOf(url: URL): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: PATIENCE_MS }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(undefined))
  })
}
