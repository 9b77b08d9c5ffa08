import type { RunRecord } from '../run-record.ts'
import type { JudgedScenario } from '../verdicts/judgement.ts'
import { worst } from '../verdicts/verdict.ts'
import { type Html, html } from './html.ts'
import { reasonLine } from './reason.ts'
import { scenarioAnchor } from './scenario-anchor.ts'
import { verdictMark } from './verdict-mark.ts'

/** Every scenario below its feature; its timeline is unpacked when somebody opens it. */
export function scenarioList({ judgement }: RunRecord): Html {
  const features = new Map<string, JudgedScenario[]>()
  for (const scenario of judgement.scenarios) {
    features.set(scenario.feature, [...(features.get(scenario.feature) ?? []), scenario])
  }
  return html`<section id="scenarios" aria-labelledby="scenarios-title"><h2 id="scenarios-title">Scenarios</h2>
<noscript><p>Without JavaScript the requests of a scenario cannot be unpacked here; they are in run.har and exchanges.ndjson beside this file.</p></noscript>
<p class="trimmed" hidden></p>
${[...features].map(([name, scenarios]) => feature(name, scenarios))}</section>`
}

function feature(name: string, scenarios: readonly JudgedScenario[]): Html {
  const verdict = worst(scenarios.map((scenario) => scenario.verdict))
  const open = verdict === 'FAIL' || verdict === 'ERROR'
  return html`<details class="feature"${open ? html` open` : html``}><summary>${verdictMark(verdict)} <h3>${name}</h3> <small>${scenarios.length}</small></summary>
${scenarios.map(row)}</details>`
}

function row(scenario: JudgedScenario): Html {
  const { id, rule, name, verdict, ms, flaky, reason } = scenario
  const why = reasonLine(reason)
  return html`<details class="scenario" id="${scenarioAnchor(scenario)}" data-id="${id}"><summary>${verdictMark(verdict)} <span class="name">${rule === null ? '' : html`${rule}: `}<b>${name}</b>${flaky ? html` <em>flaky</em>` : ''}${why === '' ? '' : html`<small class="why">${why}</small>`}</span> <small class="ms">${Math.round(ms)} ms</small></summary><div class="timeline"></div></details>\n`
}
