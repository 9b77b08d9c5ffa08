import type { Attachment, Envelope, Pickle, TestCase, TestStepFinished } from '@cucumber/messages'

/** All that cucumber said about one try of one scenario. */
export interface Attempt {
  readonly id: string
  readonly testCase: TestCase
  readonly started: number
  finished: number | undefined
  readonly results: Map<string, TestStepFinished>
  readonly begun: Map<string, number>
  readonly attachments: Attachment[]
}

/** The tries of each scenario, in order; a scenario that a stopped run had only planned has one empty try. */
export function attemptsIn(
  envelopes: readonly Envelope[],
  pickles: ReadonlyMap<string, Pickle>,
): Attempt[][] {
  const testCases = new Map<string, TestCase>()
  const attempts = new Map<string, Attempt>()
  for (const envelope of envelopes) {
    if (envelope.testCase) testCases.set(envelope.testCase.id, envelope.testCase)
    note(envelope, testCases, attempts)
  }
  return [...bySpot([...attempts.values()], pickles), ...neverStarted(testCases, attempts)]
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

/**
 * Tries of the same scenario, in order: a retry, or a second pass over the same feature files. The scenarios
 * stand as in these files, in whatever order they ran and by how many processes.
 */
function bySpot(attempts: Attempt[], pickles: ReadonlyMap<string, Pickle>): Attempt[][] {
  const spots = new Map<string, Attempt[]>()
  for (const pickle of pickles.values()) spots.set(spotOf(pickle), [])
  for (const attempt of attempts) {
    spots.get(spotOf(pickles.get(attempt.testCase.pickleId)))?.push(attempt)
  }
  return [...spots.values()].filter((tries) => tries.length > 0)
}

function spotOf(pickle: Pickle | undefined): string {
  return `${pickle?.uri}:${pickle?.location?.line ?? pickle?.id}`
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

function ms({ seconds, nanos }: { readonly seconds: number; readonly nanos: number }): number {
  return seconds * 1000 + nanos / 1e6
}
