import { LARGEST_BULK, MOST_BULK_OPERATIONS } from './bulk/request.ts'
import { DEFAULT_PAGE, LARGEST_PAGE } from './list-query.ts'

export const SERVICE_PROVIDER_CONFIG = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'

/** How long a cursor is good for, in seconds. */
export const CURSOR_SECONDS = 3_600

/** What this service can do, and nothing that it cannot (RFC 7643 §5, RFC 9865 §4). */
export function serviceProviderConfig(location: string, changesPasswords: boolean): object {
  return {
    schemas: [SERVICE_PROVIDER_CONFIG],
    patch: { supported: true },
    bulk: {
      supported: true,
      maxOperations: MOST_BULK_OPERATIONS,
      maxPayloadSize: LARGEST_BULK,
    },
    filter: { supported: true, maxResults: LARGEST_PAGE },
    changePassword: { supported: changesPasswords },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: DEFAULT_PAGE,
      maxPageSize: LARGEST_PAGE,
      cursorTimeout: CURSOR_SECONDS,
    },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'The token of the SCIM connection in the Authorization header',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location },
  }
}
