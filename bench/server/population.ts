import { Pool } from 'undici'
import { ENTERPRISE, USER } from '../urns.ts'
import type { Subject } from './subject.ts'

const CONNECTIONS = 16

/** A server that needs longer than this to take in the users of a size is not measured at it. */
export const MOST_FILLING_MS = 600_000

export const HEADERS = { 'content-type': 'application/scim+json' }

/** The person of a number, with what Okta usually sends. */
export function person(n: number) {
  const userName = `person${n}@example.com`
  return {
    schemas: [USER, ENTERPRISE],
    userName,
    externalId: `00u${String(n).padStart(17, '0')}`,
    name: { givenName: 'Ada', familyName: `Bench ${n}` },
    displayName: `Ada Bench ${n}`,
    emails: [{ value: userName, type: 'work', primary: true }],
    active: true,
    [ENTERPRISE]: { department: 'Engines', employeeNumber: String(n) },
  }
}

/** Users that requests may be about. */
export interface People {
  readonly ids: readonly string[]
  /** The number of the next person to be made. */
  next: number
  /** The userName of the one whose id stands at that place. */
  userName(at: number): string
}

/** The users that a subject holds: their ids, in the order of their numbers. */
export class Population implements People {
  readonly ids: string[] = []
  /** The number of the next person to be made. */
  next = 0
  readonly #subject: Subject
  readonly #numbers: number[] = []

  constructor(subject: Subject) {
    this.#subject = subject
  }

  /** Makes people until there are so many that requests may ask for; false when the time is over first. */
  async grow(size: number, mostMs: number): Promise<boolean> {
    const end = performance.now() + mostMs
    const { baseUrl, token } = this.#subject
    const { origin, pathname } = new URL(baseUrl)
    const pool = new Pool(origin, { connections: CONNECTIONS })
    const headers = { ...HEADERS, authorization: `Bearer ${token}` }
    const worker = async () => {
      while (this.ids.length < size && performance.now() < end) {
        const n = this.next++
        const body = JSON.stringify(person(n))
        const path = `${pathname}/Users`
        const answer = await pool.request({ method: 'POST', path, headers, body })
        const text = await answer.body.text()
        if (answer.statusCode !== 201) throw new Error(`${this.#subject.name}: ${text}`)
        const { id } = JSON.parse(text) as { id: string }
        this.ids.push(id)
        this.#numbers.push(n)
      }
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, worker))
    await pool.close()
    return this.ids.length >= size
  }

  /** The userName of somebody who is there. */
  userName(at: number): string {
    return person(this.#numbers[at] ?? 0).userName
  }
}
