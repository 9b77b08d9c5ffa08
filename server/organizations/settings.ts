import type { Fields } from '../http/fields.ts'
import { badRequest } from '../http/product-error.ts'

/** A field that is kept and given back as it came: what it is unless somebody says otherwise, and how it is read. */
interface Setting {
  readonly preset: unknown
  readonly read: (fields: Fields, name: string) => unknown
}

const text: Setting = { preset: '', read: (fields, name) => fields.text(name) }
const texts: Setting = { preset: [], read: (fields, name) => fields.texts(name) }
const metadata: Setting = { preset: {}, read: (fields, name) => fields.metadata(name) }
const domainRoles: Setting = { preset: [], read: domainRolesIn }

/** One of these words, the first unless another is given. */
function word(...words: readonly string[]): Setting {
  return {
    preset: words[0],
    read: (fields, name) => {
      const given = fields.text(name)
      if (given !== undefined && !words.includes(given)) {
        throw badRequest('invalid_argument', `${name} must be one of ${words.join(', ')}.`)
      }
      return given
    },
  }
}

const inGeneral = word('ALL_ALLOWED', 'RESTRICTED', 'NOT_ALLOWED')
const methods = word('ALL_ALLOWED', 'RESTRICTED')
const atFirst = word('NOT_ALLOWED', 'RESTRICTED')

/** With the words and the defaults that Stytch documents. */
const SETTINGS: Readonly<Record<string, Setting>> = {
  organization_logo_url: text,
  trusted_metadata: metadata,
  sso_jit_provisioning: inGeneral,
  sso_jit_provisioning_allowed_connections: texts,
  email_allowed_domains: texts,
  email_jit_provisioning: atFirst,
  email_invites: inGeneral,
  auth_methods: methods,
  allowed_auth_methods: texts,
  mfa_policy: word('OPTIONAL', 'REQUIRED_FOR_ALL'),
  mfa_methods: methods,
  allowed_mfa_methods: texts,
  rbac_email_implicit_role_assignments: domainRoles,
  oauth_tenant_jit_provisioning: atFirst,
  allowed_oauth_tenants: metadata,
  claimed_email_domains: texts,
  first_party_connected_apps_allowed_type: inGeneral,
  allowed_first_party_connected_apps: texts,
  third_party_connected_apps_allowed_type: inGeneral,
  allowed_third_party_connected_apps: texts,
}

/** Every setting as it is where nobody has said anything. */
export const DEFAULTS: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(SETTINGS).map(([name, { preset }]) => [name, preset]),
)

/** The settings that are given; what is wrong with one is said by its name. */
export function settingsIn(fields: Fields): Record<string, unknown> {
  const read = Object.entries(SETTINGS).map(
    ([name, one]) => [name, one.read(fields, name)] as const,
  )
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

const WAYS_IN = [
  'sso_jit_provisioning',
  'email_jit_provisioning',
  'auth_methods',
  'allowed_auth_methods',
  'mfa_policy',
  'mfa_methods',
  'allowed_mfa_methods',
  'oauth_tenant_jit_provisioning',
]

/** Of a new organization: who sets any way to get in and does not speak of invites has none. */
export function newSettings(fields: Fields): Record<string, unknown> {
  const given = settingsIn(fields)
  const shut = WAYS_IN.some((name) => name in given)
  return shut ? { email_invites: 'NOT_ALLOWED', ...given } : given
}

function domainRolesIn(fields: Fields, name: string): object[] | undefined {
  return fields.objects(name)?.map(({ domain, role_id }) => {
    if (typeof domain !== 'string' || typeof role_id !== 'string' || !domain || !role_id) {
      throw badRequest('invalid_rbac_role_assignment', `${name}: give each a domain and a role_id.`)
    }
    return { domain, role_id }
  })
}
