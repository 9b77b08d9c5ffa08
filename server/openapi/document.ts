import { type Operation, toOpenApi } from './operation.ts'
import { PRODUCT_OPERATIONS } from './product-operations.ts'
import { PRODUCT_SCHEMAS } from './product-schemas.ts'
import type { Schema } from './schema.ts'
import { WEBHOOK_OPERATIONS } from './webhook-operations.ts'
import { WEBHOOK_SCHEMAS } from './webhook-schemas.ts'

/** Every operation of the product API, in the order in which it is read. */
export const OPERATIONS: readonly Operation[] = [...PRODUCT_OPERATIONS, ...WEBHOOK_OPERATIONS]

/** The product API of a server at this address, in OpenAPI 3.1. */
export function openApiDocument(url: string): Schema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'scimulate: the product API of the reference server',
      version: '1',
      description:
        "The part of Stytch B2B's API around SCIM, as its official SDK speaks it, and what is ours beside " +
        'it below /v1/scimulate. SCIM itself is spoken at the base_url of a connection.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url }],
    security: [{ project: [] }],
    tags: [...new Set(OPERATIONS.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: paths(),
    components: {
      schemas: { ...PRODUCT_SCHEMAS, ...WEBHOOK_SCHEMAS },
      securitySchemes: {
        project: {
          type: 'http',
          scheme: 'basic',
          description: "The project's id and its secret.",
        },
      },
    },
  }
}

function paths(): Schema {
  const found: Record<string, Record<string, Schema>> = {}
  for (const operation of OPERATIONS) {
    const [method = '', path = ''] = operation.route.split(' ')
    found[path] = { ...found[path], [method]: toOpenApi(operation) }
  }
  return found
}
