import { execFileSync } from 'node:child_process'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import {
  type AddressInfo,
  connect,
  createServer as createNetServer,
  type Server as NetServer,
  type Socket,
} from 'node:net'

/** How an altered server is spoken to: in the clear, by TLS, or by both on one port. */
export type Transport = 'plain' | 'tls' | 'tls and plain'

export interface Front {
  readonly server: NetServer
  readonly scheme: 'http' | 'https'
  /** Ends every connection, so that the server can close. */
  drop(): void
}

export function frontOf(transport: Transport, listener: RequestListener): Front {
  const plain = createServer(listener)
  if (transport === 'plain') return frontFrom(plain, 'http', [plain])
  const tls = createTlsServer(certificate(), listener)
  if (transport === 'tls') return frontFrom(tls, 'https', [tls])
  for (const inner of [plain, tls]) inner.listen(0, '127.0.0.1').unref()
  const either = createNetServer((socket) => sort(socket, tls, plain))
  return frontFrom(either, 'https', [tls, plain])
}

function frontFrom(
  server: NetServer,
  scheme: Front['scheme'],
  speaking: readonly Pick<Server, 'closeAllConnections'>[],
): Front {
  return {
    server,
    scheme,
    drop: () => {
      for (const one of speaking) one.closeAllConnections()
    },
  }
}

/** The first byte of a TLS handshake; no HTTP request begins with it. */
const HANDSHAKE = 0x16

function sort(socket: Socket, tls: NetServer, plain: NetServer): void {
  socket.once('data', (first: Buffer) => {
    const { port } = (first[0] === HANDSHAKE ? tls : plain).address() as AddressInfo
    const inner = connect(port, '127.0.0.1')
    inner.write(first)
    socket.pipe(inner).pipe(socket)
    for (const [one, other] of [
      [socket, inner],
      [inner, socket],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
}

let made: { readonly key: string; readonly cert: string } | undefined

/** Signed by nobody: whoever comes must say `--insecure`. */
function certificate(): { readonly key: string; readonly cert: string } {
  const words = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2'
  const rest = ['-subj', '/CN=127.0.0.1', '-keyout', '-', '-out', '-']
  made ??= parts(
    execFileSync('openssl', [...words.split(' '), ...rest], { stdio: 'pipe' }).toString(),
  )
  return made
}

function parts(pem: string): { readonly key: string; readonly cert: string } {
  const at = pem.indexOf('-----BEGIN CERTIFICATE')
  return { key: pem.slice(0, at), cert: pem.slice(at) }
}
