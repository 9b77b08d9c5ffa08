import type { Alteration, Answer, Json, Passing } from './altered-server.ts'
import { resources } from './legal/answers.ts'

export type When = (passing: Passing) => boolean

export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** The collection of users, and one of them; the same of groups, and of both. */
export const USERS = /^\/Users(\?|$)/
export const USER = /^\/Users\/[^/?.]+/
export const GROUPS = /^\/Groups(\?|$)/
export const GROUP = /^\/Groups\/[^/?.]+/
export const LISTS = /^\/(Users|Groups)(\?|$)/
export const ONE = /^\/(Users|Groups)\/[^/?.]+/
export const ANY = /^\//

export function on(methods: string, path: RegExp): When {
  const names = methods.split(' ')
  return (passing) => names.includes(passing.method) && path.test(passing.path)
}

/** Changes the request before the good server sees it. */
export function amend(when: When, change: (passing: Passing) => unknown): Alteration {
  return {
    async ask(passing) {
      if (when(passing)) await change(passing)
      return undefined
    },
  }
}

/** Answers in the good server's place. */
export function instead(
  when: When,
  answer: Answer | ((passing: Passing) => Answer | undefined | Promise<Answer | undefined>),
): Alteration {
  return {
    ask(passing) {
      if (!when(passing)) return undefined
      return typeof answer === 'function' ? answer(passing) : answer
    },
  }
}

/** Changes what the good server answered. */
export function tell(
  when: When,
  change: (answer: Answer, passing: Passing) => Answer | Promise<Answer>,
): Alteration {
  return { tell: (passing, answer) => (when(passing) ? change(answer, passing) : answer) }
}

/** Changes the body of what the good server answered, where it has one. */
export function tellBody(when: When, change: (body: Json, passing: Passing) => Json): Alteration {
  return tell(when, (answer, passing) =>
    answer.body === undefined ? answer : { ...answer, body: change(answer.body, passing) },
  )
}

/** Changes each resource that goes out, alone or in a list. */
export function tellEach(when: When, change: (one: Json, passing: Passing) => Json): Alteration {
  return tell(when, (answer, passing) => resources(answer, (one) => change(one, passing)))
}

/** Changes each operation of a patch: into none, one or several. */
export function operations(path: RegExp, change: (one: Json) => Json | Json[]): Alteration {
  return amend(on('PATCH', path), ({ body }) => {
    if (Array.isArray(body?.Operations)) body.Operations = body.Operations.flatMap(change)
  })
}

/** Answers with another status where the good server has this one. */
export function restatus(when: When, from: number, to: number): Alteration {
  return tell(when, (answer) =>
    answer.status === from
      ? { ...answer, status: to, ...(answer.body?.status ? withStatus(answer.body, to) : {}) }
      : answer,
  )
}

function withStatus(body: Json, status: number): { body: Json } {
  return { body: { ...body, status: String(status) } }
}

/** Changes the query of the request. */
export function query(when: When, change: (query: URLSearchParams) => unknown): Alteration {
  return amend(when, (passing) => {
    const url = new URL(`http://here${passing.path}`)
    change(url.searchParams)
    passing.path = url.pathname + url.search
  })
}

/** The path without its query. */
export function pathOf({ path }: Passing): string {
  return path.split('?')[0] ?? ''
}

/** The resource as it is before the request; empty where there is none. */
export async function current(passing: Passing): Promise<Json> {
  return part((await passing.call('GET', pathOf(passing))).body)
}

export function queryOf({ path }: Passing): URLSearchParams {
  return new URL(`http://here${path}`).searchParams
}

/** The filter of a query, decoded; empty where there is none. */
export function filterOf(passing: Passing): string {
  return queryOf(passing).get('filter') ?? ''
}

/** Changes the filter of a query. */
export function filter(change: (text: string) => string): Alteration {
  return query(
    (passing) => filterOf(passing) !== '',
    (one) => one.set('filter', change(one.get('filter') ?? '')),
  )
}

export function error(status: number, scimType?: string): Answer {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error']
  const type = scimType === undefined ? {} : { scimType }
  return { status, body: { schemas, status: String(status), ...type, detail: 'No' } }
}

/** What good servers do with a header, undone. */
export function withoutHeader(when: When, name: string): Alteration {
  return tell(when, (answer) => ({ ...answer, headers: without(answer.headers ?? {}, name) }))
}

export function without<T>(object: Readonly<Record<string, T>>, ...names: string[]) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))
}

export function list(Resources: unknown[], totalResults = Resources.length): Answer {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:ListResponse']
  const itemsPerPage = Resources.length
  return { status: 200, body: { schemas, totalResults, startIndex: 1, itemsPerPage, Resources } }
}

/** The parts of an answer that must be objects to be altered; empty where they are not. */
export function part(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...(value as Json) }
    : {}
}

export function items(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : []
}
