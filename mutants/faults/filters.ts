import {
  ANY,
  error,
  filter,
  filterOf,
  instead,
  items,
  LISTS,
  list,
  on,
  query,
  queryOf,
  restatus,
  tell,
  tellBody,
} from '../alter.ts'
import type { Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const asked = (pattern: RegExp) => (passing: Passing) => pattern.test(filterOf(passing))
const FILTERED = asked(/./)
const refuse = (pattern: RegExp) => instead(asked(pattern), error(400, 'invalidFilter'))
const empty = (pattern: RegExp) => instead(asked(pattern), list([]))

export const FILTER_FAULTS = [
  mutant('ids mind no letter case', 'RFC7643-3.1-09', () =>
    filter((text) => text.replace(/\bid eq "[^"]*"/g, (found) => found.toLowerCase())),
  ),
  mutant('filters are ignored', 'RFC7644-3.4.2.2-03', () =>
    query(on('GET', LISTS), (one) => one.delete('filter')),
  ),
  mutant('every filter finds nothing', 'RFC7644-3.4.2.2-03', () => empty(/./)),
  mutant('a userName in a filter minds its letter case', 'RFC7643-4.1.1-04', () =>
    tellBody(asked(/^userName eq "/i), (body, passing) => {
      const wanted = /"(.*)"/.exec(filterOf(passing))?.[1]
      const Resources = items(body.Resources).filter(({ userName }) => userName === wanted)
      return { ...body, Resources, totalResults: Resources.length }
    }),
  ),
  mutant('eq finds what contains', 'RFC7644-3.4.2.2-10', () =>
    filter((text) => text.replaceAll(/ eq "/gi, ' co "')),
  ),
  mutant('co finds what begins', 'RFC7644-3.4.2.2-12', () =>
    filter((text) => text.replaceAll(' co ', ' sw ')),
  ),
  mutant('sw finds what contains', 'RFC7644-3.4.2.2-13', () =>
    filter((text) => text.replaceAll(' sw ', ' co ')),
  ),
  mutant('ew finds what contains', 'RFC7644-3.4.2.2-14', () =>
    filter((text) => text.replaceAll(' ew ', ' co ')),
  ),
  mutant('ne is eq', 'RFC7644-3.4.2.2-11', () => filter((text) => text.replaceAll(' ne ', ' eq '))),
  mutant('pr finds everything', 'RFC7644-3.4.2.2-15', () =>
    filter((text) => text.replaceAll(/[\w.:]+ pr\b/g, 'userName pr')),
  ),
  mutant('pr is refused', 'RFC7644-3.4.2.2-15 RFC7644-3.4.2.2-A15', () => refuse(/ pr\b/i)),
  mutant('gt finds the same too', 'RFC7644-3.4.2.2-17', () =>
    filter((text) => text.replaceAll(' gt ', ' ge ')),
  ),
  mutant('ge does not find the same', 'RFC7644-3.4.2.2-18', () =>
    filter((text) => text.replaceAll(' ge ', ' gt ')),
  ),
  mutant('lt finds the same too', 'RFC7644-3.4.2.2-19', () =>
    filter((text) => text.replaceAll(' lt ', ' le ')),
  ),
  mutant('le does not find the same', 'RFC7644-3.4.2.2-20', () =>
    filter((text) => text.replaceAll(' le ', ' lt ')),
  ),
  mutant('ew is refused', 'RFC7644-3.4.2.2-14 RFC7644-3.4.2.2-A15', () => refuse(/ ew /i)),
  mutant('and wants one side', 'RFC7644-3.4.2.2-25', () =>
    filter((text) => text.replaceAll(/ and /gi, ' or ')),
  ),
  mutant('or wants both sides', 'RFC7644-3.4.2.2-26', () =>
    filter((text) => text.replaceAll(/ or /gi, ' and ')),
  ),
  mutant('not means nothing', 'RFC7644-3.4.2.2-27', () =>
    filter((text) => text.replaceAll(/not ?\(/gi, '(')),
  ),
  mutant('brackets mean nothing', 'RFC7644-3.4.2.2-28', () =>
    filter((text) => (/not/i.test(text) ? text : text.replaceAll(/[()]/g, ''))),
  ),
  mutant('what square brackets ask may hold for different values', 'RFC7644-3.4.2.2-30', () =>
    filter((text) =>
      text.replace(
        /^(\w+)\[(\w+) (\w+) ("[^"]*") and (\w+) (\w+) ("[^"]*")\]$/,
        '$1.$2 $3 $4 and $1.$5 $6 $7',
      ),
    ),
  ),
  mutant(
    'two conditions in square brackets are refused',
    'RFC7644-3.4.2.2-30 RFC7644-3.4.2.2-A15',
    () => refuse(/\[[^\]]* and /),
  ),
  mutant('names mind their letter case', 'RFC7644-3.4.2.2-04', () =>
    refuse(/\b(USERNAME|username|UserName|Username|uSERnAME|DISPLAYNAME|displayname)\b/),
  ),
  mutant('operators mind their letter case', 'RFC7644-3.4.2.2-05', () =>
    refuse(/ (EQ|Eq|CO|Co|SW|Sw|PR|Pr|NE|eQ|AND|OR) ?/),
  ),
  mutant('a Boolean cannot be compared', 'RFC7644-3.4.2.2-53 RFC7644-3.4.2.2-A15', () =>
    refuse(/ (true|false)/),
  ),
  mutant('a list is filtered by its first value', 'RFC7644-3.4.2.2-42', () => {
    return tellBody(asked(/^emails(\.value)? eq "/), (body, passing) => {
      const wanted = /"(.*)"/.exec(filterOf(passing))?.[1]
      const Resources = items(body.Resources).filter(
        ({ emails }) => String(items(emails)[0]?.value).toLowerCase() === wanted?.toLowerCase(),
      )
      return { ...body, Resources, totalResults: Resources.length }
    })
  }),
  mutant('a part cannot be filtered', 'RFC7644-3.4.2.2-43 RFC7644-3.4.2.2-A15', () =>
    refuse(/^name\./),
  ),
  mutant('an externalId cannot be looked up', 'RFC7644-3.4.2.2-54 RFC7644-3.4.2.2-A15', () =>
    refuse(/^externalId/i),
  ),
  mutant('externalId in a filter does not mind its letter case', 'RFC7644-3.4.2.2-49', () =>
    instead(asked(/^(externalId|id) eq "/), async (passing) => {
      const wanted = /"(.*)"/.exec(filterOf(passing))?.[1]?.toLowerCase()
      const { body } = await passing.call('GET', '/Users?count=1000')
      return list(
        items(body?.Resources).filter((one) => String(one.externalId).toLowerCase() === wanted),
      )
    }),
  ),
  mutant('times of meta cannot be filtered', 'RFC7644-3.4.2.2-52 RFC7644-3.4.2.2-A15', () =>
    refuse(/meta\./),
  ),
  mutant('an unknown operator is a 500', 'RFC7644-3.4.2.2-47', () => restatus(FILTERED, 400, 500)),
  mutant('an unreadable filter finds nothing', 'RFC7644-3.4.2.2-46 RFC7644-3.4.2.2-47', () =>
    tell(FILTERED, (answer) => (answer.status === 400 ? list([]) : answer)),
  ),
  mutant('an unreadable filter finds everybody', 'RFC7644-3.4.2.2-46 RFC7644-3.4.2.2-47', () =>
    tell(FILTERED, (answer, passing) =>
      answer.status === 400 ? passing.call('GET', '/Users?count=5') : answer,
    ),
  ),
  mutant('an unreadable filter has no scimType', 'RFC7644-3.4.2.2-47', () =>
    tell(FILTERED, (answer) => (answer.status === 400 ? error(400) : answer)),
  ),
  mutant('an empty filter finds nobody', 'RFC7644-3.4.2.2-06', () =>
    instead((passing) => queryOf(passing).get('filter')?.trim() === '', list([])),
  ),
  mutant('a filter may not carry a URN', 'RFC7644-3.4.2.2-36 RFC7644-3.4.2.2-A15', () =>
    refuse(/urn:/i),
  ),
  mutant('escapes in a filter stay', 'RFC7644-3.4.2.2-35', () => empty(/\\/)),
  mutant('a backslash in a filter is refused', 'RFC7644-3.4.2.2-34 RFC7644-3.4.2.2-35', () =>
    refuse(/\\/),
  ),
  mutant('a filter has to be ASCII', 'RFC7644-3.4.2.2-55 RFC7644-5-01 RFC7644-7.8-01', () =>
    refuse(/[^ -~]/),
  ),
  mutant('an order of Booleans is taken', 'RFC7644-3.4.2.2-23', () =>
    tell(asked(/ (gt|ge|lt|le) (true|false)/), () => list([])),
  ),
  mutant('no match is a 404', 'RFC7644-3.4.2-10', () =>
    tell(on('GET', LISTS), (answer) => (answer.body?.totalResults === 0 ? error(404) : answer)),
  ),
  mutant('a list without its schema', 'RFC7644-3.4.2-04', () =>
    tellBody(on('GET', LISTS), (body) => (body.Resources ? { ...body, schemas: [] } : body)),
  ),
  mutant('a filter on a password is refused without a word', 'RFC7644-7.5.2-03', () =>
    instead(asked(/password/), { status: 403 }),
  ),
  mutant('an address in a filter does not mind its letter case', 'RFC7643-2.3.7-03', () =>
    filter((text) => text.replace(/ and meta\.location eq ".*"/, '')),
  ),
  mutant('query parameters that are not known are a 400', 'RFC7644-3.4.2-03', () =>
    instead(
      (passing) =>
        on('GET', ANY)(passing) &&
        [...queryOf(passing).keys()].some(
          (name) =>
            !/^(filter|startIndex|count|cursor|sortBy|sortOrder|attributes|excludedAttributes)$/.test(
              name,
            ),
        ),
      error(400),
    ),
  ),
]
