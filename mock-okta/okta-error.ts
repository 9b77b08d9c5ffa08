/** A refusal of the management API, in Okta's words and codes. */
export class OktaError extends Error {
  override readonly name = 'OktaError'
  readonly status: number
  readonly code: string
  readonly causes: readonly string[]

  constructor(status: number, code: string, summary: string, causes: readonly string[] = []) {
    super(summary)
    this.status = status
    this.code = code
    this.causes = causes
  }

  toBody(errorId: string): object {
    return {
      errorCode: this.code,
      errorSummary: this.message,
      errorLink: this.code,
      errorId,
      errorCauses: this.causes.map((errorSummary) => ({ errorSummary })),
    }
  }
}

export function invalid(what: string, ...causes: string[]): OktaError {
  return new OktaError(400, 'E0000001', `Api validation failed: ${what}`, causes)
}

export function notFound(id: string, kind: string): OktaError {
  return new OktaError(404, 'E0000007', `Not found: Resource not found: ${id} (${kind})`)
}

/** The operation does not fit the state that the thing is in. */
export function notAllowed(summary: string): OktaError {
  return new OktaError(403, 'E0000038', summary)
}
