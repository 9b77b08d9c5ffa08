import { ApiClient, type Call } from '../../web/api-client.ts'

export type { Call }

/** The management API as the console uses it: what it refuses is told in Okta's words. */
export class Okta extends ApiClient {
  constructor(call: Call) {
    super(call, reasonIn)
  }

  /** Whether the API has such a path; asked with a request that it refuses. */
  async has(method: 'POST', path: string): Promise<boolean> {
    return (await this.call(method, path, {})).status !== 404
  }
}

/** Okta says the cause in a list below its summary. */
function reasonIn(body: unknown): string {
  const { errorSummary, errorCauses, error } = (body ?? {}) as {
    errorSummary?: string
    errorCauses?: readonly { errorSummary?: string }[]
    error?: string
  }
  return errorCauses?.[0]?.errorSummary ?? errorSummary ?? error ?? 'Okta refused it.'
}
