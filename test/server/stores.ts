import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Postgres, postgres } from './postgres.ts'

/** Where a server keeps its state, as its options name it. */
export type Kept = { readonly dataFile?: string; readonly databaseUrl?: string }

/** Runs a suite on each kind of store: in memory, in a file, and in PostgreSQL. */
export function onEachStore(name: string, suite: (open: () => Promise<Kept>) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-store-'))
  let files = 0
  after(() => rmSync(folder, { recursive: true, force: true }))
  describe(`${name}, in memory`, () => suite(async () => ({})))
  describe(`${name}, in a file`, () =>
    suite(async () => {
      files += 1
      return { dataFile: join(folder, `${files}.sqlite`) }
    }))
  describe(`${name}, in PostgreSQL`, () => {
    let server: Postgres | undefined
    before(async () => {
      server = await postgres()
    })
    after(() => server?.stop())
    suite(async () => {
      if (server === undefined) throw new Skipped()
      return { databaseUrl: await server.database() }
    })
  })
}

/** A test on a store of its own; skipped where no store of that kind is at hand. */
export function testOn(
  open: () => Promise<Kept>,
  name: string,
  work: (kept: Kept) => Promise<void>,
): void {
  test(name, async (t) => {
    let kept: Kept
    try {
      kept = await open()
    } catch (error) {
      if (error instanceof Skipped) return t.skip('no PostgreSQL here')
      throw error
    }
    await work(kept)
  })
}

/** Thrown where a store is not at hand. */
class Skipped extends Error {
  override readonly name = 'Skipped'
}
