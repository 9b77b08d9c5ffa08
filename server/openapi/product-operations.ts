import { CONNECTIONS } from './connection-operations.ts'
import type { Operation } from './operation.ts'
import { anything, flag, given, listOf, oneOf, ref, type Schema, text, whole } from './schema.ts'
import { SESSIONS } from './session-operations.ts'

const ORGANIZATION = { 404: ['organization_not_found'] }
const MEMBER = { 404: ['organization_not_found', 'member_not_found'] }
const search: Schema = {
  ...given({
    operator: oneOf('AND', 'OR'),
    operands: listOf(given({ filter_name: text, filter_value: {} }, 'filter_name', 'filter_value')),
  }),
}
const page = { cursor: text, limit: whole, query: search }
const organization = { organization: ref('Organization') }
const member = { member_id: text, member: ref('Member'), organization: ref('Organization') }

const inGeneral = oneOf('ALL_ALLOWED', 'RESTRICTED', 'NOT_ALLOWED')
const organizationFields = {
  organization_name: text,
  organization_slug: text,
  organization_external_id: text,
  organization_logo_url: text,
  trusted_metadata: anything,
  sso_jit_provisioning: inGeneral,
  sso_jit_provisioning_allowed_connections: listOf(text),
  email_allowed_domains: listOf(text),
  email_jit_provisioning: oneOf('NOT_ALLOWED', 'RESTRICTED'),
  email_invites: inGeneral,
  auth_methods: oneOf('ALL_ALLOWED', 'RESTRICTED'),
  allowed_auth_methods: listOf(text),
  mfa_policy: oneOf('OPTIONAL', 'REQUIRED_FOR_ALL'),
  mfa_methods: oneOf('ALL_ALLOWED', 'RESTRICTED'),
  allowed_mfa_methods: listOf(text),
  rbac_email_implicit_role_assignments: listOf(
    given({ domain: text, role_id: text }, 'domain', 'role_id'),
  ),
  oauth_tenant_jit_provisioning: oneOf('NOT_ALLOWED', 'RESTRICTED'),
  allowed_oauth_tenants: anything,
  claimed_email_domains: listOf(text),
  first_party_connected_apps_allowed_type: inGeneral,
  allowed_first_party_connected_apps: listOf(text),
  third_party_connected_apps_allowed_type: inGeneral,
  allowed_third_party_connected_apps: listOf(text),
}

const organizationErrors = [
  'invalid_organization_name',
  'invalid_organization_slug',
  'organization_slug_already_used',
  'organization_external_id_already_used',
  'invalid_id',
  'invalid_rbac_role_assignment',
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
    errors: {
      400: [
        'organization_search_filter_name_not_recognized',
        'organization_search_missing_filter_name',
        'organization_search_missing_filter_value',
        'organization_search_expected_array_of_strings',
        'organization_search_expected_boolean',
        'organization_search_expected_string',
      ],
    },
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

const DELETIONS: readonly Operation[] = [
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
  {
    ...{ route: 'post /v1/b2b/organizations/{org}/members/{member}/unlink_retired_email' },
    ...{ id: 'organizations.members.unlinkRetiredEmail', tag: 'Members' },
    summary: 'Let others have an address that a member had before',
    body: given({ email_id: text, email_address: text }),
    answer: { ...member, organization_id: text },
    errors: { 404: [...MEMBER[404], 'email_not_found'] },
  },
  {
    ...{ route: 'delete /v1/b2b/organizations/{org}/members/passwords/{password}' },
    ...{ id: 'organizations.members.deletePassword', tag: 'Members' },
    summary: 'Take away the password of a member',
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

const memberErrors = [
  'invalid_email',
  'duplicate_member_email',
  'retired_member_email',
  'duplicate_member_external_id',
  'invalid_id',
  'metadata_too_many_keys',
  'metadata_too_large',
]

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
    errors: {
      400: [
        'member_search_organization_ids_empty',
        'member_search_filter_name_not_recognized',
        'member_search_missing_filter_name',
        'member_search_missing_filter_value',
        'member_search_expected_array_of_strings',
        'member_search_expected_boolean',
        'member_search_expected_string',
        'member_search_member_email_fuzzy_too_short',
        'search_invalid_status_filter',
      ],
      ...ORGANIZATION,
    },
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

/** Everything that Stytch's own API has here. */
export const PRODUCT_OPERATIONS = [
  ...ORGANIZATIONS,
  ...MEMBERS,
  ...DELETIONS,
  ...CONNECTIONS,
  ...SESSIONS,
]
