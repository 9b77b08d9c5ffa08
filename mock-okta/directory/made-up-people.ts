import type { Faker } from '@faker-js/faker'
import type { Profile } from './person.ts'

/** More people than one seed is likely to be asked for: those of two seeds do not run into each other. */
const APART = 1_000_003

/** People who could be real, the same for the same seed and the same place in the order. */
export class MadeUpPeople {
  readonly #seed: number
  #count = 0
  #faker: Promise<Faker | undefined> | undefined

  constructor(seed: number) {
    this.#seed = seed
  }

  /** The next one is the one of this number, whoever came before. */
  goTo(number: number): void {
    this.#count = number - 1
  }

  /** The next one; a login of its own is made of the name and a number. */
  async next(domain = 'example.com'): Promise<Profile> {
    this.#count += 1
    const number = this.#count
    this.#faker ??= loaded()
    const faker = await this.#faker
    return faker === undefined ? plain(number, domain) : this.#person(faker, number, domain)
  }

  #person(faker: Faker, number: number, domain: string): Profile {
    faker.seed((this.#seed % APART) * APART + number)
    const firstName = faker.person.firstName()
    const lastName = faker.person.lastName()
    const login = `${plainText(firstName)}.${plainText(lastName)}.${number}@${domain}`
    return {
      login,
      email: login,
      firstName,
      lastName,
      displayName: `${firstName} ${lastName}`,
      title: faker.person.jobTitle(),
      department: faker.commerce.department(),
      employeeNumber: String(100_000 + number),
      mobilePhone: faker.phone.number({ style: 'international' }),
      city: faker.location.city(),
      state: faker.location.state({ abbreviated: true }),
      zipCode: faker.location.zipCode(),
      countryCode: 'US',
      locale: 'en_US',
      timezone: 'America/Los_Angeles',
    }
  }
}

/** It comes when it is needed: it is large, and a test runner that loads no ES modules has to do without. */
async function loaded(): Promise<Faker | undefined> {
  try {
    return (await import('@faker-js/faker/locale/en')).faker
  } catch {
    return undefined
  }
}

function plainText(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '')
}

const FIRST = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Alan', 'Radia', 'Donald', 'Margaret']
const LAST = ['Lovelace', 'Hopper', 'Dijkstra', 'Liskov', 'Turing', 'Perlman', 'Knuth', 'Hamilton']

function plain(number: number, domain: string): Profile {
  const at = number - 1
  const firstName = FIRST[at % FIRST.length] ?? 'Ada'
  const lastName = LAST[(at + Math.floor(at / FIRST.length)) % LAST.length] ?? 'Lovelace'
  const login = `${firstName}.${lastName}.${number}@${domain}`.toLowerCase()
  return { firstName, lastName, login, email: login }
}
