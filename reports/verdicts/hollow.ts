import type { Exchange } from '../run-record.ts'
import type { ScenarioCase } from './scenario-case.ts'

/** A run in which nothing was really tested; it must not look like a good one. */
export interface Hollow {
  readonly kind: 'nothing-ran' | 'refused' | 'unreachable' | 'all-skipped'
  readonly message: string
}

/** Says why a run proves nothing; undefined when it does prove something. */
export function hollow(
  all: readonly ScenarioCase[],
  exchanges: readonly Exchange[],
): Hollow | undefined {
  const cases = all.filter(sends)
  if (cases.length === 0) {
    return { kind: 'nothing-ran', message: 'No scenario ran: the selection matches none.' }
  }
  return (
    refused(exchanges) ??
    unreachable(cases, exchanges) ??
    (cases.every(({ outcome }) => outcome.kind === 'skipped')
      ? { kind: 'all-skipped', message: `All ${cases.length} scenarios were skipped.` }
      : undefined)
  )
}

/** Looking back at a run tests nothing that the run did not ask. */
function sends({ tags }: ScenarioCase): boolean {
  return !tags.includes('throughout')
}

function refused(exchanges: readonly Exchange[]): Hollow | undefined {
  const answers = scimStatuses(exchanges)
  if (answers.length === 0 || !answers.every(isRefusal)) return undefined
  return {
    kind: 'refused',
    message: `The target refused every SCIM request (${answers.length}) with ${[...new Set(answers)].join(' or ')}: the credentials do not work, and nothing was tested.`,
  }
}

function unreachable(
  cases: readonly ScenarioCase[],
  exchanges: readonly Exchange[],
): Hollow | undefined {
  const scim = exchanges.filter(isTargets)
  const silent = scim.length > 0 && scim.every(({ response }) => response === null)
  const tried = cases.filter(({ outcome }) => outcome.kind !== 'skipped')
  const errors = tried.length > 0 && tried.every(({ outcome }) => outcome.kind === 'target-error')
  if (!silent && !errors) return undefined
  const why = scim.find(({ error }) => error !== null)?.error ?? ''
  return {
    kind: 'unreachable',
    message: `The target did not give one usable answer${why && ` (${why})`}: nothing was tested.`,
  }
}

/** Doubts that stop short of calling the run hollow, to be read before its verdict. */
export function doubts(all: readonly ScenarioCase[], exchanges: readonly Exchange[]): string[] {
  const cases = all.filter(sends)
  const answers = scimStatuses(exchanges)
  const refusals = answers.filter(isRefusal).length
  const skipped = cases.filter(({ outcome }) => outcome.kind === 'skipped').length
  const flaky = cases.filter((scenario) => scenario.flaky).length
  return [
    refusals * 2 > answers.length
      ? `${refusals} of ${answers.length} SCIM requests were refused with 401 or 403; are the token's rights enough?`
      : '',
    skipped * 2 > cases.length
      ? `${skipped} of ${cases.length} scenarios were skipped: the verdict rests on the few that ran.`
      : '',
    flaky > 0 ? `${flaky} scenarios passed only when they were tried again.` : '',
  ].filter((text) => text !== '')
}

const DISCOVERY = /\/(ServiceProviderConfig|ResourceTypes|Schemas)\b/i

/** Discovery is often public, so its answers say nothing about the credentials. */
function scimStatuses(exchanges: readonly Exchange[]): number[] {
  return exchanges
    .filter((exchange) => isTargets(exchange) && !DISCOVERY.test(exchange.request.url))
    .flatMap(({ response }) => (response === null ? [] : [response.status]))
}

/** What was played in the target's place says nothing of the target. */
function isTargets({ lane, played }: Exchange): boolean {
  return lane === 'scim' && played !== true
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403
}
