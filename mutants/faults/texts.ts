import {
  amend,
  ENTERPRISE,
  error,
  filterOf,
  instead,
  items,
  ONE,
  on,
  part,
  tell,
  tellBody,
  tellEach,
} from '../alter.ts'
import type { Json } from '../altered-server.ts'
import { mutant } from '../mutant.ts'
import { idOf, texts } from '../patching.ts'

/** Stores every text otherwise than it was sent. */
const stores = (change: (text: string) => unknown) =>
  amend(on('POST PUT PATCH', /^\/(Users|Groups)(?!\/\.search)/), (passing) => {
    if (!passing.body) return
    for (const [name, value] of Object.entries(passing.body)) {
      if (name === 'schemas' || name === 'password') continue
      passing.body[name] =
        name === 'Operations'
          ? items(value).map((one) => ({
              ...one,
              ...('value' in one ? { value: texts(one.value, change) } : {}),
            }))
          : texts(value, change)
    }
  })

const HTML: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&#39;',
  '"': '&quot;',
}

const bulkOps = (change: (one: Json) => Json) =>
  tell(on('POST', /^\/Bulk/), (answer) =>
    Array.isArray(answer.body?.Operations)
      ? {
          ...answer,
          body: { ...answer.body, Operations: items(answer.body?.Operations).map(change) },
        }
      : answer,
  )

export const TEXT_FAULTS = [
  mutant('texts are escaped for HTML', 'RFC7643-2.3.1-01 RFC7643-2.3.1-04', () =>
    stores((t) => t.replace(/[&<>'"]/g, (c) => HTML[c] ?? c)),
  ),
  mutant('zeros before a number are lost', 'RFC7643-2.3.1-04', () =>
    stores((t) => (/^0\d+$/.test(t) ? t.replace(/^0+/, '') : t)),
  ),
  mutant('a text of digits becomes a number', 'RFC7643-4.3-02', () =>
    tellEach(on('GET POST PUT PATCH', /./), (one) => ({
      ...one,
      ...(one[ENTERPRISE]
        ? { [ENTERPRISE]: texts(part(one[ENTERPRISE]), (t) => (/^\d+$/.test(t) ? Number(t) : t)) }
        : {}),
    })),
  ),
  mutant('a text that looks like a date becomes a time', 'RFC7643-2.3.1-04', () =>
    stores((t) => (/^\d{4}-\d\d-\d\d$/.test(t) ? `${t}T00:00:00Z` : t)),
  ),
  mutant('somebody called Null has no name', 'RFC7643-2.3.1-01', () =>
    stores((t) => (/^null$/i.test(t) ? null : t)),
  ),
  mutant('backslashes are lost', 'RFC7643-2.3.1-04', () => stores((t) => t.replaceAll('\\', ''))),
  mutant('apostrophes are doubled', 'RFC7643-2.3.1-01', () =>
    stores((t) => t.replaceAll("'", "''")),
  ),
  mutant('blanks within a text become one', 'RFC7643-2.3.1-04', () =>
    stores((t) => t.replace(/ {2,}/g, ' ')),
  ),
  mutant('every word begins with a capital', 'RFC7643-2.3.1-04', () =>
    stores((t) => (/^[a-z]+ [a-z]+$/.test(t) ? t.replace(/\b[a-z]/g, (c) => c.toUpperCase()) : t)),
  ),
  mutant('times are local ones and say UTC', 'RFC7643-3.1-22', () =>
    times((t) => new Date(new Date(t).getTime() + 7_200_000).toISOString()),
  ),
  mutant('a refusal repeats the password', 'RFC7643-4.1.1-17', () =>
    tellBody(on('POST PUT PATCH', /./), (body, { text }) => {
      const password = /"password":"([^"]*)"/.exec(text)?.[1]
      return body.status && password
        ? { ...body, detail: `bad request: password=${password}` }
        : body
    }),
  ),
  mutant('a search shows the passwords that it asks for', 'RFC7644-3.9-12', () =>
    tellEach(on('POST', /\.search/), (one, { body }) =>
      (body?.attributes as string[] | undefined)?.includes('password')
        ? { ...one, password: '$2b$10$abc' }
        : one,
    ),
  ),
  mutant('a bulk shows passwords', 'RFC7643-4.1.1-17', () =>
    bulkOps((one) => ({ ...one, response: { ...part(one.response), password: 'x' } })),
  ),
  mutant('the name of a group is cut of its blanks', 'RFC7643-2.3.1-01', () =>
    amend(on('POST PUT', /^\/Groups/), ({ body }) => {
      if (typeof body?.displayName === 'string')
        body.displayName = body.displayName.replaceAll(' ', '-')
    }),
  ),
  mutant('null in a list is a 500', 'RFC7644-3.12-33', () =>
    instead((p) => /[[,]\s*null\s*[\],]/.test(p.text), error(500)),
  ),
  mutant('a patch that is no JSON is a 500', 'RFC7644-3.12-11', () =>
    instead((p) => p.method === 'PATCH' && p.text !== '' && p.body === undefined, error(500)),
  ),
  mutant('a body that is a list is a 500', 'RFC7644-3.3-14', () =>
    instead((p) => p.body === undefined && /^\s*[["\d]/.test(p.text), error(500)),
  ),
  mutant('an id of another form is a 500', 'RFC7644-3.4.1-02', () =>
    instead(
      (p) => p.method === 'GET' && ONE.test(p.path) && !/[0-9a-f]{8}-[0-9a-f]{4}/i.test(idOf(p)),
      error(500),
    ),
  ),
  mutant('an id of another form in a filter is a 500', 'RFC7644-3.4.2.2-10', () =>
    instead((p) => /id eq "no-/.test(filterOf(p)), error(500)),
  ),
  mutant('several versions in If-Match are none', 'RFC7644-3.14-11', () =>
    instead(on('PUT PATCH DELETE', ONE), ({ headers }) =>
      headers['if-match']?.includes(',') ? error(412) : undefined,
    ),
  ),
]

function times(change: (t: string) => string) {
  return tellEach(on('GET POST PUT PATCH', /./), (one) => {
    const meta = part(one.meta)
    return {
      ...one,
      meta: {
        ...meta,
        ...(meta.created
          ? {
              created: change(String(meta.created)),
              lastModified: change(String(meta.lastModified)),
            }
          : {}),
      },
    }
  })
}
