import {
  amend,
  current,
  ENTERPRISE,
  error,
  filter,
  instead,
  items,
  on,
  operations,
  part,
  restatus,
  tell,
  tellEach,
  USER,
  without,
} from '../alter.ts'
import type { Alteration, Json, Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'
import { DESK } from '../own-schemas.ts'

const CREATE = on('POST', /^\/Users(\?|$)/)
const PUT = on('PUT', USER)
const SHOWN = on('GET POST PUT PATCH', /^\/Users/)
const READ = (passing: Passing) => on('GET', USER)(passing) && !/attributes=/i.test(passing.path)

/** Whether somebody has this value already. */
async function isThere(passing: Passing, name: string): Promise<boolean> {
  const value = passing.body?.[name]
  if (typeof value !== 'string') return false
  const asked = encodeURIComponent(`${name} eq ${JSON.stringify(value)}`)
  return Number((await passing.call('GET', `/Users?filter=${asked}`)).body?.totalResults) > 0
}

const shown = (name: string, change: (value: unknown) => unknown): Alteration =>
  tellEach(SHOWN, (one) => (one[name] === undefined ? one : { ...one, [name]: change(one[name]) }))
const written = (name: string, change: (value: unknown) => unknown): Alteration =>
  amend(on('POST PUT', /^\/Users/), ({ body }) => {
    if (body?.[name] !== undefined) body[name] = change(body[name])
  })
const extended = (change: (extension: Json) => Json): Alteration =>
  shown(ENTERPRISE, (value) => change(part(value)))

/** Faults in what a service says of a user by itself. */
export const IDENTITY_FAULTS = [
  mutant('a replace shows the id as it was sent', 'RFC7644-3.1-05', () =>
    tell(PUT, (answer, { body }) =>
      answer.body && body?.id ? { ...answer, body: { ...answer.body, id: body.id } } : answer,
    ),
  ),
  mutant('an externalId is made up', 'RFC7643-3.1-13', () =>
    tellEach(SHOWN, (one) => (one.userName ? { externalId: one.id, ...one } : one)),
  ),
  mutant('an externalId stays what it was', 'RFC7643-3.1-16', () =>
    amend(PUT, async (passing) => {
      const { externalId } = await current(passing)
      if (passing.body && externalId !== undefined) passing.body.externalId = externalId
    }),
  ),
  mutant('one user only may have an externalId', 'RFC7643-3.1-17', () =>
    instead(CREATE, async (passing) =>
      (await isThere(passing, 'externalId')) ? error(409, 'uniqueness') : undefined,
    ),
  ),
  mutant('two users may not share a displayName', 'RFC7643-2.2-05', () =>
    instead(CREATE, async (passing) =>
      (await isThere(passing, 'displayName')) ? error(409, 'uniqueness') : undefined,
    ),
  ),
  mutant('a replace shows meta.created as it was sent', 'RFC7644-3.1-05', () =>
    tell(PUT, (answer, { body }) => withMeta(answer, part(body?.meta))),
  ),
  mutant('a create takes meta as it comes', 'RFC7643-3.1-19', () =>
    tell(CREATE, (answer, { body }) => withMeta(answer, part(body?.meta))),
  ),
  mutant('meta comes only when it is asked for', 'RFC7643-3.1-20', () =>
    tellEach(READ, (one) => without(one, 'meta')),
  ),
  mutant('a replace shows groups as they were sent', 'RFC7644-3.1-05', () =>
    tell(PUT, (answer, { body }) =>
      answer.body && body?.groups
        ? { ...answer, body: { ...answer.body, groups: body.groups } }
        : answer,
    ),
  ),
  mutant('a replace without userName keeps the old one', 'RFC7644-3.5.1-13', () =>
    amend(PUT, async (passing) => {
      if (passing.body) passing.body.userName ??= (await current(passing)).userName
    }),
  ),
  mutant('an immutable value cannot be said again', 'RFC7644-3.5.1-09', () =>
    instead(PUT, async (passing) => {
      const { key } = part((await current(passing))[DESK])
      const again = key !== undefined && part(passing.body?.[DESK]).key === key
      return again ? error(400, 'mutability') : undefined
    }),
  ),
  mutant('an immutable value cannot be set by a replace', 'RFC7644-3.5.1-11', () =>
    instead(PUT, async (passing) => {
      const { key } = part((await current(passing))[DESK])
      const first = key === undefined && part(passing.body?.[DESK]).key !== undefined
      return first ? error(400, 'mutability') : undefined
    }),
  ),
  mutant('another immutable value is passed over in silence', 'RFC7644-3.5.1-10', () =>
    amend(PUT, async (passing) => {
      const { key } = part((await current(passing))[DESK])
      const desk = passing.body?.[DESK]
      if (passing.body && desk && key !== undefined) {
        passing.body[DESK] = { ...part(desk), key }
      }
    }),
  ),
  mutant('a name that is taken is a 500', 'RFC7644-3.3-11', () => restatus(CREATE, 409, 500)),
  mutant('a rename to a name that is taken is done in silence', 'OKTA-1.3-03', () =>
    tell(PUT, async (answer, passing) =>
      answer.status === 409 ? { status: 200, body: await current(passing) } : answer,
    ),
  ),
]

function withMeta<A extends { readonly body?: Json | undefined }>(answer: A, sent: Json): A {
  return answer.body?.meta && sent.created
    ? { ...answer, body: { ...answer.body, meta: { ...part(answer.body.meta), ...sent } } }
    : answer
}

/** Faults in single values of a user. */
export const VALUE_FAULTS = [
  mutant('of several languages the first is kept', 'RFC7643-4.1.1-12', () =>
    shown('preferredLanguage', (value) => String(value).split(',')[0]),
  ),
  mutant('a locale has no region', 'RFC7643-4.1.1-13', () =>
    instead((passing) => CREATE(passing) && passing.body?.locale === 'en-US', error(400)),
  ),
  mutant('every timezone is UTC', 'RFC7643-4.1.1-15', () => shown('timezone', () => 'Etc/UTC')),
  mutant('a profileUrl is shown as a path', 'RFC7643-4.1.1-10', () =>
    shown('profileUrl', (value) => new URL(String(value)).pathname),
  ),
  mutant('a country has three letters', 'RFC7643-4.1.2-17', () =>
    shown('addresses', (value) =>
      items(value).map((one) => (one.country ? { ...one, country: 'USA' } : one)),
    ),
  ),
  mutant('text is Latin', 'RFC7643-2.3.1-01', () =>
    written('displayName', (value) => String(value).replaceAll(/[^ -ÿ]/g, '?')),
  ),
  mutant('an externalId is kept in lower case', 'RFC7643-7-21', () =>
    written('externalId', (value) => String(value).toLowerCase()),
  ),
  mutant('a certificate loses its padding', 'RFC7643-2.3.6-03', () =>
    shown('x509Certificates', (value) =>
      items(value).map((one) => ({ ...one, value: String(one.value).replace(/=+$/, '') })),
    ),
  ),
  mutant('what does not say primary is primary', 'RFC7643-2.4-06', () =>
    filter((text) => text.replaceAll('primary eq true', 'value pr')),
  ),
  mutant('null becomes an empty text', 'RFC7643-2.5-01', () =>
    written('nickName', (value) => value ?? ''),
  ),
  mutant('null leaves an attribute as it is', 'RFC7643-2.5-02', () =>
    amend(PUT, async (passing) => {
      const before = await current(passing)
      for (const [name, value] of Object.entries(passing.body ?? {})) {
        if (value === null && passing.body) passing.body[name] = before[name]
      }
    }),
  ),
  mutant('schemas must stand first', 'RFC7643-2.3.8-01', () =>
    instead(
      (passing) => CREATE(passing) && Object.keys(passing.body ?? {})[0] !== 'schemas',
      error(400, 'invalidSyntax'),
    ),
  ),
  mutant('the core schema must be the first', 'RFC7643-3-06', () =>
    instead(
      ({ method, path, body }) => {
        const schemas = Array.isArray(body?.schemas) ? body.schemas : []
        return method === 'POST' && path === '/Users' && /extension/.test(String(schemas[0]))
      },
      error(400, 'invalidValue'),
    ),
  ),
  mutant('a department stands at the top', 'RFC7643-4.3-01 RFC7643-3-09', () =>
    tellEach(SHOWN, (one) => {
      const { department, ...others } = part(one[ENTERPRISE])
      return department ? { ...one, department, [ENTERPRISE]: others } : one
    }),
  ),
  mutant('a cost centre gets lost', 'RFC7643-4.3-02', () =>
    extended((one) => without(one, 'costCenter')),
  ),
  mutant('a manager is a text', 'RFC7643-4.3-03', () =>
    extended((one) => (one.manager ? { ...one, manager: part(one.manager).value } : one)),
  ),
  mutant('a manager has an id that nobody knows', 'RFC7643-4.3-04', () =>
    extended((one) =>
      one.manager ? { ...one, manager: { ...part(one.manager), value: 'somebody' } } : one,
    ),
  ),
]

/** Faults that the forms show which Entra ID sends. */
export const ENTRA_FAULTS = [
  mutant("Entra ID's flag is not known", 'ENTRA-1-03', () =>
    instead(({ path }) => /aadOptscim062020/i.test(path), error(400)),
  ),
  mutant('a create may not speak of meta', 'ENTRA-2-01', () =>
    instead(
      (passing) => CREATE(passing) && passing.body?.meta !== undefined,
      error(400, 'mutability'),
    ),
  ),
  mutant('a primary that is a text is refused', 'ENTRA-2-02', () =>
    instead(
      (passing) =>
        CREATE(passing) &&
        items(passing.body?.roles).some(({ primary }) => typeof primary === 'string'),
      error(400, 'invalidValue'),
    ),
  ),
  mutant('an add to a type that is not there has no target', 'ENTRA-2-05', () =>
    instead(on('PATCH', USER), async (passing) => {
      const [one] = items(passing.body?.Operations)
      const isAdd = String(one?.op).toLowerCase() === 'add'
      const type = /^emails\[type eq "(\w+)"\]\.value$/.exec(String(one?.path))?.[1]
      if (!isAdd || type === undefined) return undefined
      const { emails } = await current(passing)
      return items(emails).some((mail) => mail.type === type) ? undefined : error(400, 'noTarget')
    }),
  ),
  mutant('of a patch the first operation is done', 'ENTRA-2-06', () =>
    amend(on('PATCH', USER), ({ body }) => {
      if (body && Array.isArray(body.Operations)) body.Operations = body.Operations.slice(0, 1)
    }),
  ),
  mutant('names with dots in a value are passed over', 'ENTRA-2-07', () =>
    operations(USER, (one) => {
      if (one.path !== undefined || typeof one.value !== 'object') return one
      const plain = Object.entries(part(one.value)).filter(([name]) => !/[.:]/.test(name))
      return { ...one, value: Object.fromEntries(plain) }
    }),
  ),
  mutant('who is inactive cannot be deleted', 'ENTRA-2-11', () =>
    instead(on('DELETE', USER), async (passing) =>
      (await current(passing)).active === false ? error(403) : undefined,
    ),
  ),
]
