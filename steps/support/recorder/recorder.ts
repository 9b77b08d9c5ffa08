import { Agent, type Dispatcher } from 'undici'
import { type Route, targetAgent } from './agents.ts'
import { answerInstead } from './answer.ts'
import { backOff } from './back-off.ts'
import { createdIn, labelOf } from './created.ts'
import type { Credential } from './credential.ts'
import type {
  Exchange,
  Lane,
  RecordedRequest,
  RecordedResponse,
  SeenWebhook,
  Source,
} from './exchange.ts'
import { guard, guardElsewhere, Refused } from './guard.ts'
import type { Ledger } from './ledger.ts'
import { isLoopback } from './loopback.ts'
import { Outages } from './outages.ts'
import { type Ended, Recording, type RecordingOptions } from './recording.ts'
import type { Redactor } from './redact.ts'
import { Rendezvous } from './rendezvous.ts'
import { scimPath } from './scim-path.ts'
import { Targets } from './targets.ts'
import { type Pace, throttle } from './throttle.ts'
import type { Troubles } from './trouble.ts'
import { whenDone } from './when-done.ts'
import { attributionOf, flat, NOBODY, pairs, requestOf, textOf } from './wire.ts'

/** As much of a body as is kept; the rest of a larger one still reaches whoever asked for it. */
const KEPT_BYTES = 1_000_000

export interface RecorderOptions extends RecordingOptions {
  readonly ledger: Ledger
  /** Origins other than the target's that the run itself speaks to, and what is spoken there. */
  readonly origins: Readonly<Record<string, Lane>>
  /** A mark that stands in every id the run invents, so that such an id cannot name a real resource. */
  readonly unused: string
  readonly pace: Pace
  /** What the target is shown in place of the stand-ins that steps and the mock speak with. */
  readonly credentials?: readonly Credential[]
  /** Certificates and proxy of the connection to the target. */
  readonly route?: Route
  /** Nothing but GET may reach the target. */
  readonly readOnly?: boolean
  /** What goes wrong on purpose between the mock Okta and the target. */
  readonly troubles?: Troubles
}

/** The one way out: every request of a run passes `dispatcher`, whoever sends it. */
export class Recorder {
  readonly dispatcher: Dispatcher
  /** What scenarios have played in the place of targets. */
  readonly outages = new Outages()
  readonly #local = new Agent()
  readonly #target: Dispatcher
  readonly #options: RecorderOptions
  readonly #targets = new Targets()
  readonly #rendezvous = new Map<string, Rendezvous>()
  readonly #recording: Recording
  #stopped = false

  constructor(options: RecorderOptions) {
    this.#options = options
    this.#recording = new Recording(options)
    this.#target = targetAgent(options.route ?? { tls: {}, proxy: undefined })
    this.dispatcher = this.#local.compose(
      (local) => this.#choose(local),
      throttle(options.pace),
      (dispatch) => this.#intercept(dispatch),
      backOff(),
      (dispatch) => this.#refuse(dispatch),
      ...(options.troubles === undefined ? [] : [options.troubles.interceptor]),
    )
  }

  /** Every exchange so far that is kept, in the order in which they ended. */
  get exchanges(): readonly Exchange[] {
    return this.#recording.exchanges
  }

  get redactor(): Redactor {
    return this.#recording.redactor
  }

  /** Tells that a SCIM service lives at this base URL; only there may resources be made and changed. */
  addTarget(baseUrl: string): void {
    this.#targets.add(baseUrl)
  }

  /** Base URLs of all SCIM services that the run spoke to. */
  get targets(): readonly string[] {
    return this.#targets.all
  }

  /**
   * From now on requests that name no scenario themselves belong to this one. What an earlier scenario
   * asked for, an outage or a race, is over.
   */
  begin(scenario: string | undefined): void {
    this.#recording.begin(scenario)
    this.outages.clear()
    this.#rendezvous.clear()
  }

  /** Lets the next `count` creates of users below this base URL wait for one another. */
  holdCreates(baseUrl: string, count: number): void {
    this.#rendezvous.set(baseUrl, new Rendezvous(count))
  }

  /** Keeps a webhook that somebody received, or was told of, in the scenario at hand. */
  noteWebhook(seen: SeenWebhook): void {
    this.#recording.noteWebhook(seen)
  }

  /** From now on only clean-up may speak to the target: the run was interrupted. */
  stop(): void {
    this.#stopped = true
  }

  get stopped(): boolean {
    return this.#stopped
  }

  async close(): Promise<void> {
    await Promise.all([this.#local.destroy(), this.#target.destroy()])
  }

  /** Our own programs are spoken to directly; the target by its route, with its credential. */
  #choose(local: Dispatcher['dispatch']): Dispatcher['dispatch'] {
    return (options, handler) => {
      if (String(options.origin) in this.#options.origins) return local(options, handler)
      const { credentials = [] } = this.#options
      if (credentials.length === 0) return this.#target.dispatch(options, handler)
      void shown(credentials, options)
        .then((real) => this.#target.dispatch({ ...options, ...real }, handler))
        .catch((error: Error) => handler.onResponseError?.(NOBODY, error))
      return true
    }
  }

  #intercept(dispatch: Dispatcher['dispatch']): Dispatcher['dispatch'] {
    return (options, handler) => {
      const request = requestOf(options)
      const baseUrl = this.#targets.of(request.url)
      const record = this.#recording.open(options, request, this.#laneOf(request.url, baseUrl))
      try {
        this.#admit(request, baseUrl, attributionOf(options).source)
      } catch (error) {
        record(null, String(error instanceof Error ? error.message : error))
        throw error
      }
      const go = () => dispatch(options, this.#tap(handler, request, baseUrl, record))
      const together = this.#together(request, baseUrl)
      if (together === undefined) return go()
      together.arrive(go)
      return true
    }
  }

  /** Outside of what asks a busy target again: what is played is for the mock Okta to cope with. */
  #refuse(dispatch: Dispatcher['dispatch']): Dispatcher['dispatch'] {
    return (options, handler) => {
      const mine = !this.outages.none && attributionOf(options).source === 'mock-okta'
      if (!mine) return dispatch(options, handler)
      const request = requestOf(options)
      const baseUrl = this.#targets.of(request.url)
      const played = baseUrl === undefined ? undefined : this.outages.take(baseUrl, request.method)
      if (played === undefined) return dispatch(options, handler)
      const record = this.#recording.open(options, request, 'scim', true)
      return answerInstead(this.#tap(handler, request, baseUrl, record), played)
    }
  }

  #together(request: RecordedRequest, baseUrl: string | undefined): Rendezvous | undefined {
    if (baseUrl === undefined || request.method !== 'POST') return undefined
    if (scimPath(baseUrl, request.url)?.type !== 'Users') return undefined
    const rendezvous = this.#rendezvous.get(baseUrl)
    return rendezvous === undefined || rendezvous.over ? undefined : rendezvous
  }

  #admit(request: RecordedRequest, baseUrl: string | undefined, source: Source): void {
    if (this.#stopped && source !== 'clean-up') throw new Refused('the run was interrupted')
    if (baseUrl === undefined) {
      if (new URL(request.url).origin in this.#options.origins) return
      guardElsewhere(request)
      return
    }
    this.outages.refuse(baseUrl, request.url)
    if (this.#options.readOnly && request.method !== 'GET') {
      throw new Refused(`refused to ${request.method} ${request.url}: the run is read-only`)
    }
    guard(request, baseUrl, this.#options.ledger, this.#options.unused)
    if (request.method === 'POST') {
      const type = scimPath(baseUrl, request.url)?.type ?? ''
      this.#options.ledger.intends(baseUrl, type, labelOf(request.body))
    }
  }

  #tap(
    handler: Dispatcher.DispatchHandler,
    request: RecordedRequest,
    baseUrl: string | undefined,
    record: Ended,
  ): Dispatcher.DispatchHandler {
    const chunks: Buffer[] = []
    let kept = 0
    let status = 0
    let headers: Record<string, string> = {}
    const tapped = whenDone(handler, (error) => {
      const response = { status, headers, body: Buffer.concat(chunks).toString('utf8') }
      if (error === undefined) this.#learn(request, response, baseUrl)
      record(status === 0 ? null : response, error === undefined ? null : textOf(error))
    })
    return {
      ...tapped,
      onResponseStart(controller, code, raw, message) {
        status = code
        headers = flat(raw)
        tapped.onResponseStart?.(controller, code, raw, message)
      },
      onResponseData(controller, chunk) {
        if (kept < KEPT_BYTES) chunks.push(Buffer.from(chunk.subarray(0, KEPT_BYTES - kept)))
        kept += chunk.length
        tapped.onResponseData?.(controller, chunk)
      },
    }
  }

  /** What the target made goes into the ledger; what it removed leaves it. */
  #learn(request: RecordedRequest, response: RecordedResponse, baseUrl: string | undefined): void {
    if (baseUrl === undefined) return
    const path = scimPath(baseUrl, request.url)
    if (path === undefined) return
    const { ledger } = this.#options
    if (request.method === 'DELETE' && path.id !== undefined && response.status < 300) {
      ledger.removed({ baseUrl, type: path.type, id: path.id })
    }
    if (request.method === 'PUT' && path.id !== undefined && response.status < 300) {
      ledger.revived({ baseUrl, type: path.type, id: path.id })
    }
    if (request.method !== 'POST' || response.status >= 300) return
    for (const made of createdIn(path.type, response, baseUrl)) ledger.created({ baseUrl, ...made })
  }

  #laneOf(url: string, baseUrl: string | undefined): Lane {
    if (baseUrl !== undefined) return 'scim'
    return this.#options.origins[new URL(url).origin] ?? 'scim'
  }
}

/** Headers and path with every stand-in exchanged for what it stands for; in a path on this machine only. */
async function shown(
  credentials: readonly Credential[],
  { headers: given, path: asked, origin }: Dispatcher.DispatchOptions,
): Promise<{ headers: string[]; path: string }> {
  let [headers, path] = [pairs(given), asked]
  for (const credential of credentials) {
    headers = await credential.apply(headers)
    if (isLoopback(new URL(String(origin)))) path = await credential.inPath(path)
  }
  return { headers, path }
}
