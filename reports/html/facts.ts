import { endpointOf } from '../endpoint.ts'
import type { RunRecord } from '../run-record.ts'
import { budgetsOf, type Kept, slowest, timesByEndpoint } from '../timing.ts'
import { touchedBy } from '../touched.ts'
import { type Html, html } from './html.ts'

/** What the target says it can do, what was skipped for it, and what the run did there. */
export function facts(record: RunRecord): Html {
  return html`${capabilities(record)}${skipped(record)}${waivers(record)}${touched(record)}${times(record)}${thisRun(record)}`
}

function section(id: string, title: string, body: Html): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>`
}

function capabilities({ target }: RunRecord): Html {
  const rows = target.capabilities.map(
    ({ flag, value, source }) =>
      html`<tr><th scope="row">${flag}</th><td>${value === true ? 'yes' : value === false ? 'no' : String(value)}</td><td>${source}</td></tr>`,
  )
  return section(
    'capabilities',
    'What the target can do',
    rows.length === 0
      ? html`<p>Nothing is known of its capabilities.</p>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="Capabilities"><table><thead><tr><th scope="col">Capability</th><th scope="col">Has it</th><th scope="col">How we know</th></tr></thead><tbody>${rows}</tbody></table></div>`,
  )
}

function skipped({ judgement }: RunRecord): Html {
  const reasons = new Map<string, string[]>()
  for (const { outcome, name, rule } of judgement.scenarios) {
    if (outcome.kind !== 'skipped') continue
    const list = reasons.get(outcome.reason) ?? []
    list.push(rule === null ? name : `${rule}: ${name}`)
    reasons.set(outcome.reason, list)
  }
  const body = [...reasons]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(
      ([reason, names]) =>
        html`<details><summary>${names.length} × ${reason}</summary><ul>${names.map((name) => html`<li>${name}</li>`)}</ul></details>`,
    )
  return section(
    'skipped',
    'What was skipped, and why',
    reasons.size === 0 ? html`<p>Nothing.</p>` : html`${body}`,
  )
}

function waivers({ judgement }: RunRecord): Html {
  if (judgement.waivers.length === 0) return html``
  const rows = judgement.waivers.map(
    ({ requirement, state, reason, ticket, expires }) =>
      html`<tr><th scope="row"><a href="#${requirement}">${requirement}</a></th><td>${state.replace('-', ' ')}</td><td>${reason}${ticket === undefined ? '' : ` (${ticket})`}</td><td>${expires}</td></tr>`,
  )
  return section(
    'waivers',
    'Waivers',
    html`<div class="scroll" tabindex="0" role="region" aria-label="Waivers"><table><thead><tr><th scope="col">Requirement</th><th scope="col">State</th><th scope="col">Reason</th><th scope="col">Until</th></tr></thead><tbody>${rows}</tbody></table></div>`,
  )
}

function touched({ exchanges, leftovers }: RunRecord): Html {
  const made = touchedBy(exchanges)
  const left =
    leftovers.length === 0
      ? html`<p class="calm">The clean-up reported nothing left over.</p>`
      : html`<p><strong>Left on the target:</strong></p><ul>${leftovers.map(({ type, id, reason }) => html`<li>${type} <code>${id}</code>${reason === undefined ? '' : `: ${reason}`}</li>`)}</ul>`
  return section(
    'touched',
    'What the run made on the target',
    html`<ul>${made.map(({ type, created, removed }) => html`<li>${type}: ${created} created, ${removed} removed by the run</li>`)}</ul>${left}`,
  )
}

function times({ exchanges }: RunRecord): Html {
  const ms = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1))
  const rows = timesByEndpoint(exchanges).map(
    ({ endpoint, count, p50, p95, slowest: most }) =>
      html`<tr><th scope="row"><code>${endpoint}</code></th><td class="number">${count}</td><td class="number">${ms(p50)}</td><td class="number">${ms(p95)}</td><td class="number">${ms(most)}</td></tr>`,
  )
  const slow = slowest(exchanges, 10).map(
    (exchange) =>
      html`<li>${ms(exchange.ms)} ms: <code>${endpointOf(exchange)}</code>, answered ${exchange.response?.status ?? 0} (request ${exchange.id})</li>`,
  )
  const patience = budgetsOf(exchanges).map(
    (kept) =>
      html`<li>${kept.says}: ${inTime(kept)}; the slowest took ${ms(kept.slowest)} ms.</li>`,
  )
  return section(
    'time',
    'Time the target took',
    html`${patience.length === 0 ? '' : html`<ul>${patience}</ul>`}<div class="scroll" tabindex="0" role="region" aria-label="Time by endpoint"><table><thead><tr><th scope="col">SCIM request</th><th scope="col" class="number">Count</th><th scope="col" class="number">p50 ms</th><th scope="col" class="number">p95 ms</th><th scope="col" class="number">Slowest ms</th></tr></thead><tbody>${rows}</tbody></table></div><details><summary>The ten slowest</summary><ol>${slow}</ol></details>`,
  )
}

export function inTime({ asked, over }: Pick<Kept, 'asked' | 'over'>): string {
  if (over === 0)
    return asked === 1 ? 'the one request took less' : `all ${asked} requests took less`
  return asked === 1 ? 'the one request took longer' : `${over} of ${asked} requests took longer`
}

function thisRun({ run, judgement }: RunRecord): Html {
  const rows = [
    ['Run', run.id],
    ['Seed', String(run.seed)],
    ['Started', run.started],
    ['Finished', run.finished],
    ['Strict', judgement.strict ? 'yes' : 'no'],
    ...Object.entries(run.versions),
  ]
  return section(
    'run',
    'This run',
    html`<p>To repeat it:</p><div class="code"><button type="button" class="copy">Copy</button><pre>${run.command}</pre></div>
<dl>${rows.map(([name = '', value = '']) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<p>Beside this file: report.json, junit.xml, ctrf.json, report.tap, summary.md, run.har, exchanges.ndjson, messages.ndjson.</p>`,
  )
}
