import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Lane } from './measure.ts'
import { OPERATIONS, type Operation } from './operations.ts'
import { HEADERS, type Population } from './population.ts'
import { bare, type Canned, type Subject, started } from './subject.ts'

/** Servers with the people that they hold; the reference server is the first. */
export type Filled = readonly [Subject, Population][]

/** The peers that are installed; a missing one is said, not counted. */
export async function peers(): Promise<Subject[]> {
  const found: Subject[] = []
  for (const [name, example] of [
    ['scimmy-routers', 'scimmy'],
    ['saml-jackson', 'saml-jackson'],
  ] as const) {
    const folder = join(__dirname, '..', '..', 'examples', example)
    if (existsSync(join(folder, 'node_modules'))) {
      found.push(await started(name, [join(folder, 'start.mjs'), '--port', '0']))
    } else console.error(`${name} is not measured: npm ci --prefix examples/${example}`)
  }
  return found
}

/** A bare fastify that answers each operation with the bytes that the reference server gives. */
export async function bareBeside(here: Filled) {
  const [first] = here
  if (first === undefined) throw new Error('the reference server is not there')
  const [own, users] = first
  const canned = await Promise.all(
    OPERATIONS.map((one, i) => recorded(own, users, one, prefixOf(i))),
  )
  const subject = await bare(canned)
  const lane = (operation: Operation): Lane => ({
    subject,
    operation,
    users,
    prefix: prefixOf(OPERATIONS.indexOf(operation)),
    sent: 0,
  })
  return { subject, lane }
}

function prefixOf(operation: number): string {
  return `/${operation}`
}

async function recorded(
  { baseUrl, token }: Subject,
  users: Population,
  operation: Operation,
  prefix: string,
): Promise<Canned> {
  const { method, path, body } = operation.request(users, 0)
  const headers = { ...HEADERS, authorization: `Bearer ${token}` }
  const init = body === undefined ? { method, headers } : { method, headers, body }
  const answer = await fetch(baseUrl + path, init)
  const kept = ['content-type', 'etag', 'location'].flatMap((name) => {
    const value = answer.headers.get(name)
    return value === null ? [] : [[name, value]]
  })
  const route = path.replace(/\?.*/, '').replace(/(?<=\/Users\/).+/, ':id')
  return {
    method,
    path: prefix + route,
    status: answer.status,
    headers: Object.fromEntries(kept),
    body: await answer.text(),
  }
}

export function laneOf(subject: Subject, users: Population, operation: Operation): Lane {
  const prefix = new URL(subject.baseUrl).pathname.replace(/\/$/, '')
  return { subject, operation, users, prefix, sent: 0 }
}
