import { ApiClient, type Call } from '../../web/api-client.ts'

export type { Call }

/** The product API as the dashboard uses it: what it refuses is told in its own words. */
export class Product extends ApiClient {
  constructor(call: Call) {
    super(call, reasonIn)
  }
}

function reasonIn(body: unknown): string {
  const { error_message: message } = (body ?? {}) as { error_message?: string }
  return message ?? 'The product refused it.'
}
