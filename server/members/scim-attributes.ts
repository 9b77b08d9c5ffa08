import { isObject, type Json } from '../scim/resource.ts'
import { ENTERPRISE_USER } from '../scim/schema/user.ts'
import type { UserRow } from '../store/tables.ts'

type Group = { readonly value: string; readonly display: string }

/** A user's attributes as the product's API spells them: snake case, every plural there, if only empty. */
export function scimAttributes(user: UserRow, groups: readonly Group[]): object {
  const resource = JSON.parse(user.resource_json) as Json
  const text = (name: string) => textIn(resource, name)
  return {
    id: user.id,
    user_name: text('userName'),
    external_id: user.external_id ?? '',
    active: resource.active !== false,
    groups: groups.map(({ value, display }) => ({ value, display })),
    display_name: text('displayName'),
    nick_name: text('nickName'),
    profile_url: text('profileUrl'),
    user_type: text('userType'),
    title: text('title'),
    preferred_language: text('preferredLanguage'),
    locale: text('locale'),
    timezone: text('timezone'),
    emails: plural(resource.emails),
    phone_numbers: plural(resource.phoneNumbers),
    addresses: listOf(resource.addresses).map(address),
    ims: plural(resource.ims),
    photos: plural(resource.photos),
    entitlements: plural(resource.entitlements),
    roles: plural(resource.roles),
    x509certificates: plural(resource.x509Certificates),
    name: nameOf(resource.name),
    enterprise_extension: enterprise(resource[ENTERPRISE_USER]),
  }
}

function nameOf(value: unknown): object {
  const name = isObject(value) ? value : {}
  return {
    formatted: textIn(name, 'formatted'),
    family_name: textIn(name, 'familyName'),
    given_name: textIn(name, 'givenName'),
    middle_name: textIn(name, 'middleName'),
    honorific_prefix: textIn(name, 'honorificPrefix'),
    honorific_suffix: textIn(name, 'honorificSuffix'),
  }
}

function enterprise(value: unknown): object {
  const extension = isObject(value) ? value : {}
  const manager = isObject(extension.manager) ? extension.manager : {}
  return {
    employee_number: textIn(extension, 'employeeNumber'),
    cost_center: textIn(extension, 'costCenter'),
    division: textIn(extension, 'division'),
    department: textIn(extension, 'department'),
    organization: textIn(extension, 'organization'),
    manager: {
      value: textIn(manager, 'value'),
      ref: textIn(manager, '$ref'),
      display_name: textIn(manager, 'displayName'),
    },
  }
}

function address(value: Json): object {
  return {
    formatted: textIn(value, 'formatted'),
    street_address: textIn(value, 'streetAddress'),
    locality: textIn(value, 'locality'),
    region: textIn(value, 'region'),
    postal_code: textIn(value, 'postalCode'),
    country: textIn(value, 'country'),
    type: textIn(value, 'type'),
    primary: value.primary === true,
  }
}

function plural(values: unknown): object[] {
  return listOf(values).map((value) => ({
    value: textIn(value, 'value'),
    type: textIn(value, 'type'),
    primary: value.primary === true,
  }))
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function textIn(object: Json, name: string): string {
  const value = object[name]
  return typeof value === 'string' ? value : ''
}
