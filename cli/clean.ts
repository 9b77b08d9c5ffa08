import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { cleanUp, type Leftover } from '../steps/support/clean-up.ts'
import { Credential } from '../steps/support/recorder/credential.ts'
import { Ledger } from '../steps/support/recorder/ledger.ts'
import { findIntended, readLedger } from '../steps/support/recorder/read-ledger.ts'
import { Recorder } from '../steps/support/recorder/recorder.ts'
import { authOf, type RawAuth } from './check/auth-options.ts'
import { type RawRoute, routeOf } from './check/route-options.ts'
import { EXIT, usage } from './exit-code.ts'

const RUNS = join('.scimulate', 'runs')
const SHOWN = 5

/** `scimulate clean <run>`: removes what a run that was killed has left on its target. */
export async function clean(
  runId: string,
  raw: RawAuth & RawRoute,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const file = join(RUNS, runId, 'ledger.ndjson')
  if (!/^[0-9a-f]{8}$/.test(runId) || !existsSync(file)) {
    throw usage(`no run ${runId} here. ${known()}`)
  }
  const auth = authOf(raw, environment)
  if (auth === undefined) throw usage('no credential: set SCIM_TOKEN, or give --token')
  const { targets, created, intents } = readLedger(readFileSync(file, 'utf8'))
  const ledger = new Ledger(join(RUNS, runId))
  for (const resource of created) ledger.resume(resource)
  const credential = new Credential(auth, `scimulate-credential-${runId}`)
  const recorder = new Recorder({
    ledger,
    origins: {},
    unused: `scimulate-unused-${runId}`,
    pace: { concurrency: 8, rps: undefined },
    credentials: [credential],
    route: routeOf(raw),
  })
  try {
    for (const baseUrl of targets) recorder.addTarget(baseUrl)
    const token = credential.standIn
    // A create that was under way when the run died may have been done all the same.
    for (const found of await findIntended(recorder.dispatcher, intents, runId, token)) {
      ledger.created(found)
    }
    const before = ledger.remaining().length
    const left = await cleanUp(recorder.dispatcher, ledger, token)
    console.log(told(before - left.length, left))
    return left.length === 0 ? EXIT.fit : EXIT.leftovers
  } finally {
    await recorder.close()
  }
}

function told(removed: number, left: readonly Leftover[]): string {
  const lines = left.map(({ type, id, reason }) => `  ${type}/${id}: ${reason}`)
  const rest = left.length === 0 ? 'Nothing is left.' : `${left.length} could not be removed:`
  return [`Removed ${removed}. ${rest}`, ...lines].join('\n')
}

function known(): string {
  const runs = existsSync(RUNS) ? readdirSync(RUNS) : []
  if (runs.length === 0) return 'There are none.'
  const begun = (run: string) => statSync(join(RUNS, run)).mtimeMs
  const newest = runs.sort((a, b) => begun(b) - begun(a)).slice(0, SHOWN)
  const more = runs.length > SHOWN ? ` and ${runs.length - SHOWN} older ones` : ''
  return `There are, newest first: ${newest.join(', ')}${more}`
}
