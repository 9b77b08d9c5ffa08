import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createServer, type SecureVersion } from 'node:tls'
import { agreedProtocol } from '../../steps/support/agreed-protocol.ts'

const folder = mkdtempSync(join(tmpdir(), 'scimulate-tls-'))

before(() => {
  const words =
    'req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -keyout key.pem -out cert.pem'
  execFileSync('openssl', words.split(' '), { cwd: folder, stdio: 'pipe' })
})
after(() => rmSync(folder, { recursive: true }))

async function agreedWith(version: SecureVersion): Promise<string> {
  const server = createServer({
    key: readFileSync(join(folder, 'key.pem')),
    cert: readFileSync(join(folder, 'cert.pem')),
    minVersion: version,
    maxVersion: version,
    ciphers: 'DEFAULT@SECLEVEL=0',
  })
  server.on('tlsClientError', () => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    return await agreedProtocol('127.0.0.1', (server.address() as AddressInfo).port)
  } finally {
    server.close()
  }
}

for (const version of ['TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const) {
  test(`a server of ${version} alone is told as such`, async () => {
    assert.equal(await agreedWith(version), version)
  })
}

test('where nobody answers, the reason is told', async () => {
  assert.match(await agreedProtocol('127.0.0.1', 1), /ECONNREFUSED/)
})
