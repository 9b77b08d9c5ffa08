import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A real server on loopback that has had enough: whatever comes is answered 429. Started when first needed. */
export class Limiter {
  #started: Promise<Server> | undefined

  async origin(): Promise<string> {
    this.#started ??= new Promise((resolve, reject) => {
      const server = createServer((request, response) => {
        request.resume()
        response.writeHead(429, { 'retry-after': '1', 'content-type': 'application/scim+json' })
        response.end(BODY)
      })
      server.unref().on('error', reject)
      server.listen(0, '127.0.0.1', () => resolve(server))
    })
    const { port } = (await this.#started).address() as AddressInfo
    return `http://127.0.0.1:${port}`
  }

  async close(): Promise<void> {
    const server = await this.#started
    server?.closeAllConnections()
    await new Promise<void>((resolve) => {
      if (server === undefined) resolve()
      else server.close(() => resolve())
    })
  }
}

const BODY = JSON.stringify({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  status: '429',
  detail: 'Too many requests.',
})
