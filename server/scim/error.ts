/** The detail keywords of RFC 7644 §3.12, table 9, and of RFC 9865 §2.1. */
export type ScimType =
  | 'expiredCursor'
  | 'invalidCount'
  | 'invalidCursor'
  | 'invalidFilter'
  | 'invalidPath'
  | 'invalidSyntax'
  | 'invalidValue'
  | 'invalidVers'
  | 'mutability'
  | 'noTarget'
  | 'sensitive'
  | 'tooMany'
  | 'uniqueness'

export const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'

/** A refusal the client is told about. Anything else thrown is a defect and becomes a bare 500. */
export class ScimError extends Error {
  override readonly name = 'ScimError'
  readonly status: number
  readonly scimType: ScimType | undefined

  constructor(status: number, scimType: ScimType | undefined, detail: string) {
    super(detail)
    this.status = status
    this.scimType = scimType
  }

  /** The body of the refusal; `status` is a string there (RFC 7644 §3.12). */
  toBody(): object {
    return {
      schemas: [ERROR],
      status: String(this.status),
      ...(this.scimType === undefined ? {} : { scimType: this.scimType }),
      detail: this.message,
    }
  }
}

export function invalidFilter(detail: string): ScimError {
  return new ScimError(400, 'invalidFilter', detail)
}

export function invalidPath(detail: string): ScimError {
  return new ScimError(400, 'invalidPath', detail)
}

export function invalidSyntax(detail: string): ScimError {
  return new ScimError(400, 'invalidSyntax', detail)
}

export function invalidValue(detail: string): ScimError {
  return new ScimError(400, 'invalidValue', detail)
}

export function mutability(detail: string): ScimError {
  return new ScimError(400, 'mutability', detail)
}

export function noTarget(detail: string): ScimError {
  return new ScimError(400, 'noTarget', detail)
}

export function uniqueness(detail: string): ScimError {
  return new ScimError(409, 'uniqueness', detail)
}

export function methodNotAllowed(method: string, allowed: string): ScimError {
  return new ScimError(405, undefined, `${method} is not allowed here; ${allowed} are`)
}

export function notFound(kind: string, id: string): ScimError {
  return new ScimError(404, undefined, `${kind} ${id} does not exist`)
}
