import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** A resource of the target that this run made and has not removed yet. */
export interface Created {
  readonly baseUrl: string
  readonly type: string
  readonly id: string
}

/** What removing a resource later needs beside its id: a way to speak for the connection it was made by. */
type Entry =
  | {
      readonly event: 'intent'
      readonly baseUrl: string
      readonly type: string
      readonly label: string
    }
  | ({ readonly event: 'created' } & Created)
  | ({ readonly event: 'removed' } & Created)

/**
 * What this run made on the target. Each line is on disk before the act it tells of, so that a run
 * that is killed can still be cleaned up after.
 */
export class Ledger {
  readonly #file: string | undefined
  readonly #created = new Map<string, Created>()
  readonly #ever = new Set<string>()

  /** @param folder where ledger.ndjson goes; undefined keeps the ledger in memory (a target that dies with us) */
  constructor(folder?: string) {
    if (folder === undefined) return
    mkdirSync(folder, { recursive: true })
    this.#file = join(folder, 'ledger.ndjson')
  }

  /** A create is about to be sent; its label is what a clean-up after a crash would look for. */
  intends(baseUrl: string, type: string, label: string): void {
    this.#write({ event: 'intent', baseUrl, type, label })
  }

  /** Takes over what an earlier process of this run has created; the file says so already. */
  resume(resource: Created): void {
    this.#created.set(keyOf(resource), resource)
    this.#ever.add(keyOf(resource))
  }

  created(resource: Created): void {
    this.#write({ event: 'created', ...resource })
    this.#created.set(keyOf(resource), resource)
    this.#ever.add(keyOf(resource))
  }

  removed(resource: Created): void {
    if (!this.#created.delete(keyOf(resource))) return
    this.#write({ event: 'removed', ...resource })
  }

  /** A server may bring back by a PUT what was not there: then it has to be removed (again). */
  revived(resource: Created): void {
    if (!this.#created.has(keyOf(resource))) this.created(resource)
  }

  /** Whether this run made it, also if it was removed since. */
  isOurs(resource: Created): boolean {
    return this.#ever.has(keyOf(resource))
  }

  /** What is still there, newest first: the order in which it can be removed. */
  remaining(): readonly Created[] {
    return [...this.#created.values()].reverse()
  }

  #write(entry: Entry): void {
    if (this.#file === undefined) return
    appendFileSync(this.#file, `${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`)
  }
}

function keyOf({ baseUrl, type, id }: Created): string {
  return `${baseUrl}\n${type.toLowerCase()}\n${id}`
}
