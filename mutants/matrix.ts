import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkOptions } from '../cli/check/options.ts'
import { type RunOutcome, runCheck } from '../cli/check/run-check.ts'
import type { Hosted, Hosting } from './hosting.ts'
import type { Variant } from './legal/variant.ts'
import type { Mutant } from './mutant.ts'

export interface MutantRow {
  readonly name: string
  readonly expected: readonly string[]
  readonly caughtBy: readonly string[]
  /** Caught by what it names and nothing else, by more, or not by all that it names. */
  readonly verdict: 'exact' | 'more' | 'missed'
}

export interface LegalRow {
  readonly name: string
  readonly fails: readonly string[]
  readonly warns: readonly string[]
}

/** Servers that hang are given up after this long. */
const PATIENCE_MS = 120_000

interface Judged extends LegalRow {
  readonly errors: readonly string[]
}

/** What the suite says of a server: requirements that fail, and those it is warned of. */
export async function judged(
  hosting: Hosting,
  name: string,
  tags: string,
  args: Args = {},
): Promise<Judged> {
  const { baseUrl, token } = await hosting.serve<Hosted>(name)
  const insecure = baseUrl.startsWith('https:')
  const raw = { ...RAW, insecure, ...args.raw?.(token), ...(args.raw ? {} : { token }), tags }
  const report = await reportOf(hosting, (out) =>
    runCheck(checkOptions(baseUrl, { ...raw, out }, {})),
  )
  const ids = (wanted: string) =>
    report.requirements.flatMap(({ id, verdict }) => (verdict === wanted ? [id] : [])).sort()
  return { name, fails: ids('FAIL'), warns: ids('WARN'), errors: ids('ERROR') }
}

/** The report of a run whose files nobody reads. */
export async function reportOf(
  hosting: Hosting,
  run: (out: string) => Promise<RunOutcome>,
): Promise<RunOutcome['report']> {
  const out = mkdtempSync(join(tmpdir(), 'scimulate-mutant-'))
  try {
    return (await hosting.within(PATIENCE_MS, () => run(out))).report
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

interface Args {
  readonly raw?: (token: string) => { readonly basic: string }
}

/** How every server is judged. */
export const RAW = { strict: false, concurrency: 16, assume: [], force: [], seed: 1 }

export async function tryMutant(
  hosting: Hosting,
  { name, expected }: Mutant,
  { tags, known }: { readonly tags: string; readonly known: ReadonlySet<string> },
): Promise<MutantRow> {
  const { fails, warns } = await judged(hosting, name, tags)
  const caughtBy = [...fails, ...warns].filter((id) => !known.has(id)).sort()
  return { name, expected, caughtBy, verdict: verdictOf(expected, caughtBy) }
}

export function verdictOf(
  expected: readonly string[],
  caughtBy: readonly string[],
): MutantRow['verdict'] {
  if (!expected.every((id) => caughtBy.includes(id))) return 'missed'
  return caughtBy.length > expected.length ? 'more' : 'exact'
}

/** A legal variant: what fails here, or cannot be judged for an error, is a false alarm of ours. */
export async function tryLegal(
  hosting: Hosting,
  { name, args = [] }: Variant,
  tags: string,
): Promise<LegalRow> {
  const basic = args[0] === '--basic' ? args[1] : undefined
  const { errors, ...row } = await judged(
    hosting,
    name,
    tags,
    basic === undefined ? {} : { raw: (token) => ({ basic: basic.replace('$TOKEN', token) }) },
  )
  return { ...row, fails: [...row.fails, ...errors].sort() }
}
