import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A child process: the least that a SCIM server can answer, so that its cost is not the bench's. */
const EMPTY = JSON.stringify({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: 0,
  startIndex: 1,
  itemsPerPage: 0,
  Resources: [],
})
let made = 0

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString()
    made += 1
    const resource = body.startsWith('{') ? `${body.slice(0, -1)},"id":"r${made}"}` : `{"id":"r"}`
    const list = request.method === 'GET' && request.url?.includes('?')
    response.writeHead(request.method === 'POST' ? 201 : 200, {
      'content-type': 'application/scim+json',
    })
    response.end(list ? EMPTY : resource)
  })
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
