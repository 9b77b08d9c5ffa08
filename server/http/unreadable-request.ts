import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'

/** So long is read on, unseen, of what a client still sends. */
const PATIENCE_MS = 1_000

const STATUSES: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
}

/**
 * Refuses what is no request or has too long a head. The connection is of no use then, and the answer says so:
 * a client that is not told sends its next request there. Nor is it cut at once, or what is unread would take
 * the answer with it.
 */
export function answerUnreadableRequest(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return
  const status = STATUSES[error.code ?? ''] ?? 400
  const message = STATUS_CODES[status] ?? ''
  const body = JSON.stringify({ error: message, statusCode: status })
  socket.end(
    `HTTP/1.1 ${status} ${message}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
  const cut = setTimeout(() => socket.destroy(), PATIENCE_MS)
  socket.once('close', () => clearTimeout(cut))
}
