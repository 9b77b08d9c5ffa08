import {
  ANY,
  error,
  instead,
  items,
  LISTS,
  ONE,
  on,
  part,
  tell,
  tellBody,
  tellEach,
} from '../alter.ts'
import type { Alteration, Answer, Json } from '../altered-server.ts'
import type { Variant } from './variant.ts'

const ALL = on('GET POST PUT PATCH DELETE', ANY)
const USERS = on('GET POST PUT PATCH', /^\/Users/)
const RESOURCES = on('GET POST PUT PATCH', /^\/(Users|Groups)/)

/** Another form of the same answer, chosen by what no client may depend on. */
export const MANNERS: readonly Variant[] = [
  { name: 'versions are strong', alteration: strongVersions() },
  {
    name: 'times are of whole seconds',
    alteration: tellEach(RESOURCES, (one) => {
      if (!one.meta) return one
      const whole = Object.entries(part(one.meta)).map(([name, value]) => [
        name,
        /^(created|lastModified)$/.test(name) ? String(value).replace(/\.\d+Z$/, 'Z') : value,
      ])
      return { ...one, meta: Object.fromEntries(whole) }
    }),
  },
  {
    name: 'JSON is indented, with lines of its own',
    alteration: tell(ALL, (answer) =>
      answer.body ? { ...answer, text: JSON.stringify(answer.body, null, '\t') } : answer,
    ),
  },
  {
    name: 'every connection is closed after its answer',
    alteration: tell(ALL, (answer) => withHeaders(answer, { connection: 'close' })),
  },
  {
    name: 'a page is in another order than that of creation',
    alteration: tell(
      (passing) => on('GET', LISTS)(passing) && !/sortBy/i.test(passing.path),
      (answer) => {
        const { Resources } = answer.body ?? {}
        return Array.isArray(Resources)
          ? { ...answer, body: { ...answer.body, Resources: Resources.toReversed() } }
          : answer
      },
    ),
  },
  {
    name: 'references are relative',
    alteration: tellEach(RESOURCES, (one) => ({
      ...one,
      ...relative(one, 'members'),
      ...relative(one, 'groups'),
    })),
  },
  {
    name: 'HEAD is not offered',
    alteration: instead(on('HEAD', ANY), error(405)),
  },
  {
    name: 'headers of proxies and for browsers',
    alteration: tell(ALL, (answer) =>
      withHeaders(answer, {
        'strict-transport-security': 'max-age=31536000',
        'x-request-id': '7b0f',
        'cache-control': 'no-store',
        vary: 'authorization',
        server: 'gateway',
      }),
    ),
  },
  {
    name: 'a display name is made up where none is given',
    alteration: tellEach(
      (passing) => USERS(passing) && !/attributes=(?!.*displayName)/i.test(passing.path),
      (one) =>
        one.userName && one.displayName === undefined
          ? { ...one, displayName: String(one.userName) }
          : one,
    ),
  },
  {
    name: 'an error has no type where none is demanded',
    alteration: tellBody(ALL, (body) => {
      const { scimType, ...rest } = body
      return body.status === '400' && scimType === 'invalidSyntax' ? rest : body
    }),
  },
  {
    // The section asks for an error; which word it has is table 9's, and that scimType is optional (RFC 7644 §3.12).
    name: 'id is not among the paths that a patch may replace',
    alteration: tell(
      (passing) =>
        on('PATCH', ONE)(passing) &&
        items(passing.body?.Operations).some(({ op, path }) => op === 'replace' && path === 'id'),
      (answer) => (answer.status === 400 ? error(400, 'invalidPath') : answer),
    ),
    warned: ['RFC7644-3.12-23'],
  },
  {
    name: 'a parameter with a bare semicolon is passed over, as forms have it',
    alteration: {
      ask: (passing) => {
        const [path = '', query] = passing.path.split('?')
        if (query?.includes(';'))
          passing.path = `${path}?${query
            .split('&')
            .filter((one) => !one.includes(';'))
            .join('&')}`
        return undefined
      },
    },
  },
]

function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

function relative(one: Json, name: string): Json {
  if (!Array.isArray(one[name])) return {}
  const shorter = (to: unknown) => String(to).replace(/^.*(?=\/(Users|Groups)\/)/, '..')
  return {
    [name]: items(one[name]).map((item) =>
      item.$ref === undefined ? item : { ...item, $ref: shorter(item.$ref) },
    ),
  }
}

/** The weakness of our versions is taken off on the way out, and put on again on the way in. */
function strongVersions(): Alteration {
  const strong = (text: string) => text.replaceAll('W/', '')
  return {
    ask: (passing) => {
      for (const name of ['if-match', 'if-none-match']) {
        const value = passing.headers[name]
        if (value === undefined || value === '*') continue
        const marks = value.split(',').map((one) => one.trim().replace(/^(?!W\/)/, 'W/'))
        ;(passing.headers as Record<string, string>)[name] = marks.join(', ')
      }
      return undefined
    },
    tell: (_passing, answer) => {
      const { etag, ...headers } = answer.headers ?? {}
      return {
        ...answer,
        headers: etag === undefined ? headers : { ...headers, etag: strong(etag) },
        ...(answer.body === undefined ? {} : { body: versionless(answer.body, strong) }),
      }
    },
  }
}

function versionless(value: unknown, strong: (text: string) => string): Json {
  return JSON.parse(JSON.stringify(value), (name, one: unknown) =>
    name === 'version' && typeof one === 'string' ? strong(one) : one,
  ) as Json
}
