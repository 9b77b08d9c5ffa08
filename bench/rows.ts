import { writeFileSync } from 'node:fs'
import { machine } from './machine.ts'

export interface Row {
  readonly case: string
  readonly size: number
  readonly subject: string
  readonly [measure: string]: string | number
}

/** Prints a row for each measurement, and writes them where they were asked for. */
export function tell(rows: readonly Row[], ratios: readonly object[], json?: string): void {
  console.log(machine())
  for (const { case: name, size, subject, ...measures } of rows) {
    const told = Object.entries(measures).map(([what, value]) => `${what} ${value}`)
    console.log(
      `${name.padEnd(14)} ${String(size).padStart(6)}  ${subject.padEnd(26)} ${told.join('  ')}`,
    )
  }
  if (json !== undefined) {
    writeFileSync(json, JSON.stringify({ machine: machine(), rows, ratios }, null, 2))
  }
}

/** The middle of several measurements of the same thing, to a tenth. */
export function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 10) / 10
}
