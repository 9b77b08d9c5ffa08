import { closed, listOf, ref, type Schema, text, whole } from './schema.ts'

/** One thing that the API does, as plainly as the document allows. */
export interface Operation {
  /** `post /v1/…`, the parts of its path in braces. */
  readonly route: string
  readonly id: string
  readonly tag: string
  readonly summary: string
  readonly query?: Readonly<Record<string, Schema>>
  readonly body?: Schema
  /** What the answer carries beside its status and the request's id. */
  readonly answer: Readonly<Record<string, Schema>>
  /** Error types that the caller may meet, by status. */
  readonly errors?: Readonly<Record<number, readonly string[]>>
}

/** Whatever is sent: a body that is no JSON, a field or a part of the URL that is not what it must be. */
const EVERYWHERE = ['bad_request', 'invalid_argument']

const PARTS: Readonly<Record<string, string>> = {
  org: 'organization_id, organization_slug or organization_external_id',
  member: 'member_id, or the external_id of the member',
  connection: 'connection_id',
  id: 'the id',
}

/** The operation in the words of OpenAPI. */
export function toOpenApi(operation: Operation): Schema {
  const { id, tag, summary, body, answer, errors = {} } = operation
  return {
    operationId: id,
    tags: [tag],
    summary,
    parameters: parametersOf(operation),
    ...(body === undefined
      ? {}
      : { requestBody: { required: false, content: { 'application/json': { schema: body } } } }),
    responses: {
      200: {
        description: 'Done.',
        content: {
          'application/json': {
            schema: closed({ ...answer, status_code: whole, request_id: text }),
          },
        },
      },
      ...Object.fromEntries(
        Object.entries({
          ...errors,
          400: [...(errors[400] ?? []), ...EVERYWHERE],
          401: ['unauthorized_credentials'],
        }).map(([status, types]) => [status, refusal(types)]),
      ),
    },
  }
}

function parametersOf({ route, query = {} }: Operation): Schema[] {
  const parts = [...route.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: PARTS[name] ?? name,
    schema: text,
  }))
  const asked = Object.entries(query).map(([name, schema]) => ({ name, in: 'query', schema }))
  return [...parts, ...asked]
}

function refusal(types: readonly string[]): Schema {
  return {
    description: types.join(', '),
    content: { 'application/json': { schema: ref('Error') } },
  }
}

export function pageOf(name: string, items: string): Readonly<Record<string, Schema>> {
  return { [name]: listOf(ref(items)) }
}
