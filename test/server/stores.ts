import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe } from 'node:test'
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

/** Thrown where a store is not at hand: `kept` turns it into a skipped test. */
export class Skipped extends Error {
  override readonly name = 'Skipped'
}
