import type { Finding, FoundStep } from '../../explore/finding.ts'
import { curlOf } from '../../reports/html/curl.ts'
import type { Exchange } from '../../steps/support/recorder/exchange.ts'
import { decoded } from '../../steps/support/recorder/scim-path.ts'
import type { Exploration } from './options.ts'
import type { Outcome } from './written.ts'

/** A finding on a terminal: what is wrong, the table of actions, the exchanges, the scenario. */
export function findingText(
  finding: Finding,
  number: number,
  { check, flags }: Pick<Exploration, 'check' | 'flags'>,
  curl: boolean,
): string {
  const { requirement, level, message, setting, actions, steps, path, repeatable } = finding
  const url = check.remote === undefined ? '' : ` ${check.remote.baseUrl}`
  return [
    '',
    `Finding ${number}: ${requirement} (${level})`,
    `  ${message}`,
    '',
    'What happened in Okta:',
    `   0  ${setting}`,
    ...actions.map((text, at) => `  ${String(at + 1).padStart(2)}  ${text}`),
    '',
    'What was sent:',
    ...steps.flatMap((step) => stepLines(step, curl)),
    '',
    'As a scenario, to be saved below features/okta/:',
    ...finding.gherkin
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`.trimEnd()),
    '',
    `Again: scimulate explore${url} --replay ${path}${flags === '' ? '' : ` ${flags}`}`,
    ...(repeatable
      ? []
      : ['(It did not fail the same way at once: a race, or something that only chance brings.)']),
  ].join('\n')
}

/** Reads of ours that only look are many: what Okta sent is shown, and the last answer. */
function stepLines({ text, exchanges }: FoundStep, curl: boolean): string[] {
  const last = exchanges.at(-1)
  const shown = exchanges.filter((one) => one.source === 'mock-okta' || one === last)
  if (shown.length === 0) return []
  return [`  ${text}`, ...shown.map((one) => (curl ? curlOf(one.request) : exchangeText(one)))]
}

function exchangeText({ request, response, error, source }: Exchange): string {
  const { pathname, search } = new URL(request.url)
  const answer = response === null ? (error ?? 'no answer') : String(response.status)
  const by = source === 'mock-okta' ? '' : '   (we look)'
  const lines = [`    ${request.method.padEnd(6)} ${pathname}${decoded(search)}  → ${answer}${by}`]
  if (request.body) lines.push(`           sent ${request.body.slice(0, 400)}`)
  if (response?.body && request.method !== 'GET') {
    lines.push(`           got  ${response.body.slice(0, 400)}`)
  }
  return lines.join('\n')
}

/** The last words of a search. */
export function sumText(outcome: Outcome, page: string): string {
  const { runs, requests, findings, again, left, run } = outcome
  const seconds = Math.max(0.1, (run.finished.getTime() - run.started.getTime()) / 1_000)
  const rate = (runs / seconds).toFixed(1)
  return [
    '',
    `${runs} histories with ${requests} requests in ${seconds.toFixed(0)} s (${rate} a second): ${
      findings.length === 0 ? 'nothing found.' : `${findings.length} different findings.`
    }`,
    ...(again > 0 ? [`${again} further histories met a finding that was known by then.`] : []),
    ...left.map(({ type, id, reason }) => `  left on the target: ${type}/${id}: ${reason}`),
    `Report: ${page}`,
  ].join('\n')
}
