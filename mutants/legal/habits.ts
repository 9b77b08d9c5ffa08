import { setTimeout as sleep } from 'node:timers/promises'
import { error, filterOf, items, LISTS, ONE, on, part, query, tellEach, without } from '../alter.ts'
import type { Alteration, Answer, Json, Passing } from '../altered-server.ts'
import type { Variant } from './variant.ts'

/** All that some services take as a filter: what clients look up by. */
const LOOK_UP = /^(userName|externalId|displayName) eq "[^"]*"$/i

const unlikeALookUp = (passing: Passing) =>
  on('GET', LISTS)(passing) && filterOf(passing).trim() !== '' && !LOOK_UP.test(filterOf(passing))

/** Whether the body holds an extension that its schemas do not name (RFC 7643 §3). */
function hidesAnExtension({ body }: Passing): boolean {
  const { schemas, ...rest } = part(body)
  const named = Array.isArray(schemas) ? schemas : []
  return Object.keys(rest).some((name) => name.startsWith('urn:') && !named.includes(name))
}

/** Requirements that have filters of which such a service takes only some, or none. */
const NOT_OFFERED = [
  'RFC7643-2.5-01',
  'RFC7644-3.10-04',
  'RFC7644-3.10-05',
  'RFC7644-3.4.2.2-04',
  'RFC7644-3.4.2.2-05',
  'RFC7644-3.4.2.2-10',
  'RFC7644-3.4.2.2-11',
  'RFC7644-3.4.2.2-12',
  'RFC7644-3.4.2.2-13',
  'RFC7644-3.4.2.2-14',
  'RFC7644-3.4.2.2-15',
  'RFC7644-3.4.2.2-16',
  'RFC7644-3.4.2.2-17',
  'RFC7644-3.4.2.2-18',
  'RFC7644-3.4.2.2-19',
  'RFC7644-3.4.2.2-20',
  'RFC7644-3.4.2.2-21',
  'RFC7644-3.4.2.2-22',
  'RFC7644-3.4.2.2-25',
  'RFC7644-3.4.2.2-26',
  'RFC7644-3.4.2.2-27',
  'RFC7644-3.4.2.2-28',
  'RFC7644-3.4.2.2-34',
  'RFC7644-3.4.2.2-35',
  'RFC7644-3.4.2.2-36',
  'RFC7644-3.4.2.2-37',
  'RFC7644-3.4.2.2-38',
  'RFC7644-3.4.2.2-41',
  'RFC7644-3.4.2.2-42',
  'RFC7644-3.4.2.2-43',
  'RFC7644-3.4.2.2-44',
  'RFC7644-3.4.2.2-48',
  'RFC7644-3.4.2.2-49',
  'RFC7644-3.4.2.2-50',
  'RFC7644-3.4.2.2-52',
  'RFC7644-3.4.2.2-53',
  'RFC7644-3.4.2.2-55',
  'RFC7644-3.4.2.2-A15',
  'RFC7644-3.5.2.2-05',
]

const OVERLAP_MS = 50

/** Whoever deletes while somebody else does is answered as that one will be. */
function eachDeletes(): Alteration {
  const underWay = new Set<string>()
  return {
    async ask(passing) {
      if (!on('DELETE', ONE)(passing)) return undefined
      if (underWay.has(passing.path)) return { status: 204 }
      underWay.add(passing.path)
      await sleep(OVERLAP_MS)
      return undefined
    },
    tell(passing, answer) {
      underWay.delete(passing.path)
      return answer
    },
  }
}

const DISCOVERY = on('PUT', /^\/(ServiceProviderConfig|ResourceTypes|Schemas)$/)

/**
 * Whoever has no words for what may not be changed: a replace of it is not offered (RFC 7644 §3.12 table 8), and
 * what is written to discovery, where all is readOnly, is passed over (§3.5.1).
 */
const withoutRefusals: Alteration = {
  ask: (passing) => (DISCOVERY(passing) ? { status: 204 } : undefined),
  tell(passing, answer) {
    const sent = items(part(passing.body).Operations)
    const refused = passing.method === 'PATCH' && part(answer.body).scimType === 'mutability'
    return refused && sent.every(({ op }) => op === 'replace') ? error(501) : answer
  },
}

const BULK = on('POST', /^\/Bulk/)

/** An operation of a bulk that is not done: its status is an object, as RFC 7644 §3.7 has it in places. */
function notDone({ method, bulkId }: Json): Json {
  return { method, bulkId, response: error(409).body, status: { code: 409 } }
}

/** A bulk in which a bulkId stands twice does nothing, which each of its operations tells. */
function withoutTwins(passing: Passing): Answer | undefined {
  const sent = items(passing.body?.Operations)
  const ids = sent.flatMap(({ bulkId }) => (typeof bulkId === 'string' ? [bulkId] : []))
  if (!BULK(passing) || new Set(ids).size === ids.length) return undefined
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkResponse']
  return { status: 200, body: { schemas, Operations: sent.map(notDone) } }
}

/** A bulk that failOnErrors ends is a 400, and lists what was not done as well. */
function withItsCodes(passing: Passing, answer: Answer): Answer {
  const done = items(answer.body?.Operations)
  if (!BULK(passing) || done.length === 0) return answer
  const failed = done.filter(({ status }) => Number(status) >= 400).length
  const ended = failed > 0 && failed >= Number(passing.body?.failOnErrors)
  const rest = ended ? items(passing.body?.Operations).slice(done.length).map(notDone) : []
  const told = done.map((one) => ({
    ...one,
    status: { code: one.bulkId === undefined ? String(one.status) : Number(one.status) },
  }))
  const status = ended ? 400 : answer.status
  return { ...answer, status, body: { ...answer.body, Operations: [...told, ...rest] } }
}

/** What real servers do, and may. */
export const HABITS: readonly Variant[] = [
  { name: 'a longer address, with a version', alteration: { basePath: '/api/tenants/7/scim/v2' } },
  {
    name: 'ten on a page where nobody asks, fifty at most',
    alteration: query(on('GET', LISTS), (one) => {
      if (!one.has('cursor')) one.set('count', String(Math.min(Number(one.get('count') ?? 10), 50)))
    }),
  },
  {
    name: 'groups are without externalId',
    alteration: tellEach(on('GET POST PUT PATCH', /^\/Groups/), (one) =>
      without(one, 'externalId'),
    ),
  },
  {
    name: 'filters by what clients look up alone, and takes no extension that schemas does not name',
    alteration: {
      ask: (passing) => {
        if (unlikeALookUp(passing)) return error(400, 'invalidFilter')
        const writes = on('POST PUT', /^\/Users/)(passing)
        return writes && hidesAnExtension(passing) ? error(400, 'invalidValue') : undefined
      },
    },
    warned: NOT_OFFERED,
  },
  {
    name: 'says 501 of what a patch may not replace, and passes over what discovery is told',
    alteration: withoutRefusals,
    warned: ['RFC7644-3.12-23'],
  },
  { name: 'of deletes at the same time each is told that it deleted', alteration: eachDeletes() },
  {
    name: 'writes the status of a bulk as an object, and each operation tells why the bulk ended',
    alteration: { ask: withoutTwins, tell: withItsCodes },
    warned: ['RFC7644-3.7-A01'],
  },
]
