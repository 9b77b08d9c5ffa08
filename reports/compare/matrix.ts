import { compareIds } from '../compare-ids.ts'
import type { Report } from '../report.ts'
import type { Verdict } from '../verdicts/verdict.ts'

/** How several servers stand beside one another. */
export interface ServerMatrix {
  readonly servers: readonly {
    readonly name: string
    readonly verdict: string
    readonly passed: number
    readonly applicable: number
  }[]
  readonly areas: readonly {
    readonly area: string
    /** In the order of the servers: requirements that hold, of those that were judged. */
    readonly cells: readonly { readonly held: number; readonly judged: number }[]
  }[]
  readonly requirements: readonly {
    readonly id: string
    readonly level: string
    readonly area: string
    readonly summary: string
    /** In the order of the servers; undefined where the run was not about it. */
    readonly verdicts: readonly (Verdict | undefined)[]
  }[]
}

const HOLDS: ReadonlySet<Verdict> = new Set(['PASS', 'NOTE', 'UNEXPECTED_PASS'])

export function matrixOf(reports: readonly Report[]): ServerMatrix {
  const entries = reports.flatMap(({ requirements }) => requirements)
  const known = new Map(entries.map((entry) => [entry.id, entry]))
  const areas = [...new Set(entries.map(({ area }) => area))].sort()
  return {
    servers: reports.map(({ target, verdict, score }) => ({
      name: target.name,
      verdict,
      ...score,
    })),
    areas: areas.map((area) => ({ area, cells: reports.map((report) => cell(report, area)) })),
    requirements: [...known.values()]
      .sort((a, b) => compareIds(a.id, b.id))
      .map(({ id, level, area, summary }) => ({
        id,
        level,
        area,
        summary,
        verdicts: reports.map(
          ({ requirements }) => requirements.find((one) => one.id === id)?.verdict,
        ),
      })),
  }
}

function cell({ requirements }: Report, area: string): { held: number; judged: number } {
  const judged = requirements.filter((one) => one.area === area && one.verdict !== 'SKIP')
  return { held: judged.filter(({ verdict }) => HOLDS.has(verdict)).length, judged: judged.length }
}
