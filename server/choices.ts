/** The names of the events of groups: the newest ones, or those of older pages of the documentation. */
export type GroupEvents = 'scim_group' | 'idp_group'

/** Behaviour of the product that is published nowhere: what we do is the default, and can be changed. */
export interface Choices {
  /**
   * Events of groups: `scim_group` (default) tells scim.scim_group.* and scim.scim_member_group.*;
   * `idp_group` tells scim.idp_group.create, update, delete, member_add and member_delete.
   */
  readonly groupEvents: GroupEvents
  /** Status of an answer about a SCIM connection that is not there, no_active_scim_connection; default 404. */
  readonly noConnectionStatus: 400 | 404
  /** What a second rotate/start does: `replace` (default) the pending token, or `refuse`. */
  readonly rotateTwice: 'replace' | 'refuse'
  /** How many years a bearer token lasts; default 5. An expired one is answered with 401. */
  readonly tokenYears: number
  /** Whether the e-mail address of a provisioned member counts as verified; default true. */
  readonly provisionedEmailVerified: boolean
  /** Whether joining or leaving a group tells scim.member.update too; default false. */
  readonly memberUpdateOnMembership: boolean
}

const DEFAULT_CHOICES: Choices = {
  groupEvents: 'scim_group',
  noConnectionStatus: 404,
  rotateTwice: 'replace',
  tokenYears: 5,
  provisionedEmailVerified: true,
  memberUpdateOnMembership: false,
}

const ALLOWED: { readonly [K in keyof Choices]: (value: unknown) => boolean } = {
  groupEvents: (value) => value === 'scim_group' || value === 'idp_group',
  noConnectionStatus: (value) => value === 400 || value === 404,
  rotateTwice: (value) => value === 'replace' || value === 'refuse',
  tokenYears: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 100,
  provisionedEmailVerified: (value) => typeof value === 'boolean',
  memberUpdateOnMembership: (value) => typeof value === 'boolean',
}

/** All choices, those given checked by name and value; throws a RangeError that names what is wrong. */
export function choicesFrom(given: Readonly<Record<string, unknown>>): Choices {
  for (const [name, value] of Object.entries(given)) {
    const fits = Object.hasOwn(ALLOWED, name) ? ALLOWED[name as keyof Choices] : undefined
    if (fits === undefined) {
      throw new RangeError(`there is no choice ${name}, only ${Object.keys(ALLOWED).join(', ')}`)
    }
    if (!fits(value)) throw new RangeError(`the choice ${name} cannot be ${String(value)}`)
  }
  return { ...DEFAULT_CHOICES, ...given }
}
