import type { JudgedRequirement } from '../verdicts/judgement.ts'
import { VERDICTS } from '../verdicts/verdict.ts'
import { type Html, html } from './html.ts'

/** Good first, so that the bars of several rows line up at what holds. */
const ORDER = [...VERDICTS].reverse().filter((verdict) => verdict !== 'SKIP')

/** How the requirements of each group stand, as bars and as numbers. */
export function barTable(
  title: string,
  requirements: readonly JudgedRequirement[],
  groupOf: (requirement: JudgedRequirement) => string,
): Html {
  const groups = new Map<string, JudgedRequirement[]>()
  for (const requirement of requirements) {
    const key = groupOf(requirement)
    groups.set(key, [...(groups.get(key) ?? []), requirement])
  }
  const widest = Math.max(1, ...[...groups.values()].map((group) => group.length))
  return html`<table class="bars"><caption>${title}</caption>
<thead><tr><th scope="col">${title.split(' ').at(-1) ?? ''}</th><th scope="col">Standing</th><th scope="col" class="number">Hold</th></tr></thead>
<tbody>${[...groups].map(([name, group]) => row(name, group, widest))}</tbody></table>`
}

function row(name: string, group: readonly JudgedRequirement[], widest: number): Html {
  const judged = group.filter(({ verdict }) => verdict !== 'SKIP')
  const held = judged.filter(({ verdict }) => ['PASS', 'NOTE', 'UNEXPECTED_PASS'].includes(verdict))
  return html`<tr><th scope="row">${name}</th><td>${bar(group, widest)}</td><td class="number">${held.length}/${judged.length}</td></tr>`
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
