import type { Operation } from './operation.ts'
import { given, listOf, orNull, ref, text, whole } from './schema.ts'

const ORGANIZATION = { 404: ['organization_not_found'] }
const CONNECTION = { 404: ['organization_not_found', 'no_active_scim_connection'] }
const connectionFields = { display_name: text, identity_provider: ref('IdentityProvider') }
const AT = '/v1/b2b/scim/{org}/connection/{connection}'
const connection = { connection: ref('SCIMConnection') }
const NOT_ROTATING = { 400: ['scim_connection_not_rotating_token'], ...CONNECTION }

/** Where identity providers come in. */
export const CONNECTIONS: readonly Operation[] = [
  {
    ...{ route: 'post /v1/b2b/scim/{org}/connection', id: 'scim.connection.create' },
    ...{ tag: 'SCIM connections', summary: 'Make the SCIM connection of an organization' },
    body: given(connectionFields),
    answer: { connection: ref('SCIMConnectionWithToken') },
    errors: { 400: ['active_scim_connection_exists', 'invalid_scim_idp'], ...ORGANIZATION },
  },
  {
    ...{ route: 'get /v1/b2b/scim/{org}/connection', id: 'scim.connection.get' },
    ...{ tag: 'SCIM connections', summary: 'Read the active connection' },
    answer: connection,
    errors: CONNECTION,
  },
  {
    ...{ route: `put ${AT}`, id: 'scim.connection.update', tag: 'SCIM connections' },
    summary: 'Change a connection; a list of role assignments takes the place of the one before',
    body: given({
      ...connectionFields,
      scim_group_implicit_role_assignments: listOf(
        given({ role_id: text, group_id: text, group_name: text }, 'role_id', 'group_id'),
      ),
    }),
    answer: connection,
    errors: {
      400: [
        'invalid_scim_idp',
        'scim_group_role_assignment_does_not_contain_group_id',
        'scim_group_role_assignment_group_does_not_exist',
        'invalid_rbac_role_assignment',
      ],
      ...CONNECTION,
    },
  },
  {
    ...{ route: `delete ${AT}`, id: 'scim.connection.delete', tag: 'SCIM connections' },
    summary: 'Delete a connection with its groups and registrations; the members stay',
    answer: { connection_id: text },
    errors: CONNECTION,
  },
  {
    ...{ route: `get ${AT}`, id: 'scim.connection.getGroups', tag: 'SCIM connections' },
    summary: 'List the groups that were pushed',
    query: { cursor: text, limit: whole },
    answer: { scim_groups: listOf(ref('SCIMGroup')), next_cursor: orNull(text) },
    errors: CONNECTION,
  },
  {
    ...{ route: `post ${AT}/rotate/start`, id: 'scim.connection.rotateStart' },
    ...{
      tag: 'SCIM connections',
      summary: 'Make a second token; both work until the rotation ends',
    },
    answer: { connection: ref('SCIMConnectionWithNextToken') },
    errors: CONNECTION,
  },
  {
    ...{ route: `post ${AT}/rotate/complete`, id: 'scim.connection.rotateComplete' },
    ...{ tag: 'SCIM connections', summary: 'End the rotation with the next token' },
    answer: connection,
    errors: NOT_ROTATING,
  },
  {
    ...{ route: `post ${AT}/rotate/cancel`, id: 'scim.connection.rotateCancel' },
    ...{ tag: 'SCIM connections', summary: 'End the rotation with the token in use' },
    answer: connection,
    errors: NOT_ROTATING,
  },
]
