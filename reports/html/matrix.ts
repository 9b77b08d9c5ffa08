import type { Requirement } from '../catalogue.ts'
import { compareIds } from '../compare-ids.ts'
import type { RunRecord } from '../run-record.ts'
import type { JudgedRequirement, JudgedScenario } from '../verdicts/judgement.ts'
import { VERDICTS } from '../verdicts/verdict.ts'
import { type Html, html } from './html.ts'
import { reasonLine } from './reason.ts'
import { scenarioAnchor } from './scenario-anchor.ts'
import { requirementLink } from './spec-link.ts'
import { verdictMark } from './verdict-mark.ts'

/** Every requirement of the run, one row each; the address of a row is its id. */
export function matrix({ judgement }: RunRecord): Html {
  const scenarios = new Map(judgement.scenarios.map((scenario) => [scenario.id, scenario]))
  const rows = [...judgement.requirements].sort(
    (a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || compareIds(a.id, b.id),
  )
  return html`<section id="requirements" aria-labelledby="requirements-title"><h2 id="requirements-title">Requirements</h2>
${filters(rows)}
<p class="shown" role="status" aria-live="polite">${rows.length} requirements</p>
<table class="matrix"><thead><tr><th scope="col">Verdict</th><th scope="col">Requirement</th><th scope="col">What it asks, and what was seen</th><th scope="col" class="wide-only">Area</th><th scope="col" class="wide-only">Shown by</th></tr></thead>
<tbody>${rows.map((requirement) => row(requirement, scenarios))}</tbody></table>
${untested(judgement.untested)}</section>`
}

function filters(rows: readonly JudgedRequirement[]): Html {
  const options = (values: Iterable<string>) =>
    [...new Set(values)].map(
      (value) => html`<option value="${value}">${value.replace('_', ' ')}</option>`,
    )
  return html`<div class="filters" role="search" aria-label="Filter the requirements">
<label>Text <input id="filter-text" type="search" placeholder="id or words (press /)"></label>
<label>Verdict <select id="filter-verdict"><option value="">all</option>${options(rows.map(({ verdict }) => verdict))}</select></label>
<label>Level <select id="filter-level"><option value="">all</option>${options(rows.map(({ level }) => level))}</select></label>
<label>Area <select id="filter-area"><option value="">all</option>${options(rows.map(({ area }) => area).sort())}</select></label>
<button type="button" id="filter-clear">Show all</button></div>`
}

function row(requirement: JudgedRequirement, scenarios: ReadonlyMap<string, JudgedScenario>): Html {
  const { id, level, area, summary, verdict, reason, blockedBy, observed } = requirement
  return html`<tr id="${id}" data-verdict="${verdict}" data-level="${level}" data-area="${area}">
<td>${verdictMark(verdict)}</td>
<th scope="row">${requirementLink(id)}<small>${level}</small></th>
<td>${summary}${blockedBy === null ? html`` : html`<small>blocked by ${requirementLink(blockedBy)}</small>`}${reason === null ? html`` : html`<small class="why">${reasonLine(reason)}</small>`}${observed.map((seen) => html`<small>seen: ${seen}</small>`)}</td>
<td class="wide-only area">${area}</td>
<td class="wide-only">${links(requirement.scenarios, scenarios)}</td></tr>`
}

const SHOWN = 5

function links(ids: readonly string[], scenarios: ReadonlyMap<string, JudgedScenario>): Html {
  const found = ids.flatMap((id) => scenarios.get(id) ?? [])
  const more = found.length - SHOWN
  return html`${found
    .slice(0, SHOWN)
    .map(
      (one, i) =>
        html`${i === 0 ? '' : ', '}<a href="#${scenarioAnchor(one)}" aria-label="${i + 1}: ${one.name}">${i + 1}</a>`,
    )}${more > 0 ? ` +${more}` : ''}`
}

/** So many are left out by a selection, not by the suite: their names would only be in the way. */
const MOST_NAMED = 400

/** What nobody has looked at is said, so that silence is not taken for success. */
function untested(requirements: readonly Requirement[]): Html {
  const count = requirements.length
  if (count === 0) return html``
  const told = `No scenario of this run is about ${count} further requirements of the catalogue`
  if (count > MOST_NAMED) return html`<p class="untested">${told}: it was a selection.</p>`
  const sorted = [...requirements].sort((a, b) => compareIds(a.id, b.id))
  return html`<details class="untested"><summary>${told}</summary>
<ul>${sorted.map(({ id, level, summary }) => html`<li id="${id}"><span class="id">${id}</span> ${level}: ${summary}</li>\n`)}</ul></details>`
}
