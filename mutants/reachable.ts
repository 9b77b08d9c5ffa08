import { ERROR_FAULTS } from './faults/answers.ts'
import { CREATE_FAULTS, READ_FAULTS } from './faults/create.ts'
import { FILTER_FAULTS } from './faults/filters.ts'
import { GROUP_FAULTS } from './faults/groups.ts'
import { HISTORY_FAULTS } from './faults/histories.ts'
import { PAGE_FAULTS } from './faults/pages.ts'
import { PATCH_FAULTS } from './faults/patch.ts'
import { REPLACE_FAULTS } from './faults/replace.ts'
import type { Mutant } from './mutant.ts'

/** Faults that no request of Okta, and no read of ours behind it, can meet: left out by these words. */
const UNREACHABLE =
  /no JSON|without a userName|wrong type|certificate|manager|of nobody|to nobody|no scimType|is mutability|value filter|square brackets|ETag|Location|the id of the client|the meta of the client|deleted userName|body decides|loses displayName|is answered with 202|conflict/

/** Faults that what Okta sends can meet, so that histories can find them. */
export const REACHABLE: readonly Mutant[] = [
  ...HISTORY_FAULTS,
  ...CREATE_FAULTS,
  ...READ_FAULTS,
  ...REPLACE_FAULTS,
  ...GROUP_FAULTS,
  ...PATCH_FAULTS.filter(({ name }) =>
    /^a patch (ignores|is answered|may)|without a path/.test(name),
  ),
  ...FILTER_FAULTS.filter(({ name }) =>
    /filters|userName|ids|every filter|escapes|no match|list without/.test(name),
  ),
  ...PAGE_FAULTS.filter(({ name }) =>
    /totalResults|count is ignored|one too many|first of every/.test(name),
  ),
  ...ERROR_FAULTS.filter(({ name }) =>
    /HTML|every|text.html|users cannot|beyond ASCII|quote/.test(name),
  ),
].filter(({ name }) => !UNREACHABLE.test(name))
