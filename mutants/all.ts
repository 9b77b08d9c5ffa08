import { ADDRESS_FAULTS } from './faults/address.ts'
import { ERROR_FAULTS, VERSION_FAULTS } from './faults/answers.ts'
import { AROUND_FAULTS, AROUND_GROUPS_FAULTS } from './faults/around.ts'
import { ASKED_FILTER_FAULTS, ASKED_PAGE_FAULTS } from './faults/asked.ts'
import { BEYOND_FAULTS } from './faults/beyond.ts'
import { BULK_FAULTS, CLIENT_FAULTS } from './faults/bulk.ts'
import { PATCH_FORM_FAULTS } from './faults/changed.ts'
import { CREATE_FAULTS, DELETE_FAULTS, READ_FAULTS } from './faults/create.ts'
import { DECLARED_FAULTS } from './faults/declared.ts'
import { DISCOVERY_FAULTS } from './faults/discovery.ts'
import { FILTER_FAULTS } from './faults/filters.ts'
import { GROUP_FAULTS } from './faults/groups.ts'
import { GROUPS_TOO_FAULTS } from './faults/groups-too.ts'
import { HISTORY_FAULTS } from './faults/histories.ts'
import { BULK_JOB_FAULTS, HTTP_FAULTS } from './faults/jobs.ts'
import { KEPT_FAULTS } from './faults/kept.ts'
import { LOOKED_FOR_FAULTS } from './faults/looked-for.ts'
import { OKTA_CHANGE_FAULTS, OKTA_CREATE_FAULTS, OKTA_LOOKUP_FAULTS } from './faults/okta.ts'
import { CURSOR_FAULTS, PAGE_FAULTS, SORT_FAULTS } from './faults/pages.ts'
import { PATCH_FAULTS } from './faults/patch.ts'
import { REFUSED_PATCH_FAULTS } from './faults/patch-refused.ts'
import { PATCHED_FAULTS } from './faults/patched.ts'
import { ENTRA_FAULTS, IDENTITY_FAULTS, VALUE_FAULTS } from './faults/people.ts'
import { PROJECTION_FAULTS, SEARCH_FAULTS } from './faults/projection.ts'
import { REPLACE_FAULTS } from './faults/replace.ts'
import { SECOND_LOOK_FAULTS } from './faults/second-look.ts'
import { TEXT_FAULTS } from './faults/texts.ts'
import { TOLD_FAULTS } from './faults/told.ts'
import { WRITTEN_FAULTS } from './faults/written.ts'
import { VARIANTS } from './legal/variants.ts'
import type { Mutant } from './mutant.ts'

export const MUTANTS: readonly Mutant[] = [
  ...DISCOVERY_FAULTS,
  ...CREATE_FAULTS,
  ...READ_FAULTS,
  ...DELETE_FAULTS,
  ...REPLACE_FAULTS,
  ...PATCH_FAULTS,
  ...REFUSED_PATCH_FAULTS,
  ...GROUP_FAULTS,
  ...FILTER_FAULTS,
  ...PAGE_FAULTS,
  ...CURSOR_FAULTS,
  ...SORT_FAULTS,
  ...PROJECTION_FAULTS,
  ...SEARCH_FAULTS,
  ...VERSION_FAULTS,
  ...ERROR_FAULTS,
  ...BULK_FAULTS,
  ...CLIENT_FAULTS,
  ...ADDRESS_FAULTS,
  ...DECLARED_FAULTS,
  ...BEYOND_FAULTS,
  ...KEPT_FAULTS,
  ...TOLD_FAULTS,
  ...ASKED_PAGE_FAULTS,
  ...ASKED_FILTER_FAULTS,
  ...BULK_JOB_FAULTS,
  ...HTTP_FAULTS,
  ...PATCH_FORM_FAULTS,
  ...IDENTITY_FAULTS,
  ...VALUE_FAULTS,
  ...ENTRA_FAULTS,
  ...AROUND_GROUPS_FAULTS,
  ...AROUND_FAULTS,
  ...OKTA_LOOKUP_FAULTS,
  ...OKTA_CREATE_FAULTS,
  ...OKTA_CHANGE_FAULTS,
  ...GROUPS_TOO_FAULTS,
  ...LOOKED_FOR_FAULTS,
  ...PATCHED_FAULTS,
  ...TEXT_FAULTS,
  ...WRITTEN_FAULTS,
  ...SECOND_LOOK_FAULTS,
]

/** The alteration of that name, be it a fault or a legal variant. */
export function alterationOf(name: string) {
  const found = [...MUTANTS, ...HISTORY_FAULTS].find((one) => one.name === name)
  return found ? found.make() : VARIANTS.find((one) => one.name === name)?.alteration
}
