import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { OpenSpan, Tracing } from '../tracing.ts'

/** A span for each request, by its route: no id, filter or token of a URL is told. */
export function requestSpans(app: FastifyInstance, tracing: Tracing): void {
  const spans = new WeakMap<FastifyRequest, OpenSpan>()
  app.addHook('onRequest', (request, _reply, done) => {
    tracing.request(request.method, request.headers, (span) => {
      spans.set(request, span)
      done()
    })
  })
  app.addHook('onResponse', async (request, { statusCode, raw }) => {
    const { method, routeOptions, id, params } = request
    const { connectionId } = (params ?? {}) as { readonly connectionId?: string }
    const route = routeOptions.url
    const gone = raw.writableFinished ? undefined : 'the client is gone'
    spans.get(request)?.end(
      route === undefined ? method : `${method} ${route}`,
      {
        'http.request.method': method,
        'http.response.status_code': statusCode,
        'scimulate.request_id': id,
        ...(route === undefined ? {} : { 'http.route': route }),
        ...(connectionId === undefined ? {} : { 'scimulate.connection_id': connectionId }),
      },
      statusCode >= 500 ? `status ${statusCode}` : gone,
    )
  })
}
