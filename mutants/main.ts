import { Command, type CommanderError, InvalidArgumentError } from 'commander'
import { MUTANTS } from './all.ts'
import { exploreAll } from './explored.ts'
import { Hosting } from './hosting.ts'
import { keep, keptIn } from './kept.ts'
import { VARIANTS } from './legal/variants.ts'
import { judged, type LegalRow, type MutantRow, tryLegal, tryMutant } from './matrix.ts'
import type { Mutant } from './mutant.ts'
import { PRODUCT_FAULTS } from './product/all.ts'
import { productTrial } from './product/judge.ts'
import { REACHABLE } from './reachable.ts'

interface Options {
  readonly json?: string
  readonly sample?: number
  readonly only?: string
  readonly whole?: boolean
  readonly legal: boolean
  readonly onlyLegal?: boolean
  readonly explore?: number
  readonly product?: boolean
}

const WIDTH = 30
const BASELINE = 'ours as it is'

/** `npm run mutants`: which of the faults that we planted does the suite notice? */
async function main(options: Options): Promise<number> {
  if (options.explore !== undefined) {
    const reachable = choose(REACHABLE, options)
    return exploreAll(reachable, options.explore, options.json, console.log)
  }
  const matrix = keptIn(options.json)
  const { mutants, legal: variants } = matrix
  const there = new Set([...mutants, ...variants].map(({ name }) => name))
  const isNew = ({ name }: { readonly name: string }) => !there.has(name)
  const chosen = chosenFaults(options).filter(isNew)
  const legal = options.legal && !options.product ? choose(VARIANTS, options).filter(isNew) : []
  const hosting = new Hosting()
  const tell = progress(chosen.length + legal.length)
  try {
    const trial = await trialOf(hosting, chosen, options)
    for (const one of chosen) {
      mutants.push(tell(await trial(one)))
      await keep(options.json, matrix)
    }
    for (const one of legal) {
      variants.push(tell(await tryLegal(hosting, one, '')))
      await keep(options.json, matrix)
    }
  } finally {
    hosting.close()
  }
  console.log(sumOf(mutants, variants))
  const bad =
    mutants.some(({ verdict }) => verdict === 'missed') ||
    variants.some(({ fails }) => fails.length > 0)
  return bad ? 1 : 0
}

function chosenFaults(options: Options): readonly Mutant[] {
  if (options.onlyLegal) return []
  return choose<Mutant>(options.product ? PRODUCT_FAULTS : MUTANTS, options)
}

function trialOf(hosting: Hosting, chosen: readonly Mutant[], options: Options) {
  const { product, whole } = options
  return product ? productTrial(hosting, chosen, whole) : scimTrial(hosting, chosen, options)
}

/** Tries faults on a server of which nothing is known but URL and token. */
async function scimTrial(
  hosting: Hosting,
  chosen: readonly Mutant[],
  options: Options,
): Promise<(mutant: Mutant) => Promise<MutantRow>> {
  const known = await alreadyKnown(hosting, chosen, options)
  return (one) => tryMutant(hosting, one, { tags: options.whole ? '' : tagsOf([one]), known })
}

/** What the server without a fault is told of cannot be what catches one. */
async function alreadyKnown(
  hosting: Hosting,
  chosen: readonly Mutant[],
  { whole }: Options,
): Promise<Set<string>> {
  if (chosen.length === 0) return new Set()
  const { fails, warns } = await judged(hosting, BASELINE, whole ? '' : tagsOf(chosen))
  return new Set([...fails, ...warns])
}

/** Creates, changes, look-ups, refusals, schemas: what a Rule that looks back at a run needs to see. */
const TRAFFIC =
  'RFC7644-3.5.1-04 RFC7644-3.3-11 RFC7644-3.12-12 RFC7643-4.1.1-04 RFC7644-4-03 RFC7644-4-06'

/** Only scenarios with a chance: those of the requirements that are named, and some traffic. */
function tagsOf(chosen: readonly Mutant[]): string {
  const ids = new Set([...TRAFFIC.split(' '), ...chosen.flatMap(({ expected }) => expected)])
  return [...ids].map((id) => `@${id}`).join(' or ')
}

/** All of them, those whose name holds a text, or a few spread evenly over the list. */
function choose<T extends { readonly name: string }>(
  all: readonly T[],
  { only, sample }: Options,
): readonly T[] {
  const named = only === undefined ? all : all.filter(({ name }) => name.includes(only))
  if (sample === undefined || sample >= named.length) return named
  return Array.from(
    { length: sample },
    (_, i) => named[Math.floor((i * named.length) / sample)],
  ).filter((one) => one !== undefined)
}

/** A line for every server that was judged, and a bar below them where somebody looks on. */
function progress(total: number) {
  let done = 0
  return <T extends MutantRow | LegalRow>(row: T): T => {
    done += 1
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
    console.log(lineOf(row))
    if (process.stderr.isTTY && done < total) {
      const bar = '#'.repeat(Math.floor((WIDTH * done) / total)).padEnd(WIDTH, '.')
      process.stderr.write(`[${bar}] ${done}/${total}`)
    }
    return row
  }
}

function lineOf(row: MutantRow | LegalRow): string {
  if ('fails' in row) {
    return row.fails.length === 0
      ? `legal   ${row.name}`
      : `ALARM   ${row.name} (${row.fails.join(', ')})`
  }
  const { verdict, name, expected, caughtBy } = row
  const unseen = expected.filter((id) => !caughtBy.includes(id))
  const others = caughtBy.filter((id) => !expected.includes(id))
  const notes = [
    ...(unseen.length > 0 ? [`not by ${unseen.join(', ')}`] : []),
    ...(others.length > 0 ? [`also by ${others.join(', ')}`] : []),
  ]
  return `${verdict.padEnd(6)}  ${name}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`
}

function sumOf(mutants: readonly MutantRow[], legal: readonly LegalRow[]): string {
  const count = (wanted: string) => mutants.filter(({ verdict }) => verdict === wanted).length
  const alarms = legal.filter(({ fails }) => fails.length > 0).length
  return [
    `${mutants.length} mutants: ${count('exact')} exact, ${count('more')} more, ${count('missed')} missed`,
    `${legal.length} legal variants, ${alarms} with a false alarm`,
  ].join('; ')
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1')
  return value
}

/** 1 says that a fault was missed: asked wrongly it ends with 2. */
function wrongUse({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : 2)
}

new Command('mutants')
  .exitOverride(wrongUse)
  .description('plant faults in our own server, and see whether the suite notices')
  .option('--json <file>', 'the matrix as JSON; goes on from what is in it already')
  .option('--sample <n>', 'only so many, spread over all areas', wholeNumber)
  .option('--only <text>', 'only those whose name holds this')
  .option('--whole', 'the whole suite against each, not just the requirements that it names')
  .option('--product', 'faults of the product around SCIM: members, roles, sessions, webhooks')
  .option('--no-legal', 'without the legal variants')
  .option('--only-legal', 'nothing but the legal variants')
  .option('--explore <runs>', 'random rehearsals against each in place of the suite', wholeNumber)
  .action(async (options: Options) => {
    process.exitCode = await main(options)
  })
  .parse()
