import { type Explored, type ExploredFinding, isGrave } from '../explored.ts'
import type { Exchange } from '../run-record.ts'
import { curlOf } from './curl.ts'
import { type Html, html } from './html.ts'

/** The part of a report that tells what random rehearsals found. */
export function exploredSection({ runs, requests, seed, command, findings }: Explored): Html {
  const found =
    findings.length === 0
      ? html`<p class="calm">Nothing was found.</p>`
      : html`<p>${findings.length} different ${findings.length === 1 ? 'finding' : 'findings'}, each made as small as it could be.</p>`
  return html`<section id="rehearsals"><h2>Random rehearsals</h2>
<p class="meta">${runs} histories of an Okta org, ${requests} requests, seed ${seed}. Again: <code>${command}</code></p>
${found}
${findings.map(finding)}
</section>`
}

function finding(one: ExploredFinding, at: number): Html {
  const tone = isGrave(one) ? 'FAIL' : 'WARN'
  const race = one.repeatable
    ? ''
    : html`<p class="hint">It did not fail the same way at once: a race, or something that only chance brings.</p>`
  return html`<article class="cause ${tone}" id="finding-${at + 1}">
<h3><span class="mark ${tone}">${tone}</span> <span class="id">${one.requirement}</span> ${one.message}</h3>
<table><caption>What happened in Okta</caption><thead><tr><th scope="col" class="number">#</th><th scope="col">Action</th></tr></thead><tbody><tr><td class="number">0</td><td>${one.setting}</td></tr>${one.actions.map((text, i) => html`<tr><td class="number">${i + 1}</td><td>${text}</td></tr>`)}</tbody></table>
${race}
<p class="meta">Again: <code>scimulate explore --replay ${one.path}</code></p>
<details class="more"><summary>What was sent</summary>${one.steps.map(step)}</details>
<details class="more"><summary>As a scenario, to be saved below <code>features/okta/</code></summary><pre class="body">${one.gherkin}</pre></details>
</article>
`
}

function step({ text, exchanges }: ExploredFinding['steps'][number]): Html {
  if (exchanges.length === 0) return html`<p class="step">${text}</p>`
  return html`<p class="step">${text}</p>${exchanges.map(exchange)}`
}

function exchange({ request, response, error, source }: Exchange): Html {
  const { pathname, search } = new URL(request.url)
  const answer = response === null ? (error ?? 'no answer') : String(response.status)
  const by = source === 'mock-okta' ? 'Okta' : 'we look'
  return html`<details><summary><code>${request.method} ${pathname}${search}</code> → ${answer} <small>${by}</small></summary>
<pre class="body">${curlOf(request)}</pre><pre class="body">${response?.body ?? ''}</pre></details>
`
}
