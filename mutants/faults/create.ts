import {
  ANY,
  amend,
  error,
  instead,
  items,
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
import type { Alteration, Json, Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const POST = on('POST', USERS)
const GET = on('GET', ONE)
const made = (passing: Passing, status: number) => POST(passing) && status === 201

function passwords() {
  const known = new Map<unknown, unknown>()
  return {
    learn: ({ body }: Passing) => {
      if (body?.password !== undefined) known.set(body.userName, body.password)
    },
    show: (one: Json) =>
      known.has(one.userName) ? { ...one, password: known.get(one.userName) } : one,
  }
}

/** What the client says in meta is believed, then and ever after. */
function metaOfClient(): Alteration {
  const said = new Map<unknown, Json>()
  return {
    tell: (passing, answer) => {
      const { body } = answer
      if (POST(passing) && body?.id && passing.body?.meta)
        said.set(body.id, part(passing.body.meta))
      const meta = said.get(body?.id)
      return body && meta
        ? { ...answer, body: { ...body, meta: { ...part(body.meta), ...meta } } }
        : answer
    },
  }
}

export const CREATE_FAULTS = [
  mutant('a create is answered with 200', 'RFC7644-3.3-07', () =>
    restatus(on('POST', USERS), 201, 200),
  ),
  mutant('a create is answered with 202', 'RFC7644-3.3-07', () =>
    restatus(on('POST', USERS), 201, 202),
  ),
  mutant("a manager's address leads to nobody", 'RFC7643-4.3-05', () =>
    tell(on('GET', /^\/Users/), (answer) => ({
      ...answer,
      body: JSON.parse(
        JSON.stringify(answer.body).replaceAll(/("manager":\{[^{}]*"\$ref":"[^"]*)"/g, '$1-not"'),
      ),
    })),
  ),
  mutant('certificates become one value', 'RFC7643-4.1.2-27', () =>
    tellEach(on('GET', USER), (one) =>
      items(one.x509Certificates).length > 1
        ? {
            ...one,
            x509Certificates: [
              {
                value: items(one.x509Certificates)
                  .map((c) => c.value)
                  .join(''),
              },
            ],
          }
        : one,
    ),
  ),
  mutant('a certificate loses its end', 'RFC7643-4.1.2-26', () =>
    tellEach(on('GET', USER), (one) =>
      one.x509Certificates === undefined
        ? one
        : {
            ...one,
            x509Certificates: items(one.x509Certificates).map((c) => ({
              ...c,
              value: String(c.value).slice(0, -4),
            })),
          },
    ),
  ),
  mutant('no Location', 'RFC7644-3.3-09', () => withoutHeader(POST, 'location')),
  mutant('a Location that leads elsewhere', 'RFC7644-3.3-09 RFC7644-3.3-10', () =>
    tell(POST, (answer) => ({
      ...answer,
      headers: { ...answer.headers, location: `${answer.headers?.location ?? ''}-not` },
    })),
  ),
  mutant('meta without location', 'RFC7644-3.3-10', () =>
    tellEach(on('POST GET', ANY), (one) => ({ ...one, meta: without(part(one.meta), 'location') })),
  ),
  mutant('a create is answered without a body', 'RFC7644-3.3-08', () =>
    tell(POST, (answer) =>
      answer.status === 201 ? { status: 201, headers: answer.headers ?? {} } : answer,
    ),
  ),
  mutant('the id of the client is taken', 'RFC7644-3.3-02', () =>
    tellBody(POST, (body, { body: sent }) =>
      sent?.id && body.id ? { ...body, id: sent.id } : body,
    ),
  ),
  mutant('the meta of the client is taken', 'RFC7644-3.3-02', () => metaOfClient()),
  mutant('a create loses displayName', 'RFC7644-3.3-01', () =>
    amend(POST, (passing) => delete passing.body?.displayName),
  ),
  mutant('a create loses the name', 'RFC7644-3.3-01', () =>
    amend(POST, (passing) => delete passing.body?.name),
  ),
  mutant('a create stores nothing', 'RFC7644-3.3-01 RFC7644-3.3-17', () =>
    tell(POST, async (answer, passing) => {
      if (made(passing, answer.status))
        await passing.call('DELETE', `/Users/${String(answer.body?.id)}`)
      return answer
    }),
  ),
  mutant('a new user is not in lists at once', 'RFC7644-3.3-17', () => {
    let fresh = 0
    return {
      ask: (passing) => {
        if (POST(passing)) fresh = 2
        if (!on('GET', USERS)(passing) || fresh === 0) return undefined
        fresh -= 1
        return list([])
      },
    }
  }),
  mutant('a userName in another letter case is another', 'RFC7644-3.3-13', () =>
    tell(POST, (answer, { body }) =>
      answer.status === 409 && body?.userName !== String(body?.userName).toLowerCase()
        ? { status: 201, body: { id: 'another', ...body } }
        : answer,
    ),
  ),
  mutant('a userName that is taken is a 400', 'RFC7644-3.3-11', () => restatus(POST, 409, 400)),
  mutant('a userName that is taken is a 500', 'RFC7644-3.3-11', () => restatus(POST, 409, 500)),
  mutant('a userName that is taken makes a second user', 'RFC7644-3.3-11', () =>
    tell(POST, (answer, { body }) =>
      answer.status === 409 ? { status: 201, body: { ...body, id: 'second' } } : answer,
    ),
  ),
  mutant('a conflict has no scimType', 'RFC7644-3.3-12', () =>
    tell(POST, (answer) => (answer.status === 409 ? error(409) : answer)),
  ),
  mutant('a conflict is mutability', 'RFC7644-3.3-12', () =>
    tell(POST, (answer) => (answer.status === 409 ? error(409, 'mutability') : answer)),
  ),
  mutant('a body that is no JSON is a 500', 'RFC7644-3.3-14', () =>
    restatus(unreadable('POST'), 400, 500),
  ),
  mutant('a body that is no JSON makes a user', 'RFC7644-3.3-14', () =>
    tell(unreadable('POST'), () => ({ status: 201, body: { id: 'none', userName: 'none' } })),
  ),
  mutant('a user without a userName is a 500', 'RFC7644-3.3-15', () =>
    restatus((passing) => POST(passing) && passing.body?.userName === undefined, 400, 500),
  ),
  mutant('a user without a userName gets one', 'RFC7644-3.3-15', () => {
    let made = 0
    return amend(POST, ({ body }) => {
      if (body === undefined || 'userName' in body) return
      made += 1
      body.userName = `nobody-${made}`
    })
  }),
  mutant('a value of the wrong type is a 500', 'RFC7644-3.3-16', () =>
    restatus((passing) => POST(passing) && passing.body?.userName !== undefined, 400, 500),
  ),
  mutant('a value of the wrong type is taken', 'RFC7644-3.3-16', () =>
    tell(POST, (answer, { body }) =>
      answer.status === 400 && body?.userName !== undefined
        ? { status: 201, body: { ...body, id: 'wrong' } }
        : answer,
    ),
  ),
  mutant('the body decides what is made', 'RFC7644-3.3.1-01', () => metaOfClient()),
  mutant('a password comes back', 'RFC7644-3.9-12', () => {
    const { learn, show } = passwords()
    return {
      ask: (passing) => {
        learn(passing)
        return undefined
      },
      ...tellEach(on('GET POST PUT PATCH', /^\/Users/), show),
    }
  }),
  mutant('a deleted userName stays taken', 'RFC7644-3.6-05', () => {
    const gone = new Set<unknown>()
    return {
      ask: async (passing) => {
        if (on('DELETE', USER)(passing)) {
          const { body } = await passing.call('GET', passing.path)
          gone.add(body?.userName)
        }
        return POST(passing) && gone.has(passing.body?.userName)
          ? error(409, 'uniqueness')
          : undefined
      },
    }
  }),
]

function unreadable(method: string) {
  return (passing: Passing) =>
    on(method, /^\/Users/)(passing) && passing.body === undefined && passing.text !== ''
}

export const READ_FAULTS = [
  mutant('a user who is not there is a 200', 'RFC7644-3.4.1-02', () =>
    tell(GET, (answer) => (answer.status === 404 ? list([]) : answer)),
  ),
  mutant('a user who is not there is a 500', 'RFC7644-3.4.1-02', () => restatus(GET, 404, 500)),
  mutant('a user who is not there is an empty 404', 'RFC7644-3.4.1-02', () =>
    tell(GET, (answer) => (answer.status === 404 ? { status: 404 } : answer)),
  ),
  mutant('a read shows no name', 'RFC7644-3.4-02', () =>
    tellBody(on('GET', USER), (body) => without(body, 'name')),
  ),
  mutant('a read answers with 206', 'RFC7644-3.4.1-01', () => restatus(on('GET', USER), 200, 206)),
  mutant('a read answers with a list', 'RFC7644-3.4.1-01', () =>
    tell(on('GET', USER), (answer) => (answer.status === 200 ? list([answer.body]) : answer)),
  ),
  mutant('a user is found among the groups', 'RFC7644-3.4.1-04', () =>
    tell(on('GET', /^\/Groups\/[^/?]+$/), async (answer, passing) =>
      answer.status === 404 ? passing.call('GET', passing.path.replace('Groups', 'Users')) : answer,
    ),
  ),
  mutant('who is not active is not there', 'OKTA-1.4-01', () =>
    tell(on('GET', USER), (answer) => (answer.body?.active === false ? error(404) : answer)),
  ),
]

export const DELETE_FAULTS = [
  mutant('a delete is answered with 200', 'RFC7644-3.6-01', () =>
    tell(on('DELETE', ONE), (answer) =>
      answer.status === 204 ? { status: 200, body: {} } : answer,
    ),
  ),
  mutant('a delete is answered with 202', 'RFC7644-3.6-01', () =>
    restatus(on('DELETE', ONE), 204, 202),
  ),
  mutant('a delete only deactivates', 'RFC7644-3.6-03 RFC7644-3.6-04', () =>
    instead(on('DELETE', USER), async (passing) => {
      const operation = { op: 'replace', path: 'active', value: false }
      const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
      const { status } = await passing.call('PATCH', passing.path, {
        schemas,
        Operations: [operation],
      })
      return status === 200 ? { status: 204 } : error(404)
    }),
  ),
  mutant('a delete does nothing', 'RFC7644-3.6-03 RFC7644-3.6-04', () =>
    instead(on('DELETE', USER), async (passing) => {
      const { status } = await passing.call('GET', passing.path)
      return status === 200 ? { status: 204 } : error(404)
    }),
  ),
  mutant('a deleted user stays in lists', 'RFC7644-3.6-04', () => {
    const gone: Json[] = []
    return {
      ask: async (passing) => {
        if (!on('DELETE', USER)(passing)) return undefined
        const { body } = await passing.call('GET', passing.path)
        if (body?.id) gone.push(body)
        return undefined
      },
      ...tellBody(on('GET', USERS), (body, { path }) => {
        const found = gone.filter(({ userName }) =>
          decodeURIComponent(path).includes(String(userName)),
        )
        const all = [...items(body.Resources), ...found]
        return { ...body, Resources: all, totalResults: Number(body.totalResults) + found.length }
      }),
    }
  }),
  mutant('a delete of nobody is a 204', 'RFC7644-3.6-06', () =>
    restatus(on('DELETE', ONE), 404, 204),
  ),
  mutant('a delete of nobody is a 500', 'RFC7644-3.6-06', () =>
    restatus(on('DELETE', ONE), 404, 500),
  ),
]
