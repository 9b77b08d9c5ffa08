import { checkOptions } from '../../cli/check/options.ts'
import { runCheck } from '../../cli/check/run-check.ts'
import type { Hosting } from '../hosting.ts'
import { type MutantRow, RAW, reportOf, verdictOf } from '../matrix.ts'
import type { Mutant } from '../mutant.ts'
import { UNALTERED } from './all.ts'
import type { ProductReach } from './altered-product.ts'

/** What a check says of a requirement that is not met; where the source is a guess it only notes. */
const NOTICED = new Set(['FAIL', 'WARN', 'NOTE'])

type Verdicts = ReadonlyMap<string, string>

/**
 * Tries faults of the product on the features about it. The product without a fault is judged first: what it
 * fails, nothing can be told by.
 */
export async function productTrial(
  hosting: Hosting,
  chosen: readonly Mutant[],
  whole = false,
): Promise<(mutant: Mutant) => Promise<MutantRow>> {
  const tagsFor = (some: readonly Mutant[]) => (whole ? '@product' : tagsOf(some))
  const good: Verdicts =
    chosen.length === 0 ? new Map() : await verdicts(hosting, UNALTERED, tagsFor(chosen))
  const failed = [...good].filter(([, verdict]) => verdict === 'FAIL' || verdict === 'ERROR')
  if (failed.length > 0) {
    throw new Error(`the product without a fault fails ${failed.map(([id]) => id).join(', ')}`)
  }
  return async (one) => {
    const { name, expected } = one
    const found = await verdicts(hosting, name, tagsFor([one]))
    const caughtBy = [...found]
      .filter(([id, verdict]) => NOTICED.has(verdict) && good.get(id) !== verdict)
      .map(([id]) => id)
      .sort()
    return { name, expected, caughtBy, verdict: verdictOf(expected, caughtBy) }
  }
}

async function verdicts(hosting: Hosting, name: string, tags: string): Promise<Verdicts> {
  const reference = await hosting.serve<ProductReach>(name)
  const report = await reportOf(hosting, (out) =>
    // Other processes would have servers of their own, without the fault.
    runCheck(checkOptions(undefined, { ...RAW, out, tags, workers: 1 }, {}), {}, { reference }),
  )
  return new Map(report.requirements.map(({ id, verdict }) => [id, verdict]))
}

function tagsOf(some: readonly Mutant[]): string {
  const ids = new Set(some.flatMap(({ expected }) => expected))
  return `@product and (${[...ids].map((id) => `@${id}`).join(' or ')})`
}
