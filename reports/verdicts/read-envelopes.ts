import type {
  Attachment,
  Envelope,
  Pickle,
  TestCase,
  TestStepFinished,
  TestStepResult,
} from '@cucumber/messages'
import { explained } from './assertion.ts'
import { outcomeOf } from './outcome.ts'
import { type Place, readGherkin } from './read-gherkin.ts'
import type { CaseStep, Observation, ScenarioCase } from './scenario-case.ts'

const REASON = 'application/vnd.scimulate.reason+json'
const OBSERVED = 'application/vnd.scimulate.observed+json'

/** All that cucumber said about one try of one scenario. */
interface Attempt {
  readonly id: string
  readonly testCase: TestCase
  readonly started: number
  finished: number | undefined
  readonly results: Map<string, TestStepFinished>
  readonly begun: Map<string, number>
  readonly attachments: Attachment[]
}

export interface Messages {
  readonly cases: readonly ScenarioCase[]
  /** What went wrong outside every scenario: a file that does not parse, a hook around the run. */
  readonly errors: readonly string[]
}

/** Turns the messages of a run, or of several passes after one another, into scenarios as they ran. */
export function readEnvelopes(envelopes: readonly Envelope[]): Messages {
  const pickles = new Map<string, Pickle>()
  const testCases = new Map<string, TestCase>()
  const attempts = new Map<string, Attempt>()
  for (const envelope of envelopes) {
    if (envelope.pickle) pickles.set(envelope.pickle.id, envelope.pickle)
    if (envelope.testCase) testCases.set(envelope.testCase.id, envelope.testCase)
    note(envelope, testCases, attempts)
  }
  const places = readGherkin(envelopes)
  return {
    cases: [
      ...bySpot([...attempts.values()], pickles),
      ...neverStarted(testCases, attempts),
    ].flatMap((tries) => toCase(tries, pickles, places)),
    errors: envelopes.flatMap(outsideErrors),
  }
}

function note(
  envelope: Envelope,
  testCases: ReadonlyMap<string, TestCase>,
  attempts: Map<string, Attempt>,
): void {
  const { testCaseStarted: start, testStepStarted, testStepFinished, attachment } = envelope
  const testCase = testCases.get(start?.testCaseId ?? '')
  if (start && testCase) attempts.set(start.id, opened(start.id, testCase, ms(start.timestamp)))
  const attempt = attempts.get(
    testStepStarted?.testCaseStartedId ??
      testStepFinished?.testCaseStartedId ??
      attachment?.testCaseStartedId ??
      envelope.testCaseFinished?.testCaseStartedId ??
      '',
  )
  if (attempt === undefined) return
  if (testStepStarted) attempt.begun.set(testStepStarted.testStepId, ms(testStepStarted.timestamp))
  if (testStepFinished) attempt.results.set(testStepFinished.testStepId, testStepFinished)
  if (attachment) attempt.attachments.push(attachment)
  if (envelope.testCaseFinished) attempt.finished = ms(envelope.testCaseFinished.timestamp)
}

function opened(id: string, testCase: TestCase, started: number): Attempt {
  return {
    id,
    testCase,
    started,
    finished: undefined,
    results: new Map(),
    begun: new Map(),
    attachments: [],
  }
}

/** Tries of the same scenario, in order: a retry, or a second pass over the same feature files. */
function bySpot(attempts: Attempt[], pickles: ReadonlyMap<string, Pickle>): Attempt[][] {
  const spots = new Map<string, Attempt[]>()
  for (const attempt of attempts) {
    const pickle = pickles.get(attempt.testCase.pickleId)
    const spot = `${pickle?.uri}:${pickle?.location?.line ?? pickle?.id}`
    const tries = spots.get(spot)
    if (tries === undefined) spots.set(spot, [attempt])
    else tries.push(attempt)
  }
  return [...spots.values()]
}

/** A run that was stopped leaves scenarios that it had planned. */
function neverStarted(
  testCases: ReadonlyMap<string, TestCase>,
  attempts: ReadonlyMap<string, Attempt>,
): Attempt[][] {
  const started = new Set([...attempts.values()].map(({ testCase }) => testCase.pickleId))
  return [...testCases.values()]
    .filter(({ pickleId }) => !started.has(pickleId))
    .map((testCase) => [opened(testCase.id, testCase, 0)])
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
  return attempt.testCase.testSteps.flatMap(({ id, pickleStepId }) => {
    const step = pickle.steps.find((candidate) => candidate.id === pickleStepId)
    const result = attempt.results.get(id)?.testStepResult
    const status = String(result?.status ?? 'SKIPPED')
    if (step === undefined && status !== 'FAILED') return []
    const { seconds, nanos } = result?.duration ?? { seconds: 0, nanos: 0 }
    return [
      {
        keyword: places.get(step?.astNodeIds[0] ?? '')?.keyword ?? '',
        text: step?.text ?? 'a hook',
        status,
        ms: seconds * 1000 + nanos / 1e6,
        message: messageOf(result),
        at: attempt.begun.get(id) ?? attempt.started,
        table:
          step?.argument?.dataTable?.rows.map(({ cells }) => cells.map((c) => c.value)) ?? null,
        docString: step?.argument?.docString?.content ?? null,
      },
    ]
  })
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
  return jsonOf(attachments, OBSERVED).map(({ requirement, observed }) => ({
    requirement: String(requirement ?? ''),
    observed: String(observed ?? ''),
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

function ms({ seconds, nanos }: { readonly seconds: number; readonly nanos: number }): number {
  return seconds * 1000 + nanos / 1e6
}
