import type { Attachment, Envelope, Pickle, TestStepResult } from '@cucumber/messages'
import { explained } from './assertion.ts'
import { type Attempt, attemptsIn } from './attempts.ts'
import { type MemberLook, memberChanges } from './member-changes.ts'
import { outcomeOf } from './outcome.ts'
import { type Place, readGherkin } from './read-gherkin.ts'
import type { CaseStep, Observation, ScenarioCase } from './scenario-case.ts'

const REASON = 'application/vnd.scimulate.reason+json'
const MEMBERS = 'application/vnd.scimulate.members+json'
const OBSERVED = 'application/vnd.scimulate.observed+json'

export interface Messages {
  readonly cases: readonly ScenarioCase[]
  /** What went wrong outside every scenario: a file that does not parse, a hook around the run. */
  readonly errors: readonly string[]
}

/** Turns the messages of a run, or of several passes after one another, into scenarios as they ran. */
export function readEnvelopes(envelopes: readonly Envelope[]): Messages {
  const pickles = new Map<string, Pickle>()
  for (const { pickle } of envelopes) if (pickle) pickles.set(pickle.id, pickle)
  const places = readGherkin(envelopes)
  return {
    cases: attemptsIn(envelopes, pickles).flatMap((tries) => toCase(tries, pickles, places)),
    errors: envelopes.flatMap(outsideErrors),
  }
}

function toCase(
  tries: readonly Attempt[],
  pickles: ReadonlyMap<string, Pickle>,
  places: ReadonlyMap<string, Place>,
): ScenarioCase[] {
  const last = tries.at(-1)
  const pickle = pickles.get(last?.testCase.pickleId ?? '')
  if (last === undefined || pickle === undefined) return []
  const place = places.get(pickle.astNodeIds[0] ?? '')
  const outcome = attemptOutcome(last, pickle)
  return [
    {
      id: last.id,
      earlier: tries.slice(0, -1).map(({ id }) => id),
      uri: pickle.uri,
      line: pickle.location?.line ?? place?.line ?? 0,
      feature: place?.feature ?? pickle.uri,
      rule: place?.rule ?? null,
      name: pickle.name,
      tags: pickle.tags.map(({ name }) => name.replace(/^@/, '')),
      steps: stepsOf(last, pickle, places),
      ms: (last.finished ?? last.started) - last.started,
      outcome,
      observations: observationsIn(last.attachments),
      flaky: tries.length > 1 && outcome.kind === 'passed',
    },
  ]
}

function attemptOutcome(attempt: Attempt, pickle: Pickle): ScenarioCase['outcome'] {
  if (attempt.finished === undefined) {
    return { kind: 'skipped', reason: 'the run was stopped before this scenario ended' }
  }
  const texts = new Map(pickle.steps.map(({ id, text }) => [id, text]))
  const results = attempt.testCase.testSteps.flatMap(({ id, pickleStepId }) => {
    const result = attempt.results.get(id)?.testStepResult
    if (result === undefined) return []
    const { status, exception, message } = result
    return [
      {
        status: String(status),
        text: texts.get(pickleStepId ?? '') ?? 'a hook',
        exception: exception
          ? { type: exception.type, message: exception.message ?? message ?? '' }
          : null,
        formatted: message ?? '',
      },
    ]
  })
  return outcomeOf(results, reasonIn(attempt.attachments))
}

/** The steps a reader knows from the feature; a hook only where it went wrong. */
function stepsOf(attempt: Attempt, pickle: Pickle, places: ReadonlyMap<string, Place>): CaseStep[] {
  const shown = attempt.testCase.testSteps.flatMap(({ id, pickleStepId }) => {
    const step = pickle.steps.find((candidate) => candidate.id === pickleStepId)
    const result = attempt.results.get(id)?.testStepResult
    return step === undefined && result?.status !== 'FAILED' ? [] : [{ id, step, result }]
  })
  const ids = shown.map(({ id }) => id)
  const changes = memberChanges(looksIn(attempt.attachments, ids))
  return shown.map(({ id, step, result }, index) => {
    const { seconds, nanos } = result?.duration ?? { seconds: 0, nanos: 0 }
    return {
      keyword: places.get(step?.astNodeIds[0] ?? '')?.keyword ?? '',
      text: step?.text ?? 'a hook',
      status: String(result?.status ?? 'SKIPPED'),
      ms: seconds * 1000 + nanos / 1e6,
      message: messageOf(result),
      at: attempt.begun.get(id) ?? attempt.started,
      table: step?.argument?.dataTable?.rows.map(({ cells }) => cells.map((c) => c.value)) ?? null,
      docString: step?.argument?.docString?.content ?? null,
      members: changes.get(index) ?? [],
    }
  })
}

function looksIn(attachments: readonly Attachment[], steps: readonly string[]): MemberLook[] {
  return attachments
    .filter(({ mediaType }) => mediaType === MEMBERS)
    .flatMap((attachment) =>
      jsonOf([attachment], MEMBERS).map(({ when, members }) => ({
        step: steps.indexOf(attachment.testStepId ?? ''),
        when: when === 'before' ? ('before' as const) : ('after' as const),
        members: Array.isArray(members) ? members : [],
      })),
    )
}

function messageOf(result: TestStepResult | undefined): string | null {
  const { exception, message } = result ?? {}
  if (exception?.type !== 'AssertionError') return exception?.message ?? message ?? null
  return explained(exception.message ?? '', message ?? '')
}

function reasonIn(attachments: readonly Attachment[]): string | undefined {
  return jsonOf(attachments, REASON).map(({ reason }) => String(reason ?? ''))[0]
}

function observationsIn(attachments: readonly Attachment[]): Observation[] {
  return jsonOf(attachments, OBSERVED).map(({ requirement, observed, detail }) => ({
    requirement: String(requirement ?? ''),
    observed: String(observed ?? ''),
    ...(typeof detail === 'string' ? { detail } : {}),
  }))
}

function jsonOf(attachments: readonly Attachment[], mediaType: string): Record<string, unknown>[] {
  return attachments
    .filter((attachment) => attachment.mediaType === mediaType)
    .map(({ body, contentEncoding }) => {
      const text = contentEncoding === 'BASE64' ? Buffer.from(body, 'base64').toString() : body
      return JSON.parse(text) as Record<string, unknown>
    })
}

function outsideErrors({ parseError, testRunHookFinished, testRunFinished }: Envelope): string[] {
  if (parseError) return [parseError.message]
  const hook = testRunHookFinished?.result
  if (hook && String(hook.status) === 'FAILED')
    return [hook.message ?? 'a hook around the run failed']
  if (testRunFinished?.exception) return [testRunFinished.exception.message ?? 'the run broke off']
  return []
}
