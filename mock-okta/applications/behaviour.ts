interface Choice<V extends string> {
  /** What may be chosen; the first is the default. */
  readonly values: readonly [V, ...V[]]
  readonly says: string
}

const choice = <V extends string>(says: string, ...values: [V, ...V[]]): Choice<V> => ({
  values,
  says,
})

/**
 * What is not known of the real Okta for certain, or is only switched on by its support: each an option
 * of the app, whose default is the likeliest.
 */
export const CHOICES = {
  clearedAttributes: choice(
    'How a profile push tells that an attribute was emptied in Okta: the server’s value goes back as it came (keep), is left out (absent), or is sent as null or as an empty text.',
    'keep',
    'absent',
    'null',
    'empty',
  ),
  createPassword: choice(
    'Whether a create brings eight random characters as the password when none is synced; Okta can turn that off for an app.',
    'random',
    'none',
  ),
  lookupValue: choice(
    'What a SAML app with another unique identifier than userName looks up: the application username, or the value that is mapped to that attribute.',
    'userName',
    'attribute',
  ),
  lookupSpaces: choice(
    'How spaces of a filter are encoded; plus signs are what a capture of 2018 shows.',
    'percent',
    'plus',
  ),
  lookupEscapes: choice(
    'Whether quotes and backslashes of a value are escaped in a filter, as RFC 7644 has it.',
    'yes',
    'no',
  ),
  lookupAfterRename: choice(
    'Whose name a look-up has for someone who was renamed between losing the app and getting it back.',
    'new',
    'old',
  ),
  lookupSeveral: choice(
    'What a look-up that finds several users leads to: the first is linked, or the assignment fails.',
    'first',
    'fail',
  ),
  statusPatchReads: choice('Whether a PATCH of active is preceded by a GET.', 'no', 'yes'),
  userWrites: choice(
    'How a catalog app writes status and password; Okta’s staff can switch one from PATCH to PUT.',
    'patch',
    'put',
  ),
  groupWrites: choice(
    'How a catalog app writes groups; Okta’s staff can switch one from PATCH to PUT.',
    'patch',
    'put',
  ),
  passwordPatch: choice(
    'Where the PATCH of a password has it: inside a value without a path, as status has it, or at a path.',
    'value',
    'path',
  ),
  unchangedAttributes: choice(
    'Whether a profile push writes attributes that Okta believes unchanged; left, what the server changed itself stays.',
    'send',
    'leave',
  ),
  reactivationOrder: choice(
    'What comes first when an app that sends PATCH reactivates and updates a user.',
    'status',
    'profile',
  ),
  newGroupMembers: choice(
    'Whether the POST of a new group names its members, before they are sent once more; absent is a POST of the name alone.',
    'all',
    'none',
    'absent',
  ),
  groupName: choice(
    'When an app that sends PATCH repeats the name of a group whose members changed.',
    'after',
    'before',
    'never',
  ),
  groupPutId: choice('Whether the PUT of a group holds its id, as in 2018.', 'no', 'yes'),
  importStep: choice(
    'How far an import goes on after a page: by the count that was asked for, or by as many as came.',
    'count',
    'returned',
  ),
  deleteContentType: choice(
    'Whether a DELETE has a Content-Type without having a body, as the only capture of one (2018) shows.',
    'yes',
    'no',
  ),
  deleteUsers: choice(
    'What happens to a user who loses the app with Deactivate Users on: deactivated, or deleted on the server, which Okta has behind a switch since July 2026. After a while: deactivated first, deleted when the time is over and the app was not given back.',
    'never',
    'at-once',
    'after-a-day',
    'after-30-days',
  ),
  defaultMappings: choice(
    'When the mappings that Okta made itself are applied: on create and update, or on create only, as one capture of a SAML app shows them. Chosen anew, all rows that still have Okta’s expression follow.',
    'create-and-update',
    'create',
  ),
  mappingSave: choice(
    'Whether a change of the attribute mappings is pushed to those who have the app at once (Apply updates now), or goes with the next push of each.',
    'apply',
    'keep',
  ),
  groupPatchChanges: choice(
    'How many members may change in one PATCH of a group, as an app is submitted; more go in several.',
    '100',
    '250',
    '500',
    '1000',
  ),
  baseUrlSlash: choice(
    'Whether a slash at the end of the base URL is left out before /Users, or stays.',
    'trim',
    'keep',
  ),
  baseUrlRules: choice(
    'Whether a base URL is refused that Okta’s documentation rules out, one without https or with an underscore; local servers need the first.',
    'any',
    'okta',
  ),
  deprovisioningTasks: choice(
    'Whether a deactivation that failed leaves the task Application accounts need deprovisioning, or none, as after Don’t create deprovisioning tasks.',
    'create',
    'none',
  ),
  connectorTestGroups: choice(
    'Whether the test and the save of a catalog app read the groups, too: where those are imported, or always, as documented for SCIM 1.1.',
    'imported',
    'always',
  ),
  importUserSchema: choice(
    'Whether enabling provisioning reads schemas and resource types, as Import User Schema does since 2026.',
    'off',
    'on',
  ),
  entitlements: choice(
    'Whether enabling provisioning reads resource types, schemas and what they tell of, as with Entitlement Management.',
    'off',
    'on',
  ),
} as const

export type Behaviour = {
  readonly [Name in keyof typeof CHOICES]: (typeof CHOICES)[Name]['values'][number]
}

export const DEFAULT_BEHAVIOUR = Object.fromEntries(
  Object.entries(CHOICES).map(([name, { values }]) => [name, values[0]]),
) as Behaviour
