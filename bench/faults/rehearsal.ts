import { setTimeout as wait } from 'node:timers/promises'
import type { Postgres } from '../../test/server/postgres.ts'
import { Cluster } from './cluster.ts'
import { Okta } from './okta.ts'
import { spreadPush } from './spread-push.ts'
import { Stream } from './stream.ts'
import { type Evidence, type Fault, strike, told } from './strike.ts'
import { Witness } from './witness.ts'

const NODES = 2
const PATIENCE_MS = 30_000

/** What a fault has done, all of it looked for in the database and in the stream of events. */
export interface Outcome {
  readonly fault: Fault
  /** What shows that it struck, and in the middle of a push; undefined when it did not. */
  readonly evidence: Evidence
  /** Writes that the server acknowledged while the fault came and went, and those that it did not. */
  readonly acknowledged: number
  readonly refused: number
  /** Retries that it took to complete the push. */
  readonly retries: number
  /** What is wrong: nothing. */
  readonly wrong: readonly string[]
}

interface Access {
  readonly baseUrl: string
  readonly token: string
}

type Person = Awaited<ReturnType<Okta['hire']>>[number]

/** Pushes of a mock Okta to servers on one PostgreSQL, a fault in the middle of each. */
export class FaultRehearsal {
  readonly cluster: Cluster
  readonly okta: Okta
  readonly witness: Witness
  readonly stream: Stream
  readonly #access: Access
  readonly #queueUrl: string
  #before: readonly Person[] = []
  #rounds = 0

  private constructor(cluster: Cluster, okta: Okta, access: Access, queueUrl: string) {
    this.cluster = cluster
    this.okta = okta
    this.witness = new Witness(cluster)
    this.stream = new Stream(cluster)
    this.#access = access
    this.#queueUrl = queueUrl
  }

  static async start(postgres: Postgres): Promise<FaultRehearsal> {
    const cluster = await Cluster.start(postgres, NODES)
    await cluster.api('POST', '/v1/scimulate/webhook_endpoints', { url: cluster.inbox.url })
    const { organization } = (await cluster.api('POST', '/v1/b2b/organizations', {
      organization_name: 'Faults',
    })) as { organization: { organization_id: string } }
    const path = `/v1/b2b/scim/${organization.organization_id}/connection`
    const { connection } = (await cluster.api('POST', path, { identity_provider: 'okta' })) as {
      connection: { base_url: string; bearer_token: string }
    }
    const { base_url: baseUrl, bearer_token: token } = connection
    const okta = await Okta.provisioning(baseUrl, token)
    await okta.acknowledged()
    return new FaultRehearsal(cluster, okta, { baseUrl, token }, await postgres.database())
  }

  /** The group of the push before. */
  get group(): string {
    return `Lot ${this.#rounds}`
  }

  /** One push of so many people with a fault when that share of it is done. */
  async round(fault: Fault, people: number, share: number): Promise<Outcome> {
    const outcome =
      fault === 'worker'
        ? { fault, refused: 0, ...(await spreadPush(this.cluster, this.#access, this.#queueUrl)) }
        : await this.#round(fault, people, share)
    const wrong = [...outcome.wrong, ...(await this.findings()), ...(await this.undelivered())]
    return { ...outcome, wrong }
  }

  /** A push of so many people, and half of those before get another title. */
  async begin(people: number): Promise<void> {
    this.#rounds += 1
    const promoted = this.#before.filter((_, i) => i % 2 === 0)
    await this.okta.promote(promoted, `Title ${this.#rounds}`)
    this.#before = await this.okta.hire(this.group, people)
    this.witness.expects(this.#before.map(({ profile }) => profile.login))
  }

  /** Completes the push by Okta's own means; what was acknowledged is looked for, at once and later. */
  async complete(): Promise<Pick<Outcome, 'acknowledged' | 'refused' | 'retries' | 'wrong'>> {
    await this.okta.settled()
    await this.cluster.ready()
    const first = await this.okta.acknowledged()
    const wrong = await this.witness.lost(first.writes)
    const retries = await this.okta.complete()
    const second = await this.okta.acknowledged()
    this.witness.remember([...first.writes, ...second.writes])
    const both = [first, second]
    return {
      acknowledged: both.reduce((sum, one) => sum + one.writes.length + one.groups, 0),
      refused: first.refused + second.refused,
      retries,
      wrong,
    }
  }

  /** What is not as it must be in the database and for a reader of the events. */
  async findings(): Promise<string[]> {
    return [...(await this.witness.users()), ...(await this.stream.differences())]
  }

  /** Waits until every event has come to the receiver; the clocks are moved on while some have not. */
  async undelivered(patienceMs = PATIENCE_MS): Promise<string[]> {
    const { inbox } = this.cluster
    const end = Date.now() + patienceMs
    for (;;) {
      const came = new Set(inbox.received)
      const missing = this.stream.events.filter((id) => !came.has(id))
      if (missing.length === 0) {
        this.stream.events.length = 0
        inbox.received.length = 0
        return []
      }
      if (Date.now() > end) return [`${missing.length} webhooks never came`]
      await wait(100)
      await this.cluster.advance(10)
    }
  }

  async close(): Promise<void> {
    await this.okta.close()
    await this.cluster.stop()
  }

  async #round(fault: Fault, people: number, share: number): Promise<Outcome> {
    const { inbox } = this.cluster
    const refusedBefore = inbox.refused
    inbox.down = fault === 'receiver'
    if (inbox.down) inbox.goDown()
    // What is to take a dead server's place is up by then: a fault that waits comes after the push.
    if (fault === 'node') await this.cluster.prepared()
    await this.begin(people)
    await this.okta.atMost(Math.ceil(people * (1 - share)))
    const struck = await strike(this.cluster, fault, this.#rounds)
    const left = await this.okta.atMost(Number.POSITIVE_INFINITY)
    const came = await this.complete()
    const refused = told(inbox.refused - refusedBefore, 'connections to the receiver were refused')
    inbox.down = false
    const seen = fault === 'receiver' ? refused : struck
    const noticed = `${left} jobs were left, ${came.refused} requests failed`
    return {
      ...{ fault, ...came },
      // Of a push that was over by then nothing is left and nothing fails.
      evidence: seen === undefined || left + came.refused === 0 ? undefined : `${seen}; ${noticed}`,
      wrong: [...came.wrong, ...(await this.witness.group(this.group, people))],
    }
  }
}
