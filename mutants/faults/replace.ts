import { amend, instead, on, part, restatus, tell, tellBody, USER } from '../alter.ts'
import { mutant } from '../mutant.ts'

const PUT = on('PUT', USER)

export const REPLACE_FAULTS = [
  mutant('a replace changes nothing', 'RFC7644-3.5.1-04', () =>
    instead(PUT, async (passing) => {
      const { status, body } = await passing.call('GET', passing.path)
      return status === 200 ? { status, body: { ...body, ...passing.body } } : undefined
    }),
  ),
  mutant(
    'a replace of nobody makes a user',
    'RFC7644-3.5.1-02 RFC7644-3.2-13 RFC7644-3.5.1-16',
    () =>
      tell(PUT, (answer, passing) =>
        answer.status === 404 && passing.body
          ? passing.call('POST', '/Users', passing.body)
          : answer,
      ),
  ),
  mutant('a replace is answered with 201', 'RFC7644-3.5-01 RFC7644-3.5.1-14', () =>
    restatus(PUT, 200, 201),
  ),
  mutant('a replace is answered with a part', 'RFC7644-3.5-01 RFC7644-3.5.1-14', () =>
    tellBody(PUT, (body) => (body.id ? { schemas: body.schemas, id: body.id } : body)),
  ),
  mutant('a replace takes the id of the client', 'RFC7644-3.5.1-12', () =>
    tellBody(PUT, (body, { body: sent }) =>
      body.meta && sent?.id ? { ...body, id: sent.id } : body,
    ),
  ),
  mutant('lastModified never moves', 'RFC7644-3.5.1-15 RFC7644-3.5.2-37', () =>
    tellBody(on('GET POST PUT PATCH', /^\/Users/), (body) =>
      body.meta
        ? { ...body, meta: { ...part(body.meta), lastModified: part(body.meta).created } }
        : body,
    ),
  ),
  mutant('created moves with every change', 'RFC7644-3.5.1-15 RFC7644-3.5.2-37', () =>
    tellBody(on('GET POST PUT PATCH', /^\/Users/), (body) =>
      body.meta
        ? { ...body, meta: { ...part(body.meta), created: part(body.meta).lastModified } }
        : body,
    ),
  ),
  mutant('a replace of nobody is a 500', 'RFC7644-3.5.1-16', () => restatus(PUT, 404, 500)),
  mutant('a replace that is no JSON is a 500', 'RFC7644-3.5.1-17', () =>
    restatus((passing) => PUT(passing) && passing.body === undefined, 400, 500),
  ),
  mutant('a replace may take a userName that is taken', 'RFC7644-3.5.1-18', () =>
    tell(PUT, (answer, { body }) =>
      answer.status === 409 ? { status: 200, body: { ...body } } : answer,
    ),
  ),
  mutant('a replace that takes a userName is a 500', 'RFC7644-3.5.1-18', () =>
    restatus(PUT, 409, 500),
  ),
  mutant('a replace ignores active', 'RFC7644-3.5.1-04 OKTA-1.4-01', () =>
    amend(PUT, ({ body }) => {
      if (body?.active === false) body.active = true
    }),
  ),
  mutant('a replace ignores the name', 'OKTA-1.3-01', () =>
    amend(PUT, async (passing) => {
      const { body } = await passing.call('GET', passing.path)
      if (passing.body && body?.name) passing.body.name = body.name
    }),
  ),
]
