import {
  ANY,
  error,
  instead,
  items,
  LISTS,
  ONE,
  on,
  part,
  query,
  tell,
  tellBody,
  tellEach,
  without,
} from '../alter.ts'
import type { Alteration, Json } from '../altered-server.ts'
import type { Variant } from './variant.ts'

const ALL = on('GET POST PUT PATCH DELETE', ANY)
const CONFIG = on('GET', /^\/ServiceProviderConfig/)

/** Both alterations, the second on top of the first. */
function both(one: Alteration, two: Alteration): Alteration {
  return {
    ask: async (passing) => (await one.ask?.(passing)) ?? two.ask?.(passing),
    tell: async (passing, answer) => {
      const first = (await one.tell?.(passing, answer)) ?? answer
      return two.tell?.(passing, first) ?? first
    },
  }
}

const says = (change: Json) => tellBody(CONFIG, (body) => ({ ...body, ...change }))

/** Servers that offer less than ours, and say so; and answers in another legal form. */
export const LESS_AND_MORE: readonly Variant[] = [
  {
    name: 'no bulk, and it says so',
    alteration: both(
      says({ bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 } }),
      instead(on('POST', /^\/Bulk/), error(501)),
    ),
  },
  {
    name: 'no sorting, and it says so',
    alteration: both(
      says({ sort: { supported: false } }),
      query(on('GET', LISTS), (one) => {
        one.delete('sortBy')
        one.delete('sortOrder')
      }),
    ),
  },
  {
    name: 'no versions, and it says so',
    alteration: both(
      says({ etag: { supported: false } }),
      tell(on('GET POST PUT PATCH', ANY), (answer) => ({
        ...answer,
        headers: without(answer.headers ?? {}, 'etag'),
        body: unversioned(answer.body),
      })),
    ),
  },
  {
    name: 'a list of everybody is refused as too much',
    alteration: instead(
      (passing) => passing.method === 'GET' && passing.path === '/Users',
      error(400, 'tooMany'),
    ),
  },
  { name: 'no version in its address', alteration: { basePath: '/scim' } },
  { name: 'spoken to by TLS', alteration: { transport: 'tls' } },
  { name: 'no /Me', alteration: instead(on('GET', /^\/Me/), error(501)) },
  {
    name: 'a charset in the media type',
    alteration: tell(ALL, (answer) =>
      answer.body
        ? {
            ...answer,
            headers: { ...answer.headers, 'content-type': 'application/scim+json; charset=utf-8' },
          }
        : answer,
    ),
  },
  {
    // What is too large must say which limit it is over, wherever in its body (RFC 7644 §3.7.4).
    name: 'errors without detail',
    alteration: tellBody(ALL, (body) =>
      typeof body.status === 'string' && body.status !== '413' ? without(body, 'detail') : body,
    ),
  },
  {
    name: 'errors that say more',
    alteration: tellBody(ALL, (body) =>
      typeof body.status === 'string' && body.detail !== undefined
        ? { ...body, traceId: 'a1' }
        : body,
    ),
  },
  {
    name: 'members without display and type',
    alteration: tellEach(on('GET POST PUT PATCH', /^\/Groups/), (one) =>
      one.members
        ? {
            ...one,
            members: items(one.members).map((member) => without(member, 'display', 'type')),
          }
        : one,
    ),
  },
  {
    name: 'times with an offset',
    alteration: tellEach(on('GET POST PUT PATCH', /^\/(Users|Groups)/), (one) => {
      if (!one.meta) return one
      const shown = Object.entries(part(one.meta)).map(([name, value]) => [
        name,
        /^(created|lastModified)$/.test(name) ? String(value).replace(/Z$/, '+00:00') : value,
      ])
      return { ...one, meta: Object.fromEntries(shown) }
    }),
  },
  {
    name: 'a delete says how long ago',
    alteration: tell(on('DELETE', ONE), (answer) => ({
      ...answer,
      headers: { ...answer.headers, age: '0' },
    })),
  },
]

function unversioned(body: Json | undefined): Json | undefined {
  if (body === undefined) return undefined
  if (Array.isArray(body.Resources)) return { ...body, Resources: items(body.Resources).map(bare) }
  return bare(body)
}

function bare(one: Json): Json {
  return one.meta ? { ...one, meta: without(part(one.meta), 'version') } : one
}
