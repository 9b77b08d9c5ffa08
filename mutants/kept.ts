import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { LegalRow, MutantRow } from './matrix.ts'

/** What is known of faults and of legal variants. */
interface Matrix {
  readonly mutants: MutantRow[]
  readonly legal: LegalRow[]
}

/** What an earlier run has found: one that was interrupted goes on from there. */
export function keptIn(json: string | undefined): Matrix {
  if (json === undefined || !existsSync(json)) return { mutants: [], legal: [] }
  return JSON.parse(readFileSync(json, 'utf8')) as Matrix
}

export async function keep(json: string | undefined, matrix: Matrix): Promise<void> {
  if (json !== undefined) await writeFile(json, `${JSON.stringify(matrix, null, 2)}\n`)
}
