import type { FastifyInstance } from 'fastify'
import type { MadeUpPeople } from '../directory/made-up-people.ts'
import type { Person } from '../directory/person.ts'
import { invalid } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import type { Audit } from './audit.ts'
import { fieldsIn } from './http.ts'
import { createPerson } from './user-changes.ts'

const MOST = 1_000

/** /api/v1/scimulate/people: makes active people up, as many as asked for, in these groups; from `first` on by number. Ours. */
export function peopleRoutes(
  app: FastifyInstance,
  engine: Engine,
  audit: Audit,
  people: MadeUpPeople,
): void {
  app.post('/api/v1/scimulate/people', async ({ body }, reply) => {
    const { count = 1, domain = 'example.com', groupIds = [], first } = fieldsIn(body)
    const wanted = wholeNumber('count', count, MOST)
    if (first !== undefined) people.goTo(wholeNumber('first', first, Number.MAX_SAFE_INTEGER))
    if (typeof domain !== 'string' || !/^[a-z0-9.-]+$/i.test(domain)) {
      throw invalid('domain', 'domain: must be the name of a host')
    }
    const made: Person[] = []
    while (made.length < wanted) {
      const profile = await people.next(domain)
      // Of an earlier run on the same data file.
      if (engine.org.people.byLogin(profile.login) !== undefined) continue
      made.push(createPerson(engine, audit, { profile, groupIds }, true))
    }
    return reply.status(201).send(made.map(({ id, status, profile }) => ({ id, status, profile })))
  })
}

function wholeNumber(name: string, value: unknown, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) {
    return value
  }
  throw invalid(name, `${name}: must be a whole number from 1 to ${most}`)
}
