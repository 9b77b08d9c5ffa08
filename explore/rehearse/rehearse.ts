import type { Dispatcher } from 'undici'
import type { MockOkta } from '../../mock-okta/client.ts'
import type { Exchange } from '../../steps/support/recorder/exchange.ts'
import type { Troubles } from '../../steps/support/recorder/trouble.ts'
import type { Action, History } from '../histories/action.ts'
import { foundingOf } from '../histories/directory.ts'
import { Breach } from '../model/breach.ts'
import { type Known, linearize } from '../model/linearize.ts'
import { isWrite, type Operation } from '../model/operation.ts'
import { NOTHING, type State } from '../model/state.ts'
import { Names } from '../tell/names.ts'
import type { ExchangeLog } from './exchange-log.ts'
import { Look } from './look.ts'
import { mend, requireIntended } from './mend.ts'
import { type Access, Org } from './org.ts'

/** What a history needs to happen: a target that is its own, an Okta, and ears. */
export interface Stage {
  readonly access: Access
  /** Stands in every name of the history. */
  readonly mark: string
  readonly okta: MockOkta
  readonly dispatcher: Dispatcher
  readonly troubles: Troubles
  readonly log: ExchangeLog
  /** Looks into the product behind the target, where that can be done. */
  readonly product?: ProductEye
}

/** What else tells of the target's state: members, webhooks. */
export interface ProductEye {
  /** Throws a `Breach` when the members are not those of the users. */
  look(states: readonly State[]): Promise<void>
  /** Once at the end of a history: what was told while it went on. */
  finish(states: readonly State[]): Promise<void>
}

/** A step of a history with what was sent because of it. */
export interface Played {
  readonly action: Action | 'connect' | 'found' | 'mend'
  readonly exchanges: readonly Exchange[]
}

/** A history that went wrong, and where. */
export interface Failure {
  readonly breach: Breach
  readonly played: readonly Played[]
  /** Ids of users of the target, by the number of the person. */
  readonly ids: ReadonlyMap<string, number>
}

/** How a history went; `again` tells whether it met what was known before. */
export interface Rehearsed {
  readonly failure: Failure | undefined
  readonly again: boolean
}

/** The target itself gave no answer: nothing can be said of what it holds. */
export class TargetSilent extends Error {
  override readonly name = 'TargetSilent'
}

/**
 * Lets a history happen, and holds the target after each step against all that it was told.
 *
 * @param known rules of faults that were told already; they do not end the history
 */
export async function rehearse(
  history: History,
  stage: Stage,
  known: ReadonlySet<string>,
): Promise<Rehearsed> {
  const rehearsal = new Rehearsal(history, stage, known)
  try {
    await rehearsal.run()
    return { failure: undefined, again: rehearsal.again }
  } catch (error) {
    const { played, ids, again } = rehearsal
    if (error instanceof Breach) return { failure: { breach: error, played, ids }, again }
    throw error
  } finally {
    stage.troubles.clear(stage.access.baseUrl)
    stage.log.forget(stage.access.baseUrl)
  }
}

class Rehearsal {
  readonly played: Played[] = []
  readonly ids = new Map<string, number>()
  readonly #history: History
  readonly #stage: Stage
  readonly #look: Look
  #states: readonly State[] = [NOTHING]
  #org: Org | undefined
  readonly #known: Known
  again = false

  constructor(history: History, stage: Stage, known: ReadonlySet<string>) {
    this.#known = {
      has: (rule) => {
        const isKnown = known.has(rule)
        this.again ||= isKnown
        return isKnown
      },
    }
    this.#history = history
    this.#stage = stage
    this.#look = new Look(stage.dispatcher, stage.access)
  }

  async run(): Promise<void> {
    const { access, troubles, product } = this.#stage
    const { actions } = this.#history
    const org = await this.#connect()
    for (const deed of foundingOf(this.#history)) await org.perform(deed)
    await this.#check('found')
    for (const action of actions) {
      if (action.kind === 'trouble') {
        troubles.arm(access.baseUrl, action.what, action.nth)
        this.played.push({ action, exchanges: [] })
        continue
      }
      await org.perform(action)
      await this.#check(action)
    }
    troubles.clear(access.baseUrl)
    await mend(org)
    await this.#check('mend')
    await this.#unlessKnown(async () => requireIntended(org, this.#states))
    await this.#look.atAll(this.#states[0] ?? NOTHING)
    this.#hear('mend')
    await this.#unlessKnown(async () => product?.finish(this.#states))
  }

  async #connect(): Promise<Org> {
    const { okta, access, mark, log } = this.#stage
    log.listen(access.baseUrl)
    try {
      this.#org = await Org.open(okta, this.#history, access, new Names(mark))
      this.#hear('connect')
      return this.#org
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('Okta refused')) throw error
      this.#hear('connect')
      throw new Breach(`the app cannot be connected: ${error.message}`, {
        rule: 'the connector test fails',
        requirement: 'OKTA-1.1-01',
        about: { type: 'Users' },
      })
    }
  }

  /** Takes what Okta sent, then looks at the target, then at the product behind it. */
  async #check(action: Played['action']): Promise<void> {
    const operations = this.#hear(action)
    if (!operations.some(isWrite)) return
    await this.#look.at(operations, this.#states[0] ?? NOTHING)
    this.#hear(action)
    await this.#unlessKnown(async () => this.#stage.product?.look(this.#states))
  }

  async #unlessKnown(check: () => Promise<unknown>): Promise<void> {
    try {
      await check()
    } catch (error) {
      if (!(error instanceof Breach) || !this.#known.has(error.facts.rule)) throw error
    }
  }

  #hear(action: Played['action']): readonly Operation[] {
    const { exchanges, operations } = this.#stage.log.take(this.#stage.access.baseUrl)
    const before = this.played.at(-1)
    if (before?.action === action) {
      this.played[this.played.length - 1] = {
        action,
        exchanges: [...before.exchanges, ...exchanges],
      }
    } else this.played.push({ action, exchanges })
    this.#learnIds()
    requireAnswers(exchanges)
    this.#states = linearize(this.#states, operations, this.#known)
    return operations
  }

  #learnIds(): void {
    const { apps = [], people = new Map() } = this.#org ?? {}
    for (const app of apps) {
      for (const { userId, externalId } of app.assignments()) {
        const who = [...people].find(([, { id }]) => id === userId)?.[0]
        if (externalId !== undefined && who !== undefined) this.ids.set(externalId, who)
      }
    }
  }
}

function requireAnswers(exchanges: readonly Exchange[]): void {
  for (const { error, request } of exchanges) {
    if (error === null || error.startsWith('Refused') || error.startsWith('refused')) continue
    throw new TargetSilent(`${request.method} ${request.url}: ${error}`)
  }
}
