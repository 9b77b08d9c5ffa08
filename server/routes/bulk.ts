import type { FastifyInstance } from 'fastify'
import { BulkJob } from '../bulk/job.ts'
import type { Context } from '../context.ts'
import type { Resources } from '../resources/resources.ts'
import { BULK_RESPONSE, bulkRequest, LARGEST_BULK, tooLarge } from '../scim/bulk/request.ts'
import { allowOnly } from './allow-only.ts'
import { baseUrlOf, send } from './scim-request.ts'

/** Many operations in one request (RFC 7644 §3.7). */
export function bulkRoutes(
  app: FastifyInstance,
  context: Context,
  types: readonly Resources[],
): void {
  const options = { bodyLimit: LARGEST_BULK, config: { tooLarge: tooLarge().message } }
  app.post('/Bulk', options, async (request, reply) => {
    const job = new BulkJob(
      request.connection,
      baseUrlOf(context, request),
      types,
      bulkRequest(request.body),
    )
    const Operations = await job.run()
    return send(request, reply, JSON.stringify({ schemas: [BULK_RESPONSE], Operations }))
  })
  allowOnly(app, '/Bulk', ['POST'])
}
