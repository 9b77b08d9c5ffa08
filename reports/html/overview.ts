import type { Report } from '../report.ts'
import type { RunRecord } from '../run-record.ts'
import { VERDICTS } from '../verdicts/verdict.ts'
import { barsByArea, barsByLevel } from './bars.ts'
import { type Html, html } from './html.ts'

/** What one knows after ten seconds: the verdict, how much it rests on, and what casts doubt on it. */
export function overview(record: RunRecord, report: Report): Html {
  const { target, run } = report
  const [headline = '', rest = ''] = report.verdict.split(/(?<=[.!]) (.*)/s)
  return html`<header class="top ${tone(report)}">
<p class="kicker">SCIM conformance · <strong>${target.name}</strong> · <span class="url">${target.baseUrl}</span></p>
<h1>${headline}</h1>
${rest === '' ? '' : html`<p class="rest">${rest}</p>`}
${warnings(report)}
<p class="when">${day(run.finished)} · ${duration(run.started, run.finished)} · ${report.scenarios.length} scenarios · ${record.exchanges.length} requests${report.strict ? ' · strict' : ''}</p>
</header>
${numbers(report)}
${pictures(record)}`
}

function tone({ exitCode, requirements }: Report): string {
  if (exitCode === 0)
    return requirements.some(({ verdict }) => verdict === 'WARN') ? 'fair' : 'good'
  return exitCode === 5 ? 'fair' : 'bad'
}

function warnings({ warnings: list, verdict, errors }: Report): Html {
  const said = [
    ...list.filter((warning) => warning !== verdict),
    ...errors.map((error) => `The suite itself went wrong: ${error.slice(0, 500)}`),
  ]
  if (said.length === 0) return html``
  return html`<ul class="warnings" role="note" aria-label="Read this first">${said.map((text) => html`<li>${text}</li>`)}</ul>`
}

function numbers({ score, coverage, requirements, scenarios }: Report): Html {
  const share = score.applicable === 0 ? 0 : (100 * score.passed) / score.applicable
  const seen = coverage.tested === 0 ? 0 : (100 * coverage.applicable) / coverage.tested
  return html`<section class="numbers" aria-label="Score and coverage">
<div class="number-card"><p class="big">${score.passed}<small>/${score.applicable}</small></p><p>hard requirements hold</p>${gauge(share, 'Hard requirements that hold, in percent')}</div>
<div class="number-card"><p class="big">${coverage.applicable}<small>/${coverage.tested}</small></p><p>requirements with a scenario could be looked at here; the catalogue holds ${coverage.all} that a machine can check</p>${gauge(seen, 'Requirements that could be looked at, in percent')}</div>
<div class="number-card wide"><table class="counts"><caption class="visually-hidden">Verdicts</caption><thead><tr><th scope="col">Verdict</th><th scope="col" class="number">Requirements</th><th scope="col" class="number">Scenarios</th></tr></thead><tbody>${countRows(requirements, scenarios)}</tbody></table></div>
</section>`
}

function gauge(percent: number, label: string): Html {
  return html`<progress max="100" value="${percent.toFixed(1)}" aria-label="${label}"></progress>`
}

type Judged = readonly { readonly verdict: string }[]

function countRows(requirements: Judged, scenarios: Judged): Html[] {
  return VERDICTS.flatMap((verdict) => {
    const count = (list: Judged) => list.filter((one) => one.verdict === verdict).length
    if (count(requirements) + count(scenarios) === 0) return []
    return [
      html`<tr><th scope="row"><a class="mark ${verdict}" href="#requirements" data-show="${verdict}">${verdict.replace('_', ' ')}</a></th><td class="number">${count(requirements)}</td><td class="number">${count(scenarios)}</td></tr>`,
    ]
  })
}

function pictures({ judgement }: RunRecord): Html {
  if (judgement.requirements.length === 0) return html``
  return html`<section class="pictures" aria-label="Standing by level and area">
${barsByLevel(judgement.requirements)}
${barsByArea(judgement.requirements)}
</section>`
}

export function day(iso: string): string {
  return iso.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')
}

function duration(started: string, finished: string): string {
  const seconds = (Date.parse(finished) - Date.parse(started)) / 1000
  return seconds >= 90 ? `${(seconds / 60).toFixed(1)} min` : `${seconds.toFixed(1)} s`
}
