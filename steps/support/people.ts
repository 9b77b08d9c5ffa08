import { createHash } from 'node:crypto'

/** A person as a scenario speaks of them: by first name, the rest drawn from the run's seed. */
export interface Person {
  readonly name: string
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly title: string
  /** Okta's id, once the person is in the directory. */
  readonly oktaId?: string
}

/**
 * Makes up a person. The same seed, scenario and name give the same person; the run's id stands in
 * the e-mail address so that it cannot be anybody else's on a server that has real users.
 */
export async function makePerson(
  name: string,
  place: {
    readonly seed: number
    readonly runId: string
    readonly scenario: string
    readonly domain: string
  },
): Promise<Person> {
  const { faker } = await import('@faker-js/faker/locale/en')
  faker.seed(numberFrom(`${place.seed}:${place.scenario}:${name}`))
  const lastName = faker.person.lastName().replace(/[^A-Za-z]/g, '')
  const tag = numberFrom(`${place.scenario}:${name}`).toString(36)
  const local = `${name}.${lastName}.${tag}.${place.runId}`.toLowerCase()
  return {
    name,
    firstName: name,
    lastName,
    email: `${local}@${place.domain}`,
    title: faker.person.jobTitle(),
  }
}

function numberFrom(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0)
}

/** What a feature may ask of a person: `{Ada.email}`, `{Ada.name}`, `{Ada.oktaId}`. */
export function wordOf(person: Person, what: string): string | undefined {
  switch (what) {
    case 'email':
      return person.email
    case 'name':
      return `${person.firstName} ${person.lastName}`
    case 'firstName':
    case 'lastName':
    case 'title':
    case 'oktaId':
      return person[what]
    default:
      return undefined
  }
}
