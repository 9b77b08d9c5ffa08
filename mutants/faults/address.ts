import { ANY, error, instead, LISTS, on, query, queryOf, tell, tellEach, USERS } from '../alter.ts'
import { mutant } from '../mutant.ts'

const ALL = on('GET POST PUT PATCH DELETE', ANY)
const elsewhere = (to: string) =>
  tellEach(ALL, (one) => {
    const text = JSON.stringify(one).replaceAll(/(https?:\/\/[^/"]+)[^"]*?\/(Users|Groups)\//g, to)
    return JSON.parse(text) as Record<string, unknown>
  })

/** Where the service is, and how one gets there. */
export const ADDRESS_FAULTS = [
  mutant('the version stands behind the endpoint', 'RFC7644-3.13-02 RFC7644-3.13-03', () =>
    elsewhere('$1/scim/$2/v2/'),
  ),
  mutant('the version has no v', 'RFC7644-3.13-02 RFC7644-3.13-03', () =>
    elsewhere('$1/scim/2/$2/'),
  ),
  mutant('every version is the same one', 'RFC7644-3.13-04', () => ({ anyVersion: true })),
  mutant('plain HTTP will do as well', 'RFC7644-7.2-01', () => ({ transport: 'tls and plain' })),
  mutant('a cookie is for every way', 'RFC7644-7.4-02', () => ({
    transport: 'tls',
    ...tell(on('GET', USERS), (answer) => ({
      ...answer,
      headers: { ...answer.headers, 'set-cookie': 'session=1; Path=/' },
    })),
  })),
  mutant('all users at once are a 413', 'RFC7644-3.4.2.1-04 RFC7644-3.12-21', () =>
    instead((passing) => passing.method === 'GET' && passing.path === '/Users', error(413)),
  ),
  mutant('all users at once are an invalidFilter', 'RFC7644-3.4.2.1-04 RFC7644-3.12-21', () =>
    instead((passing) => passing.method === 'GET' && passing.path === '/Users', {
      ...error(400, 'invalidFilter'),
      body: { ...error(400, 'invalidFilter').body, detail: 'Too many results' },
    }),
  ),
  mutant('who asks for no cursor gets one', 'RFC9865-2.4-01 RFC9865-2.4-02', () =>
    query(
      (passing) => on('GET', LISTS)(passing) && !queryOf(passing).has('startIndex'),
      (one) => {
        if (!one.has('cursor')) one.set('cursor', '')
      },
    ),
  ),
  mutant('every other page is by cursor', 'RFC9865-2.4-01', () => {
    let asked = 0
    return query(
      (passing) => on('GET', LISTS)(passing) && !queryOf(passing).has('startIndex'),
      (one) => {
        asked += 1
        if (!one.has('cursor') && asked % 2 === 0) one.set('cursor', '')
      },
    )
  }),
]
