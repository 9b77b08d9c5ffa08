import { Socket } from 'node:net'
import { Agent, buildConnector } from 'undici'

/** Lines of a head as undici writes them, and the headers of ours between them. */
const HEAD =
  /^([A-Z]+ \S+ HTTP\/1\.1)\r\nhost: ([^\r]*)\r\nconnection: keep-alive\r\n([\s\S]*?)(Accept-Encoding: [^\r]*\r\n)(?:content-length: (\d+)\r\n)?\r\n$/

/** The head in the order and spelling of the captured requests: Host, Connection and what is accepted come last. */
export function asCaptured(head: string): string {
  const [, line, host, own, encodings, length] = HEAD.exec(head) ?? []
  if (line === undefined) return head
  const size = length === undefined ? '' : `Content-Length: ${length}\r\n`
  return `${line}\r\n${own}${size}Host: ${host}\r\nConnection: Keep-Alive\r\n${encodings}\r\n`
}

/**
 * Connections on which a request looks as Okta's does, byte for byte. undici writes Host and Connection
 * first and in lower case, and offers no way to have it otherwise: the head is put right on its way out.
 */
export function oktaAgent(): Agent {
  const connect = buildConnector({})
  return new Agent({
    connect: (options, callback) => {
      connect(options, (...made) => {
        const [, socket] = made
        if (socket instanceof Socket) putHeadsRight(socket)
        callback(...made)
      })
    },
  })
}

/** Only heads are written as text; bodies are bytes by then. */
function putHeadsRight(socket: Socket): void {
  const { write } = socket
  const value = (chunk: unknown, ...rest: unknown[]): unknown =>
    Reflect.apply(write, socket, [typeof chunk === 'string' ? asCaptured(chunk) : chunk, ...rest])
  Object.defineProperty(socket, 'write', { value, configurable: true, writable: true })
}
