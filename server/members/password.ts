import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { invalidValue } from '../scim/error.ts'
import type { Json } from '../scim/resource.ts'

/**
 * Work of a hash, as the binary logarithm of scrypt's N: 10 takes 1 MB and a few milliseconds, and each step
 * doubles both. The people of a rehearsal are made up, and are rolled out by the thousand.
 */
const DEFAULT_COST = 10
const LEAST_COST = 10
const MOST_COST = 18

const BLOCK_SIZE = 8
const PARALLEL = 1
const BYTES = 32
/** Longer ones are no password: work and memory stay bounded. */
const LONGEST = 1_024

/** What PRECIS' FreeformClass leaves out: controls, formats, surrogates, private and unassigned characters. */
const FORBIDDEN = /[\p{C}\p{Default_Ignorable_Code_Point}]/u
const SPACES = /\p{Zs}/gu

/** How passwords are kept: only as salted hashes, each of which says how it was made. */
export class Passwords {
  readonly #cost: number

  /** @param cost the binary logarithm of scrypt's N; 0 keeps no passwords at all. */
  constructor(cost: number) {
    this.#cost = cost
  }

  /** Whether a password that a client sets has any effect. */
  get kept(): boolean {
    return this.#cost > 0
  }

  /**
   * Takes the password out of a user that was sent; gives its hash, or undefined when none was given or
   * none is kept. Throws a SCIM error for what cannot be a password.
   */
  async takeFrom(user: Json): Promise<string | undefined> {
    const { password } = user
    delete user.password
    // Some clients fill every field of their form: an empty password sets none.
    if (!this.kept || typeof password !== 'string' || password === '') return undefined
    const text = prepared(password)
    if (text === undefined) {
      throw invalidValue(
        `a password has at most ${LONGEST} characters, and no control or invisible ones`,
      )
    }
    return hashOf(text, this.#cost)
  }

  /** Whether this is the password that the hash was made of; takes as long when there is no hash. */
  async matches(password: string, kept: string | undefined): Promise<boolean> {
    const text = prepared(password)
    const [, , settings = '', salt = '', sum = ''] = (kept ?? '').split('$')
    const cost = Number(/^ln=(\d+)/.exec(settings)?.[1] ?? (this.#cost || DEFAULT_COST))
    const derived = await derive(text ?? '', Buffer.from(salt, 'base64'), cost)
    const expected = Buffer.from(sum, 'base64')
    return (
      text !== undefined && derived.length === expected.length && timingSafeEqual(derived, expected)
    )
  }
}

/** Keeps passwords at that cost; throws a RangeError for one that is too little or too much. */
export function passwordsOf(cost = DEFAULT_COST): Passwords {
  const fits = Number.isInteger(cost) && cost >= LEAST_COST && cost <= MOST_COST
  if (cost !== 0 && !fits) {
    throw new RangeError(
      `the cost of a password is 0 or ${LEAST_COST} to ${MOST_COST}, not ${cost}`,
    )
  }
  return new Passwords(cost)
}

/** A password as it is compared: the OpaqueString profile (RFC 8265 §4.2); undefined when it has no such form. */
export function prepared(password: string): string | undefined {
  const text = password.replace(SPACES, ' ').normalize('NFC')
  return text === '' || text.length > LONGEST || FORBIDDEN.test(text) ? undefined : text
}

/** `$scrypt$ln=14,r=8,p=1$salt$hash`, so that a later cost leaves older hashes readable. */
async function hashOf(text: string, cost: number): Promise<string> {
  const salt = randomBytes(16)
  const sum = await derive(text, salt, cost)
  const settings = `ln=${cost},r=${BLOCK_SIZE},p=${PARALLEL}`
  return `$scrypt$${settings}$${salt.toString('base64')}$${sum.toString('base64')}`
}

function derive(text: string, salt: Buffer, cost: number): Promise<Buffer> {
  const N = 2 ** cost
  // What scrypt needs is 128 · N · r bytes; twice that lets no version of OpenSSL say no.
  const options: ScryptOptions = { N, r: BLOCK_SIZE, p: PARALLEL, maxmem: 256 * N * BLOCK_SIZE }
  return new Promise((resolve, reject) => {
    scrypt(text, salt, BYTES, options, (error, sum) => (error ? reject(error) : resolve(sum)))
  })
}
