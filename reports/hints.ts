import type { Requirement } from './catalogue.ts'

/** How servers usually get it right: the first line whose words fit the requirement or its area. */
const HINTS: readonly { readonly about: RegExp; readonly hint: string }[] = [
  {
    about: /OKTA-1\.1-|connection test|startIndex=1&count=[12]/i,
    hint: 'Answer GET /Users?startIndex=1&count=2 and /Groups with a 200 ListResponse, also when there are no users yet.',
  },
  {
    about: /uniqueness|userName.*(taken|exists|held)|duplicate/i,
    hint: 'Put a unique index on the case-folded userName and turn its violation into 409 with scimType uniqueness; a check before the insert loses the race.',
  },
  {
    about: /OKTA-1\.5-|reactivat|re-assign/i,
    hint: 'Find inactive users by userName too, and set active back on the same id.',
  },
  {
    about: /OKTA-1\.4-|deactivat|active.*false/i,
    hint: 'Treat active like any attribute, in PUT and in PATCH with or without a path; keep the record and let it still be read.',
  },
  {
    about: /case.?(in)?sensitiv|letter case|caseExact/i,
    hint: 'Store a folded copy of the value beside the original; compare by the copy, return the original.',
  },
  {
    about: /content.?type|media type|scim\+json/i,
    hint: 'Register application/scim+json for reading and writing, and accept application/json as well.',
  },
  {
    about: /error (response|body|shape)|scimType|error.*schemas/i,
    hint: 'Let one error handler write every refusal: schemas, status as a string, scimType, detail.',
  },
  {
    about: /members? (of|add|remov)|membership|group push|OKTA-1\.9-/i,
    hint: 'Apply each operation on members by value; adding who is there and removing who is not are successes.',
  },
  {
    about: /RFC7644-3\.4\.2\.5-|RFC7644-3\.9-|excludedAttributes/,
    hint: 'Let one place cut every resource that goes out to attributes or excludedAttributes, after a write and in lists too; id stays.',
  },
  {
    about: /filter/i,
    hint: 'Parse the filter by the grammar instead of matching text; support at least eq on userName, externalId and displayName.',
  },
  {
    about: /patch|replace|operation/i,
    hint: 'Apply all operations to a copy, in order, and store it only if every one succeeded; a value without a path is merged.',
  },
  {
    about: /startIndex|totalResults|itemsPerPage|paging|count/i,
    hint: 'Count from 1, clamp startIndex below 1 to 1, and always say totalResults of the whole result.',
  },
  {
    about: /location|meta\./i,
    hint: 'Build meta once, where the resource is stored, and set Location from the same value.',
  },
  {
    about: /etag|version|if-match/i,
    hint: 'Derive the version from a counter in the row, and compare it inside the same transaction as the write.',
  },
  {
    about: /password|returned.*never|writeOnly/i,
    hint: 'Choose what is returned from the schema, in one place that every response passes.',
  },
  {
    about: /webhook|signature/i,
    hint: 'Write the event in the transaction of the change, sign the exact bytes that are sent, deliver afterwards.',
  },
  {
    about: /auth|401|token|bearer/i,
    hint: 'Check the credential before anything else and answer 401 with WWW-Authenticate; compare hashes, not tokens.',
  },
  {
    about: /discovery|ServiceProviderConfig|ResourceTypes|Schemas/i,
    hint: 'Generate the discovery documents from the same tables that the server obeys.',
  },
]

/** One line of advice; undefined where we have none. */
export function hintFor({ id, summary, area, hint }: Requirement): string | undefined {
  if (hint !== undefined) return hint
  const found = (text: string) => HINTS.find(({ about }) => about.test(text))?.hint
  return found(`${id} ${summary}`) ?? found(area)
}
