import { Limiter } from './limiter.ts'

/**
 * What a SCIM server must bear and a healthy Okta does not send: off unless asked for.
 * - `lose-response`: the request reaches the server, its answer does not reach Okta ("Read timed out").
 * - `delay`: the request waits for `delayMs` before it is sent.
 * - `repeat`: a write is sent twice; Okta goes on with the first answer.
 * - `stale-inactive`: a profile push says `active:false` though the user is assigned, as Okta is known to
 *   do when somebody is assigned again soon after having been unassigned.
 * - `unreachable`: the request goes to a port where nobody listens, as when the server is down.
 * - `wrong-token`: the request carries a token that the server does not know.
 * - `too-many`: somebody before the server answers 429 with `Retry-After: 1`.
 */
export const FAULTS: readonly FaultKind[] = [
  'lose-response',
  'delay',
  'repeat',
  'stale-inactive',
  'unreachable',
  'wrong-token',
  'too-many',
]

export type FaultKind =
  | 'lose-response'
  | 'delay'
  | 'repeat'
  | 'stale-inactive'
  | 'unreachable'
  | 'wrong-token'
  | 'too-many'

export interface FaultRequest {
  readonly kind: FaultKind
  /** Only requests of this app; default any. */
  readonly appId?: string
  /** Only requests of this method; default any that the fault fits. */
  readonly method?: string
  /** How many requests it befalls; default 1. */
  readonly times?: number
  /** Of `delay`; real milliseconds, default 100. */
  readonly delayMs?: number
}

export interface Fault extends FaultRequest {
  readonly id: string
  readonly times: number
  readonly delayMs: number
  /** How many requests it has yet to befall. */
  left: number
}

/** A port that no program takes. */
const NOBODY = 'http://127.0.0.1:1'

interface Outgoing {
  readonly appId: string
  readonly method: string
  readonly operation: string
  readonly body: object | undefined
}

/** The faults that were asked for and have not all happened yet. */
export class Faults {
  readonly #faults: Fault[] = []
  readonly #limiter = new Limiter()
  #made = 0

  add(asked: FaultRequest): Fault {
    this.#made += 1
    const { times = 1, delayMs = 100 } = asked
    const fault = { ...asked, id: `flt${this.#made}`, times, delayMs, left: times }
    this.#faults.push(fault)
    return fault
  }

  list(): readonly Fault[] {
    return this.#faults
  }

  clear(): void {
    this.#faults.length = 0
  }

  /**
   * Whether there is none to befall anything, which is nearly always.
   *
   * @internal
   */
  get none(): boolean {
    return this.#faults.length === 0
  }

  /**
   * Where a request goes instead of to its server; undefined where it should.
   *
   * @internal
   */
  async detour(outgoing: Outgoing): Promise<string | undefined> {
    if (this.take('unreachable', outgoing) !== undefined) return NOBODY
    return this.take('too-many', outgoing) === undefined ? undefined : this.#limiter.origin()
  }

  /** @internal */
  async close(): Promise<void> {
    await this.#limiter.close()
  }

  /**
   * The fault of a kind that befalls this request, counted down.
   *
   * @internal
   */
  take(kind: FaultKind, outgoing: Outgoing): Fault | undefined {
    const fault = this.#faults.find(
      (one) =>
        one.kind === kind &&
        one.left > 0 &&
        (one.appId === undefined || one.appId === outgoing.appId) &&
        (one.method === undefined || one.method === outgoing.method) &&
        FITS[kind](outgoing),
    )
    if (fault !== undefined) fault.left -= 1
    return fault
  }
}

const FITS: Readonly<Record<FaultKind, (outgoing: Outgoing) => boolean>> = {
  'lose-response': () => true,
  delay: () => true,
  unreachable: () => true,
  'wrong-token': () => true,
  'too-many': () => true,
  repeat: ({ method }) => method !== 'GET',
  'stale-inactive': ({ operation, body }) => operation === 'update user' && isActive(body),
}

function isActive(body: object | undefined): boolean {
  return body !== undefined && 'active' in body && body.active === true
}
