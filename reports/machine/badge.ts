import type { Report } from '../report.ts'
import type { Score } from '../verdicts/judgement.ts'
import type { Verdict } from '../verdicts/verdict.ts'
import { escapeXml } from './xml.ts'

const NOT_JUDGED: readonly Verdict[] = ['SKIP', 'NOTE']
const HELD: readonly Verdict[] = ['PASS', 'UNEXPECTED_PASS']

interface Badge {
  readonly label: string
  readonly message: string
  readonly color: string
}

/** How the run went in a few words: what share of each level holds, and when. */
function badgeOf(report: Report): Badge {
  const { score, exitCode, run } = report
  const share = percent(score)
  const day = run.finished.slice(0, 10)
  const label = 'SCIM'
  if (exitCode === 2 || exitCode === 3 || exitCode === 4 || score.applicable === 0) {
    return { label, message: `not tested · ${day}`, color: 'lightgrey' }
  }
  const broken = exitCode === 1
  return {
    label,
    message: [`MUST ${share}%`, ...shoulds(report), day].join(' · '),
    color: broken ? (share >= 80 ? 'orange' : 'red') : 'brightgreen',
  }
}

/** Nothing where no SHOULD could be looked at. */
function shoulds({ requirements }: Report): string[] {
  const judged = requirements.filter(
    ({ level, verdict }) => level.startsWith('SHOULD') && !NOT_JUDGED.includes(verdict),
  )
  const passed = judged.filter(({ verdict }) => HELD.includes(verdict)).length
  return judged.length === 0 ? [] : [`SHOULD ${percent({ passed, applicable: judged.length })}%`]
}

/** Rounded down: what is not quite all is never called 100 %. */
function percent({ passed, applicable }: Score): number {
  return applicable === 0 ? 0 : Math.floor((100 * passed) / applicable)
}

/** What shields.io's endpoint badge reads. */
export function badgeJson(report: Report): object {
  return { schemaVersion: 1, ...badgeOf(report) }
}

const COLOURS: Readonly<Record<string, string>> = {
  brightgreen: '#1a7f37',
  orange: '#9a5b00',
  red: '#b42318',
  lightgrey: '#57606a',
}

export function badgeSvg(report: Report): string {
  const { label, message, color } = badgeOf(report)
  const left = width(label)
  const right = width(message)
  const title = escapeXml(`${label}: ${message}`)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<rect width="${left + right}" height="20" rx="3" fill="${COLOURS[color]}"/>`,
    `<path d="M3 0h${left - 3}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#3b434b"/>`,
    '<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">',
    `<text x="${left / 2}" y="14">${escapeXml(label)}</text>`,
    `<text x="${left + right / 2}" y="14">${escapeXml(message)}</text>`,
    '</g></svg>',
    '',
  ].join('\n')
}

/** As wide as Verdana's letters are at 11 px, capitals and `%` the widest, and some air. */
function width(text: string): number {
  const letters = [...text].map((letter) => (/[A-Z%]/.test(letter) ? 9 : 7))
  return letters.reduce((sum, one) => sum + one, 12)
}
