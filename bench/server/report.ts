import type { Measured } from './measure.ts'
import { OPERATIONS } from './operations.ts'

export interface Row extends Measured {
  readonly case: string
  readonly size: number
  readonly subject: string
  readonly rssMb: number
}

export interface Ratio {
  readonly case: string
  readonly size: number
  /** What the reference server's rate is divided by. */
  readonly against: string
  readonly ratio: number
}

const OWN = 'scimulate'
const BARE = 'bare fastify'

/** The reference server's rate against each other subject's, and its own smallest size against each size. */
export function ratiosOf(rows: readonly Row[]): Ratio[] {
  const own = rows.filter(({ subject }) => subject === OWN)
  return own.flatMap((mine) => {
    const { size, rps } = mine
    const ratio = (against: string, other: number) => ({
      case: mine.case,
      size,
      against,
      ratio: Number((rps / other).toFixed(2)),
    })
    const others = rows.filter((one) => one.case === mine.case && one.size === size && one !== mine)
    const smallest = own.find((one) => one.case === mine.case)
    return [
      ...others.map(({ subject, rps: theirs }) => ratio(subject, theirs)),
      ...(smallest && smallest !== mine ? [ratio(`${smallest.size} users`, smallest.rps)] : []),
    ]
  })
}

/** The figures as a table of Markdown. */
export function tableOf(rows: readonly Row[], ratios: readonly Ratio[]): string {
  const head = '| operation | users | subject | requests/s | p50 ms | p99 ms | CPU µs | ours is |'
  const lines = rows.map((row) => {
    const found = ratios.find(
      (one) => one.case === row.case && one.size === row.size && one.against === row.subject,
    )
    const own = ratios.find(
      (one) => one.case === row.case && one.size === row.size && one.against.endsWith(' users'),
    )
    const said =
      row.subject === OWN ? own && `${own.ratio} of ${own.against}` : found && `${found.ratio} ×`
    const figures = [Math.round(row.rps), row.p50, row.p99, Math.round(row.cpuUsPerReq), said ?? '']
    return `| ${[row.case, row.size, row.subject, ...figures].join(' | ')} |`
  })
  return [head, '|---|--:|---|--:|--:|--:|--:|--:|', ...lines].join('\n')
}

/** What the reference server is measured by, and whether it is reached. */
export function targetsOf(ratios: readonly Ratio[]): string {
  const worst = (of: (one: Ratio) => boolean) =>
    Math.min(...ratios.filter(of).map(({ ratio }) => ratio))
  const peers = (one: Ratio) => one.against !== BARE && !one.against.endsWith(' users')
  return OPERATIONS.map(({ name }) => {
    const mine = (one: Ratio) => one.case === name
    const [bare, peer] = [
      worst((one) => mine(one) && one.against === BARE),
      worst((one) => mine(one) && peers(one)),
    ]
    const large = worst((one) => mine(one) && one.against.endsWith(' users'))
    return `${name}: ${bare} of bare fastify, ${peer} × the fastest peer, ${large} of the smallest size`
  }).join('\n')
}

export function residentPerUser(bytes: number, users: number): string {
  return `${(bytes / 1_024 / Math.max(users, 1)).toFixed(2)} KB resident per user`
}
