import type { Operation } from './operation.ts'
import {
  anything,
  flag,
  given,
  listOf,
  oneOf,
  orNull,
  ref,
  type Schema,
  text,
  whole,
} from './schema.ts'
import { SESSIONS } from './session-operations.ts'

const ORGANIZATION = { 404: ['organization_not_found'] }
const MEMBER = { 404: ['organization_not_found', 'member_not_found'] }
const CONNECTION = { 404: ['organization_not_found', 'no_active_scim_connection'] }
const search: Schema = {
  ...given({
    operator: oneOf('AND', 'OR'),
    operands: listOf(given({ filter_name: text, filter_value: {} }, 'filter_name', 'filter_value')),
  }),
}
const page = { cursor: text, limit: whole, query: search }
const organization = { organization: ref('Organization') }
const member = { member_id: text, member: ref('Member'), organization: ref('Organization') }

const organizationFields = {
  organization_name: text,
  organization_slug: text,
  organization_external_id: text,
  organization_logo_url: text,
  trusted_metadata: anything,
  email_allowed_domains: listOf(text),
  claimed_email_domains: listOf(text),
  mfa_policy: oneOf('OPTIONAL', 'REQUIRED_FOR_ALL'),
}

const organizationErrors = [
  'invalid_organization_name',
  'invalid_organization_slug',
  'organization_slug_already_used',
  'organization_external_id_already_used',
  'metadata_too_many_keys',
  'metadata_too_large',
]

const ORGANIZATIONS: readonly Operation[] = [
  {
    ...{ route: 'post /v1/b2b/organizations', id: 'organizations.create' },
    ...{ tag: 'Organizations', summary: 'Create an organization' },
    body: given(organizationFields, 'organization_name'),
    answer: organization,
    errors: { 400: ['organization_name_missing', ...organizationErrors] },
  },
  {
    ...{ route: 'post /v1/b2b/organizations/search', id: 'organizations.search' },
    ...{ tag: 'Organizations', summary: 'Search organizations' },
    body: given(page),
    answer: {
      organizations: listOf(ref('Organization')),
      results_metadata: ref('ResultsMetadata'),
    },
    errors: { 400: ['organization_search_filter_name_not_recognized'] },
  },
  {
    ...{ route: 'get /v1/b2b/organizations/{org}', id: 'organizations.get' },
    ...{ tag: 'Organizations', summary: 'Read an organization' },
    answer: organization,
    errors: ORGANIZATION,
  },
  {
    ...{ route: 'put /v1/b2b/organizations/{org}', id: 'organizations.update' },
    ...{ tag: 'Organizations', summary: 'Change an organization; what is not given stays' },
    body: given(organizationFields),
    answer: organization,
    errors: { 400: organizationErrors, ...ORGANIZATION },
  },
  {
    ...{ route: 'delete /v1/b2b/organizations/{org}', id: 'organizations.delete' },
    ...{ tag: 'Organizations', summary: 'Delete an organization, its members and connection' },
    answer: { organization_id: text },
    errors: ORGANIZATION,
  },
  {
    ...{ route: 'get /v1/b2b/organizations/{org}/metrics', id: 'organizations.metrics' },
    ...{ tag: 'Organizations', summary: 'Count the members that are not deleted' },
    answer: { member_count: whole },
    errors: ORGANIZATION,
  },
]

const EXTERNAL_IDS: readonly Operation[] = [
  {
    ...{ route: 'delete /v1/b2b/organizations/{org}/external_id' },
    ...{ id: 'organizations.deleteExternalId', tag: 'Organizations' },
    summary: 'Take away the external id of an organization',
    answer: organization,
    errors: ORGANIZATION,
  },
  {
    ...{ route: 'delete /v1/b2b/organizations/{org}/members/{member}/external_id' },
    ...{ id: 'organizations.members.deleteExternalId', tag: 'Members' },
    summary: 'Take away the external id of a member',
    answer: member,
    errors: MEMBER,
  },
]

const memberFields = {
  email_address: text,
  name: text,
  external_id: text,
  is_breakglass: flag,
  roles: listOf(text),
  mfa_enrolled: flag,
  mfa_phone_number: text,
  default_mfa_method: text,
  trusted_metadata: anything,
  untrusted_metadata: anything,
}

const memberErrors = ['invalid_email', 'duplicate_member_email', 'duplicate_member_external_id']

const MEMBERS: readonly Operation[] = [
  {
    ...{ route: 'post /v1/b2b/organizations/{org}/members' },
    ...{ id: 'organizations.members.create', tag: 'Members', summary: 'Create a member' },
    body: given({ ...memberFields, create_member_as_pending: flag }, 'email_address'),
    answer: member,
    errors: { 400: memberErrors, ...ORGANIZATION },
  },
  {
    ...{ route: 'get /v1/b2b/organizations/{org}/member' },
    ...{ id: 'organizations.members.get', tag: 'Members', summary: 'Read a member' },
    query: { member_id: text, email_address: text },
    answer: member,
    errors: { 400: ['invalid_member_get_fields'], ...MEMBER },
  },
  {
    ...{ route: 'get /v1/b2b/organizations/members/dangerously_get/{member}' },
    ...{ id: 'organizations.members.dangerouslyGet', tag: 'Members' },
    summary: 'Read a member of any organization, a deleted one too when that is asked for',
    query: { include_deleted: flag },
    answer: member,
    errors: { 404: ['member_not_found'] },
  },
  {
    ...{ route: 'post /v1/b2b/organizations/members/search' },
    ...{ id: 'organizations.members.search', tag: 'Members' },
    summary: 'Search members; the deleted only where their status is asked for',
    body: given({ organization_ids: listOf(text), ...page }, 'organization_ids'),
    answer: {
      members: listOf(ref('Member')),
      organizations: { type: 'object', additionalProperties: ref('Organization') },
      results_metadata: ref('ResultsMetadata'),
    },
    errors: { 400: ['member_search_organization_ids_empty'], ...ORGANIZATION },
  },
  {
    ...{ route: 'put /v1/b2b/organizations/{org}/members/{member}' },
    ...{ id: 'organizations.members.update', tag: 'Members' },
    summary: 'Change a member; another e-mail address retires the one before',
    body: given({ ...memberFields, unlink_email: flag }),
    answer: member,
    errors: { 400: memberErrors, ...MEMBER },
  },
  {
    ...{ route: 'delete /v1/b2b/organizations/{org}/members/{member}' },
    ...{ id: 'organizations.members.delete', tag: 'Members' },
    summary: 'Delete a member; it can be taken back',
    answer: { member_id: text },
    errors: MEMBER,
  },
  {
    ...{ route: 'put /v1/b2b/organizations/{org}/members/{member}/reactivate' },
    ...{ id: 'organizations.members.reactivate', tag: 'Members' },
    summary: 'Take back a deleted member',
    answer: member,
    errors: {
      400: ['no_deleted_member_found_for_reactivation', 'email_unverified_for_reactivation'],
      ...ORGANIZATION,
    },
  },
]

const connectionFields = { display_name: text, identity_provider: ref('IdentityProvider') }
const AT = '/v1/b2b/scim/{org}/connection/{connection}'
const connection = { connection: ref('SCIMConnection') }
const NOT_ROTATING = { 400: ['scim_connection_not_rotating_token'], ...CONNECTION }

const CONNECTIONS: readonly Operation[] = [
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

/** Everything that Stytch's own API has here. */
export const PRODUCT_OPERATIONS = [
  ...ORGANIZATIONS,
  ...MEMBERS,
  ...EXTERNAL_IDS,
  ...CONNECTIONS,
  ...SESSIONS,
]
