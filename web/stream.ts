import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** Sends one event to the page that listens. */
export type Tell = (event: string, data: unknown) => void

/**
 * Server-sent events: `watch` is called for every page that listens, and what it gives back when the page
 * goes away.
 */
export function streamRoute(
  app: FastifyInstance,
  path: string,
  watch: (tell: Tell, query: URLSearchParams) => () => void,
): void {
  const open = new Set<ServerResponse>()
  // A page that listens waits for no answer: it does not keep a server that stops.
  app.addHook('preClose', async () => {
    for (const raw of open) raw.end()
  })
  app.get(path, (request, reply) => {
    reply.hijack()
    const { raw } = reply
    open.add(raw)
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    raw.write('retry: 2000\n\n')
    const tell: Tell = (event, data) => {
      raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    }
    const stop = watch(tell, new URL(request.url, 'http://here').searchParams)
    // So that whatever stands between does not think the connection dead.
    const beat = setInterval(() => raw.write(': here\n\n'), 20_000)
    raw.on('close', () => {
      open.delete(raw)
      clearInterval(beat)
      stop()
    })
  })
}
