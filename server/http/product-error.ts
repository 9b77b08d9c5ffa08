/** A refusal of the product API, by the error types that Stytch publishes. */
export class ProductError extends Error {
  override readonly name = 'ProductError'
  readonly status: number
  readonly errorType: string

  constructor(status: number, errorType: string, message: string) {
    super(message)
    this.status = status
    this.errorType = errorType
  }

  toBody(requestId: string): object {
    return {
      status_code: this.status,
      request_id: requestId,
      error_type: this.errorType,
      error_message: this.message,
      error_url: `https://stytch.com/docs/api-reference/b2b/api/errors/${this.status}#${this.errorType}`,
    }
  }
}

export function badRequest(errorType: string, message: string): ProductError {
  return new ProductError(400, errorType, message)
}

export function organizationNotFound(): ProductError {
  return new ProductError(404, 'organization_not_found', 'Organization could not be found.')
}

export function memberNotFound(): ProductError {
  return new ProductError(404, 'member_not_found', 'Member could not be found.')
}

export function noActiveConnection(status: number): ProductError {
  return new ProductError(
    status,
    'no_active_scim_connection',
    'The organization has no active SCIM connection of that id.',
  )
}
