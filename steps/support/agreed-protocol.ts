import { isIP } from 'node:net'
import { connect } from 'node:tls'

const PATIENCE_MS = 10_000
/** Whatever a server may offer, also what OpenSSL no longer takes of its own accord. */
const ANYTHING = {
  rejectUnauthorized: false,
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
} as const

/**
 * The version of TLS that a server agrees to, such as `TLSv1.2`, or why there is none. Who the server is does not
 * matter here, so its certificate is not looked at; nothing is sent.
 */
export function agreedProtocol(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const named = isIP(host) === 0 ? { servername: host } : {}
    const socket = connect({ ...ANYTHING, host, port, ...named }, () => {
      resolve(socket.getProtocol() ?? 'nothing')
      socket.end()
    })
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no handshake in time')))
    socket.on('error', (error) => resolve(error.message))
  })
}
