import {
  ANY,
  amend,
  error,
  instead,
  list,
  ONE,
  on,
  part,
  restatus,
  tell,
  tellBody,
  tellEach,
  USER,
  USERS,
  without,
  withoutHeader,
} from '../alter.ts'
import type { Answer } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const GET = on('GET', ANY)
const RESOURCES = on('GET POST PUT PATCH', /^\/(Users|Groups)/)
const failed = ({ status }: Answer) => status >= 400
const typed = (answer: Answer, type: string): Answer => ({
  ...answer,
  headers: { ...answer.headers, 'content-type': type },
})
const TAGGED = on('GET POST PUT PATCH', /^\/Users/)

export const VERSION_FAULTS = [
  mutant('no ETag', 'RFC7644-3.14-02', () => withoutHeader(TAGGED, 'etag')),
  mutant('no meta.version', 'RFC7644-3.14-03', () =>
    tellEach(TAGGED, (one) => ({ ...one, meta: without(part(one.meta), 'version') })),
  ),
  mutant('ETag and meta.version differ', 'RFC7644-3.14-04', () =>
    tellEach(TAGGED, (one) => ({ ...one, meta: { ...part(one.meta), version: 'W/"other"' } })),
  ),
  mutant('the ETag never changes', 'RFC7644-3.14-05', () =>
    tell(TAGGED, (answer) => ({
      ...answer,
      headers: { ...answer.headers, etag: 'W/"1"' },
      ...(answer.body?.meta
        ? { body: { ...answer.body, meta: { ...part(answer.body.meta), version: 'W/"1"' } } }
        : {}),
    })),
  ),
  mutant('the ETag changes with every read', 'RFC7644-3.14-06', () => {
    let reads = 0
    return tell(TAGGED, (answer) => {
      reads += 1
      const version = `W/"${reads}"`
      return {
        ...answer,
        headers: { ...answer.headers, etag: version },
        ...(answer.body?.meta
          ? { body: { ...answer.body, meta: { ...part(answer.body.meta), version } } }
          : {}),
      }
    })
  }),
  mutant('If-Match is ignored', 'RFC7644-3.14-12', () => ({
    ask: async (passing) => {
      if (!('if-match' in passing.headers)) return undefined
      return passing.call(passing.method, passing.path, passing.body)
    },
  })),
  mutant('If-None-Match is ignored', 'RFC7644-3.14-08', () => ({
    ask: async (passing) =>
      'if-none-match' in passing.headers
        ? passing.call(passing.method, passing.path, passing.body)
        : undefined,
  })),
  mutant('every If-Match fails', 'RFC7644-3.14-11 RFC7644-3.14-A01 RFC7644-3.14-13', () =>
    instead((passing) => 'if-match' in passing.headers && passing.method !== 'GET', error(412)),
  ),
  mutant('an old version is a 400', 'RFC7644-3.12-16', () =>
    restatus(on('PUT PATCH DELETE', ONE), 412, 400),
  ),
  mutant('versions mind no letter case', 'RFC7643-3.1-28', () => {
    const versioned = (text: string) => text.replaceAll(/W\/(\\?)"(\d+)/g, 'W/$1"vA$2')
    return {
      ask: (passing) => {
        for (const name of ['if-match', 'if-none-match']) {
          const tags = passing.headers[name]?.replaceAll(/"va(\d+)/gi, '"$1')
          if (tags !== undefined) passing.headers = { ...passing.headers, [name]: tags }
        }
        return undefined
      },
      ...tell(TAGGED, (answer) => ({
        ...answer,
        headers: JSON.parse(versioned(JSON.stringify(answer.headers ?? {}))),
        ...(answer.body ? { body: JSON.parse(versioned(JSON.stringify(answer.body))) } : {}),
      })),
    }
  }),
  mutant('who has the current version gets all again', 'RFC7644-3.14-08', () =>
    tell(GET, (answer, passing) =>
      answer.status === 304 ? passing.call('GET', passing.path) : answer,
    ),
  ),
]

export const ERROR_FAULTS = [
  mutant('the status of an error is a number', 'RFC7644-3.12-04', () =>
    tellBody(on('GET POST PUT PATCH DELETE', ANY), (body) =>
      typeof body.status === 'string' ? { ...body, status: Number(body.status) } : body,
    ),
  ),
  mutant('errors are pages of HTML', 'RFC7644-3.12-04 RFC7644-3.4.1-02', () =>
    tell(on('GET POST PUT PATCH DELETE', ANY), (answer) =>
      failed(answer)
        ? { ...typed(answer, 'text/html'), text: '<html><body>Error</body></html>' }
        : answer,
    ),
  ),
  mutant('errors without their schema', 'RFC7644-3.4.1-02', () =>
    tell(on('GET POST PUT PATCH DELETE', ANY), (answer) =>
      failed(answer) && answer.body ? { ...answer, body: without(answer.body, 'schemas') } : answer,
    ),
  ),
  mutant('every error is a 200', 'RFC7644-3.4.1-02 RFC7644-3.3-11', () =>
    tell(RESOURCES, (answer) => (failed(answer) ? { ...answer, status: 200 } : answer)),
  ),
  mutant('every refusal is a 500', 'RFC7644-3.12-11 RFC7644-3.3-14', () =>
    restatus(RESOURCES, 400, 500),
  ),
  mutant('every refusal is invalidValue', 'RFC7644-3.12-24 RFC7644-3.12-25', () =>
    tell(RESOURCES, (answer) => (answer.status === 400 ? error(400, 'invalidValue') : answer)),
  ),
  mutant('any token will do', 'RFC7644-2-12', () => {
    let good: string | undefined
    return amend(
      (passing) => passing.authorization !== undefined,
      (passing) => {
        good ??= passing.authorization
        passing.authorization = good
      },
    )
  }),
  mutant('nobody needs a token', 'RFC7644-2-12', () => {
    let good: string | undefined
    return amend(
      () => true,
      (passing) => {
        good ??= passing.authorization
        passing.authorization = good
      },
    )
  }),
  mutant('a wrong token is a 403', 'RFC7644-3.12-12', () => restatus(GET, 401, 403)),
  mutant('a 401 names no scheme', 'RFC7644-2-06', () => withoutHeader(GET, 'www-authenticate')),
  mutant('resources are text/html', 'RFC7644-3.8-09', () =>
    tell(RESOURCES, (answer) => (answer.body ? typed(answer, 'text/html') : answer)),
  ),
  mutant('resources are application/json', 'RFC7644-3.8-07 RFC7644-3.8-09', () =>
    tell(RESOURCES, (answer) => (answer.body ? typed(answer, 'application/json') : answer)),
  ),
  mutant('bodies of application/scim+json are refused', 'RFC7644-3.8-10', () =>
    instead(
      (passing) =>
        passing.method !== 'GET' && /scim\+json/.test(passing.headers['content-type'] ?? ''),
      error(415),
    ),
  ),
  mutant('letters beyond ASCII are lost', 'RFC7644-3.8-01', () =>
    amend(on('POST PUT', /^\/Users/), (passing) => {
      if (passing.body)
        passing.body = part(
          JSON.parse(JSON.stringify(passing.body).replaceAll(/[^\u0020-\u007e]/g, '?')),
        )
    }),
  ),
  mutant('users cannot be replaced', 'RFC7644-3.2-05', () => instead(on('PUT', USER), error(405))),
  mutant('users cannot be deleted', 'RFC7644-3.2-05', () =>
    instead(on('DELETE', USER), error(405)),
  ),
  mutant('users cannot be listed', 'RFC7644-3.2-03 RFC7644-3.2-05', () =>
    instead(on('GET', USERS), error(404)),
  ),
  mutant('a quote in a path is a 500', 'RFC7644-3.4.1-02', () =>
    instead(
      (passing) => ONE.test(passing.path) && /'|%27|"|%22|\.\./.test(passing.path),
      error(500),
    ),
  ),
  mutant('a quote in a name is a 500', 'RFC7644-3.4.2.2-03', () =>
    instead(
      (passing) => /'|%27/.test(passing.path) && passing.path.includes('filter='),
      error(500),
    ),
  ),
  mutant('a userName in another form of letters is another', 'RFC7644-5-01', () => ({
    ask: ({ path, method }) =>
      method === 'GET' && /[\u0080-\uffff]/.test(decodeURIComponent(path)) ? list([]) : undefined,
    ...tell(on('POST', USERS), (answer, { body }) =>
      answer.status === 409 && /[\u0080-\uffff]/.test(String(body?.userName))
        ? { status: 201, body: { ...body, id: 'form' } }
        : answer,
    ),
  })),
]
