import {
  amend,
  error,
  filter,
  filterOf,
  instead,
  items,
  LISTS,
  list,
  on,
  part,
  query,
  queryOf,
  tell,
  tellBody,
  tellEach,
  USER,
  without,
} from '../alter.ts'
import type { Alteration, Json, Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'
import { DESK } from '../own-schemas.ts'

const LISTED = on('GET', LISTS)
const ROOT = on('GET', /^\/(\?|$)/)
const byCursor = (passing: Passing) => LISTED(passing) && queryOf(passing).has('cursor')
const beginning = (passing: Passing) => queryOf(passing).get('cursor') === ''
const asked = (pattern: RegExp) => (passing: Passing) => pattern.test(filterOf(passing))
const naming = (name: string, pattern: RegExp) => (passing: Passing) =>
  pattern.test(queryOf(passing).get(name) ?? '')

/** Leaves of a list what passes. */
function only(body: Json, passes: (one: Json) => boolean): Json {
  if (!Array.isArray(body.Resources)) return body
  const Resources = items(body.Resources).filter(passes)
  return { ...body, Resources, totalResults: Resources.length, itemsPerPage: Resources.length }
}

/** What was refused with this type is answered as this path is. */
function forgiving(scimType: string, to: (passing: Passing) => string): Alteration {
  return tell(LISTED, (answer, passing) =>
    answer.body?.scimType === scimType ? passing.call('GET', to(passing)) : answer,
  )
}

function withCursor({ path }: Passing, cursor: string): string {
  const url = new URL(`http://here${path}`)
  url.searchParams.set('cursor', cursor)
  return url.pathname + url.search
}

/** Faults in pages by cursor, sorting and projection that only some questions show. */
export const ASKED_PAGE_FAULTS = [
  mutant('an empty cursor is refused', 'RFC9865-2-01', () =>
    instead((passing) => byCursor(passing) && beginning(passing), error(400, 'invalidCursor')),
  ),
  mutant('by cursor a count of none is a page', 'RFC9865-2-03 RFC9865-2-04', () =>
    query(byCursor, (one) => {
      if (Number(one.get('count') ?? 1) <= 0) one.delete('count')
    }),
  ),
  mutant('by cursor a count must be named', 'RFC9865-2-07', () =>
    instead(
      (passing) => byCursor(passing) && beginning(passing) && !queryOf(passing).has('count'),
      error(400, 'invalidCount'),
    ),
  ),
  mutant('previousCursor leads to the page itself', 'RFC9865-2-13', () =>
    tellBody(byCursor, (body, passing) =>
      body.previousCursor ? { ...body, previousCursor: queryOf(passing).get('cursor') } : body,
    ),
  ),
  mutant('by cursor too large a count is a 500', 'RFC9865-2.1-04', () =>
    instead(
      (passing) => byCursor(passing) && Number(queryOf(passing).get('count')) > 1_000,
      error(500),
    ),
  ),
  mutant('pages by cursor are not sorted', 'RFC9865-2.2-01', () =>
    query(byCursor, (one) => {
      one.delete('sortBy')
      one.delete('sortOrder')
    }),
  ),
  mutant('a cursor that is not known begins anew', 'RFC9865-5.2-05', () =>
    forgiving('invalidCursor', (passing) => withCursor(passing, '')),
  ),
  mutant('who names no startIndex begins with the second', 'RFC7644-3.4.2.4-04', () =>
    query(LISTED, (one) => {
      if (!one.has('startIndex') && !one.has('cursor') && one.has('count')) {
        one.set('startIndex', '2')
      }
    }),
  ),
  mutant('a title is sorted by userName', 'RFC7644-3.4.2.3-04', () =>
    query(naming('sortBy', /^title$/i), (one) => one.set('sortBy', 'userName')),
  ),
  mutant('descending, what has no value comes last', 'RFC7644-3.4.2.3-08', () =>
    tellBody(
      (passing) =>
        naming('sortOrder', /^desc/i)(passing) && naming('sortBy', /^nickName$/i)(passing),
      (body) => {
        const all = items(body.Resources)
        const [some, none] = [all.filter((one) => one.nickName), all.filter((one) => !one.nickName)]
        return body.Resources ? { ...body, Resources: [...some, ...none] } : body
      },
    ),
  ),
  mutant('times are sorted by id', 'RFC7644-3.4.2.3-11', () =>
    query(naming('sortBy', /meta\./i), (one) => one.set('sortBy', 'id')),
  ),
  mutant('a name with its URN shows nothing', 'RFC7644-3.4.2.5-05 RFC7644-3.10-06', () =>
    query(naming('attributes', /urn:/i), (one) => {
      const names = (one.get('attributes') ?? '').split(',')
      const plain = names.filter((name) => !/^urn:/i.test(name))
      one.set('attributes', plain.length > 0 ? plain.join(',') : 'id')
    }),
  ),
  mutant('id goes when other names are excluded with it', 'RFC7644-3.9-07', () =>
    tellEach(naming('excludedAttributes', /\bid\b.*,|,.*\bid\b/i), (one) => without(one, 'id')),
  ),
  mutant('a complex attribute that is named shows its first part', 'RFC7644-3.9-10', () =>
    tellEach(naming('attributes', /^name$/i), (one) => {
      const [first] = Object.entries(part(one.name))
      return first ? { ...one, name: Object.fromEntries([first]) } : one
    }),
  ),
  mutant('what is returned on request always comes', 'RFC7644-3.9-11', () =>
    tellEach(on('GET', USER), (one) => ({
      ...one,
      [DESK]: { ...part(one[DESK]), remark: 'seen' },
    })),
  ),
  mutant('at the root there are users only', 'RFC7644-3.4.2.1-02 RFC7644-3.4.2.1-05', () =>
    tellBody(ROOT, (body) => only(body, (one) => part(one.meta).resourceType === 'User')),
  ),
  mutant(
    'at the root every type must know the attribute',
    'RFC7644-3.4.2.1-06 RFC7644-3.4.2.2-A15',
    () =>
      instead(
        (passing) => ROOT(passing) && /(userName|members) pr/i.test(filterOf(passing)),
        error(400, 'invalidFilter'),
      ),
  ),
]

/** Faults in filters that only some filters show. */
export const ASKED_FILTER_FAULTS = [
  mutant('or binds before and', 'RFC7644-3.4.2.2-41', () =>
    filter((text) => text.replace(/^([^()[\]]+) or ([^()[\]]+) and (.+)$/i, '($1 or $2) and $3')),
  ),
  mutant('not in square brackets is passed over', 'RFC7644-3.4.2.2-40', () =>
    filter((text) => text.replace(/\[not \((.*?)\)\]/i, '[$1]')),
  ),
  mutant('before square brackets nothing is looked at', 'RFC7644-3.4.2.2-39', () =>
    filter((text) => text.replace(/^.* and (\w+\[.*\])$/i, '$1')),
  ),
  mutant('pr finds a list without values', 'RFC7644-3.4.2.2-16', () =>
    filter((text) => text.replace(/\b(nickName|emails) pr\b/gi, 'userName pr')),
  ),
  mutant('who is active by default is not found so', 'RFC7644-3.4.2.2-44', () =>
    filter((text) => text.replace(/\bactive eq true\b/gi, '(active eq true and externalId pr)')),
  ),
  mutant('a comparison without a value is pr', 'RFC7644-3.4.2.2-07', () =>
    filter((text) => text.replace(/^(\w+) (eq|ne|co|sw|ew)\s*$/i, '$1 pr')),
  ),
  mutant('single quotes are as good as double ones', 'RFC7644-3.4.2.2-33', () =>
    filter((text) => text.replace(/'([^']*)'/g, '"$1"')),
  ),
  mutant('a filter that cannot be read is invalidSyntax', 'RFC7644-3.12-20', () =>
    tellBody(asked(/./), (body) =>
      body.scimType === 'invalidFilter' ? { ...body, scimType: 'invalidSyntax' } : body,
    ),
  ),
  mutant('binary values have an order', 'RFC7644-3.4.2.2-24', () =>
    instead(asked(/x509Certificates(\.value)? (gt|ge|lt|le)/i), list([])),
  ),
  mutant('a word in square brackets is passed over', 'RFC7644-3.4.2.2-31', () =>
    filter((text) => text.replace(/\[\w+\]/g, ' pr')),
  ),
  mutant('sw minds the letter case of a userName', 'RFC7644-3.4.2.2-50', () =>
    tellBody(asked(/userName sw "/i), (body, passing) => {
      const [, start = ''] = /userName sw "([^"]*)"/i.exec(filterOf(passing)) ?? []
      return only(body, (one) => String(one.userName).startsWith(start))
    }),
  ),
  mutant('escapes in a filter are taken as they stand', 'RFC7644-3.4.2.2-34', () =>
    filter((text) => text.replaceAll('\\u', '\\\\u')),
  ),
  mutant('a plus sign in a filter is a space, quoted or not', 'RFC7644-3.4.2.2-55', () =>
    amend(asked(/\+/), (passing) => {
      passing.path = passing.path.replaceAll(/%2B/gi, '%20')
    }),
  ),
  mutant('a URN in a filter minds its letter case', 'RFC7644-3.10-05 RFC7644-3.4.2.2-A15', () =>
    instead(asked(/URN:/), error(400, 'invalidFilter')),
  ),
  mutant('a part behind a URN is never there', 'RFC7644-3.10-04', () =>
    instead(asked(/urn:\S+:User:\w+\.\w+ /i), list([])),
  ),
  mutant('a text is compared as it is written', 'RFC7644-7.8-01', () =>
    instead((passing) => filterOf(passing) !== filterOf(passing).normalize('NFC'), list([])),
  ),
]
