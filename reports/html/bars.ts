import type { JudgedRequirement } from '../verdicts/judgement.ts'
import { VERDICTS, type Verdict } from '../verdicts/verdict.ts'
import { type Html, html } from './html.ts'

/** Good first, so that the bars of several rows line up at what holds. */
const ORDER = [...VERDICTS].reverse().filter((verdict) => verdict !== 'SKIP')

const HELD: readonly Verdict[] = ['PASS', 'NOTE', 'UNEXPECTED_PASS']
const LEVELS = ['MUST', 'REQUIRED', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY', 'AMBIGUOUS']
/** More areas than fit beside the levels are folded. */
const AREAS = 8

type Group = readonly [name: string, requirements: readonly JudgedRequirement[]]

/** How the requirements of each level stand, the strictest first. */
export function barsByLevel(requirements: readonly JudgedRequirement[]): Html {
  const groups = grouped(requirements, ({ level }) => level)
  groups.sort(([a], [b]) => LEVELS.indexOf(a) - LEVELS.indexOf(b))
  return table('Requirements by level', 'Level', groups, groups)
}

/** How the requirements of each area stand: where most is broken first, then the largest. */
export function barsByArea(requirements: readonly JudgedRequirement[]): Html {
  const groups = grouped(requirements, ({ area }) => area)
  groups.sort(([, a], [, b]) => broken(b) - broken(a) || judgedOf(b) - judgedOf(a))
  const rest = groups.slice(AREAS)
  const first = table('Requirements by area', 'Area', groups.slice(0, AREAS), groups)
  if (rest.length === 0) return first
  const open = rest.reduce((sum, [, group]) => sum + broken(group), 0)
  const told = `${rest.length} more areas, ${open === 0 ? 'nothing broken there' : `${open} broken there`}`
  return html`<div>${first}<details class="more"><summary>${told}</summary>${table('Further areas', 'Area', rest, groups)}</details></div>`
}

function grouped(
  requirements: readonly JudgedRequirement[],
  groupOf: (requirement: JudgedRequirement) => string,
): Group[] {
  const groups = new Map<string, JudgedRequirement[]>()
  for (const requirement of requirements) {
    const key = groupOf(requirement)
    groups.set(key, [...(groups.get(key) ?? []), requirement])
  }
  return [...groups]
}

function table(title: string, kind: string, rows: readonly Group[], all: readonly Group[]): Html {
  const widest = Math.max(1, ...all.map(([, group]) => group.length))
  return html`<table class="bars"><caption>${title}</caption>
<thead><tr><th scope="col">${kind}</th><th scope="col">Standing</th><th scope="col" class="number">Hold</th></tr></thead>
<tbody>${rows.map(([name, group]) => row(name, group, widest))}</tbody></table>`
}

function row(name: string, group: readonly JudgedRequirement[], widest: number): Html {
  const judged = judgedOf(group)
  const held = group.filter(({ verdict }) => HELD.includes(verdict)).length
  return html`<tr><th scope="row">${name}</th><td>${bar(group, widest)}</td><td class="number">${judged === 0 ? '–' : `${held}/${judged}`}</td></tr>`
}

function judgedOf(group: readonly JudgedRequirement[]): number {
  return group.filter(({ verdict }) => verdict !== 'SKIP').length
}

function broken(group: readonly JudgedRequirement[]): number {
  return group.filter(({ verdict }) => verdict !== 'SKIP' && !HELD.includes(verdict)).length
}

function bar(group: readonly JudgedRequirement[], widest: number): Html {
  const counts = [...ORDER, 'SKIP' as const]
    .map((verdict) => ({ verdict, count: group.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
  const label = counts
    .map(({ verdict, count }) => `${count} ${verdict.replace('_', ' ')}`)
    .join(', ')
  let x = 0
  const rects = counts.map(({ verdict, count }) => {
    const width = (100 * count) / widest
    const rect = html`<rect class="${verdict}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="10"/>`
    x += width
    return rect
  })
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${label}"><title>${label}</title>${rects}</svg>`
}
