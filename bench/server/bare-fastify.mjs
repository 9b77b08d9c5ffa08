import fastify from 'fastify'

/** A child process: fastify with one route for each operation of the bench, and nothing behind it. */
process.once('message', async (canned) => {
  const app = fastify({ forceCloseConnections: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/scim+json', { parseAs: 'string' }, (_request, text, done) =>
    done(null, JSON.parse(text)),
  )
  for (const { method, path, status, headers, body } of canned) {
    app.route({
      method,
      url: path,
      handler: async (_request, reply) => reply.status(status).headers(headers).send(body),
    })
  }
  process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }))
})
