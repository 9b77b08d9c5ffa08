import { type Cause, causesOf } from '../causes.ts'
import { hintFor } from '../hints.ts'
import type { RunRecord } from '../run-record.ts'
import type { JudgedRequirement, JudgedScenario } from '../verdicts/judgement.ts'
import { curlOf } from './curl.ts'
import { type Html, html } from './html.ts'
import { reasonBlock, reasonLine } from './reason.ts'
import { scenarioAnchor } from './scenario-anchor.ts'
import { requirementLink, specLink } from './spec-link.ts'
import { verdictMark } from './verdict-mark.ts'

/** What to do next: one card for each cause, the gravest first, warnings after them. */
export function fixFirst(record: RunRecord): Html {
  const causes = causesOf(record)
  const grave = causes.filter(({ verdict }) => verdict !== 'WARN')
  const mild = causes.filter(({ verdict }) => verdict === 'WARN')
  return html`<section id="fix" aria-labelledby="fix-title"><h2 id="fix-title">What to fix first</h2>
${grave.length === 0 ? html`<p class="calm">Nothing fails.</p>` : grave.map((cause, i) => card(cause, i + 1))}
${mild.length === 0 ? html`` : warningCards(mild, grave.length)}</section>`
}

function warningCards(causes: readonly Cause[], before: number): Html {
  return html`<details class="mild"${before === 0 ? html` open` : html``}><summary><h3>Warnings (${causes.length})</h3></summary>
${causes.map((cause, i) => card(cause, before + i + 1))}</details>`
}

function card(cause: Cause, number: number): Html {
  const [first] = cause.requirements
  if (first === undefined) return html``
  const hint = hintFor(first)
  return html`<article class="cause ${cause.verdict}" id="cause-${number}">
<h3>${verdictMark(cause.verdict)} ${first.summary}</h3>
<p class="meta">${requirementLink(first.id)} · ${first.level} · ${specLink(first)}${extent(cause)}</p>
<div class="pair"><div><h4>Asked</h4><p>${first.observable ?? first.summary}</p></div>
<div><h4>Seen</h4>${reasonBlock(cause.reason)}</div></div>
${hint === undefined ? html`` : html`<p class="hint"><strong>How servers usually get this right:</strong> ${hint}</p>`}
${reproduce(cause)}
${scenarioLinks(cause.scenarios)}
${folded('Further requirements that break in this way', cause.requirements.slice(1))}
${folded('Could not be judged because of this', cause.knockOns)}
</article>`
}

function extent({ requirements, scenarios, knockOns }: Cause): string {
  const parts = [
    requirements.length > 1 ? `${requirements.length} requirements` : '',
    `${scenarios.length} ${scenarios.length === 1 ? 'scenario' : 'scenarios'}`,
    knockOns.length > 0 ? `hides ${knockOns.length} more` : '',
  ]
  return ` · ${parts.filter((part) => part !== '').join(' · ')}`
}

function reproduce({ evidence }: Cause): Html {
  if (evidence === undefined) return html``
  const { response, error } = evidence
  const answer = response === null ? (error ?? 'no answer') : `${response.status} ${response.body}`
  const command = curlOf(evidence.request)
  if (command.length > 20_000) return html``
  return html`<details class="curl"><summary>Reproduce it with curl</summary>
<div class="code"><button type="button" class="copy">Copy</button><pre>${command}</pre></div>
<p>answered:</p><pre class="answer">${answer.slice(0, 2_000)}</pre></details>`
}

const SHOWN = 12

function scenarioLinks(scenarios: readonly JudgedScenario[]): Html {
  if (scenarios.length === 0) return html``
  const more = scenarios.length - SHOWN
  return html`<ul class="links" aria-label="Scenarios that show it">${scenarios
    .slice(0, SHOWN)
    .map(
      (one) =>
        html`<li><a href="#${scenarioAnchor(one)}">${one.rule === null ? one.name : `${one.rule}: ${one.name}`}</a></li>`,
    )}${more > 0 ? html`<li>… and ${more} more</li>` : html``}</ul>`
}

function folded(title: string, requirements: readonly JudgedRequirement[]): Html {
  if (requirements.length === 0) return html``
  return html`<details><summary>${title} (${requirements.length})</summary><ul>${requirements.map(
    ({ id, level, summary, reason }) =>
      html`<li>${requirementLink(id)} ${level}: ${summary} <small>${reasonLine(reason)}</small></li>`,
  )}</ul></details>`
}
