import type { Envelope } from '@cucumber/messages'
import type { Requirement } from '../../reports/catalogue.ts'
import type { Exchange, RunRecord } from '../../reports/run-record.ts'
import { judge } from '../../reports/verdicts/judge.ts'

export interface FabricatedScenario {
  /** Sets its ids apart from those of another run's messages. */
  readonly key?: string
  readonly name?: string
  readonly feature?: string
  readonly rule?: string
  readonly tags: readonly string[]
  /** How the one step ends; an exception type means it threw. */
  readonly ends?:
    | 'PASSED'
    | 'UNDEFINED'
    | 'PENDING'
    | 'AMBIGUOUS'
    | 'never'
    | { readonly type: string; readonly message: string }
  /** The reason that a hook gave for skipping it. */
  readonly skipped?: string
  readonly observed?: {
    readonly requirement: string
    readonly observed: string
    readonly detail?: string
  }
  /** What members the product had before and after the step. */
  readonly members?: { readonly before: readonly object[]; readonly after: readonly object[] }
  /** Earlier tries that failed. */
  readonly failedBefore?: number
}

/** The messages cucumber would send for these scenarios. */
export function envelopesOf(scenarios: readonly FabricatedScenario[]): Envelope[] {
  return scenarios.flatMap(messagesOf) as unknown as Envelope[]
}

const time = (ms: number) => ({ seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1e6 })
export const START = Date.UTC(2026, 10, 25, 12, 0, 0)

function messagesOf(scenario: FabricatedScenario, index: number): object[] {
  const { name = `scenario ${index}`, feature = 'A feature', tags, failedBefore = 0 } = scenario
  const uri = `features/${feature}.feature`
  const location = { line: index + 3 }
  const key = scenario.key ?? String(index)
  const step = { id: `step-${key}`, location, keyword: 'When ', text: `step of ${name}` }
  const node = { id: `node-${key}`, location, keyword: 'Scenario', name, steps: [step] }
  const rule = scenario.rule ?? `the rule of ${name}`
  const tries = [...Array(failedBefore + 1).keys()]
  return [
    {
      gherkinDocument: {
        uri,
        feature: {
          name: feature,
          children: [{ rule: { name: rule, children: [{ scenario: node }] } }],
        },
      },
    },
    {
      pickle: {
        id: `pickle-${key}`,
        uri,
        location,
        name,
        astNodeIds: [node.id],
        tags: tags.map((tag) => ({ name: `@${tag}` })),
        steps: [{ id: `pickle-step-${key}`, text: step.text, astNodeIds: [step.id] }],
      },
    },
    {
      testCase: {
        id: `case-${key}`,
        pickleId: `pickle-${key}`,
        testSteps: [
          { id: `hook-step-${key}`, hookId: 'hook' },
          { id: `test-step-${key}`, pickleStepId: `pickle-step-${key}` },
        ],
      },
    },
    ...tries.flatMap((attempt) =>
      attemptMessages(
        attempt < failedBefore
          ? { ...scenario, ends: { type: 'AssertionError', message: 'not yet' } }
          : scenario,
        index,
        attempt,
      ),
    ),
  ]
}

export function idOf(index: number | string, attempt = 0): string {
  return `run-${index}-${attempt}`
}

function attemptMessages(scenario: FabricatedScenario, index: number, attempt: number): object[] {
  const { ends = 'PASSED', skipped, observed } = scenario
  const key = scenario.key ?? String(index)
  const id = idOf(key, attempt)
  const at = START + index * 100
  const finished = (testStepId: string, testStepResult: object) => ({
    testStepFinished: {
      testCaseStartedId: id,
      testStepId,
      testStepResult: { duration: time(4), ...testStepResult },
      timestamp: time(at + 4),
    },
  })
  if (ends === 'never') return []
  return [
    { testCaseStarted: { id, testCaseId: `case-${key}`, attempt, timestamp: time(at) } },
    ...attachments(id, skipped, observed),
    finished(`hook-step-${key}`, { status: skipped === undefined ? 'PASSED' : 'SKIPPED' }),
    {
      testStepStarted: {
        testCaseStartedId: id,
        testStepId: `test-step-${key}`,
        timestamp: time(at + 1),
      },
    },
    ...looks(id, `test-step-${key}`, scenario.members),
    finished(`test-step-${key}`, resultOf(skipped === undefined ? ends : 'SKIPPED')),
    { testCaseFinished: { testCaseStartedId: id, timestamp: time(at + 50) } },
  ]
}

function resultOf(ends: string | { readonly type: string; readonly message: string }): object {
  return typeof ends === 'string'
    ? { status: ends }
    : { status: 'FAILED', message: `${ends.message}\n    at somewhere`, exception: ends }
}

function looks(
  testCaseStartedId: string,
  testStepId: string,
  members: FabricatedScenario['members'],
): object[] {
  if (members === undefined) return []
  return (['before', 'after'] as const).map((when) => ({
    attachment: {
      testCaseStartedId,
      testStepId,
      mediaType: 'application/vnd.scimulate.members+json',
      contentEncoding: 'IDENTITY',
      body: JSON.stringify({ when, members: members[when] }),
    },
  }))
}

function attachments(
  testCaseStartedId: string,
  reason: string | undefined,
  observed: object | undefined,
): object[] {
  const attach = (mediaType: string, body: object) => ({
    attachment: {
      testCaseStartedId,
      mediaType,
      contentEncoding: 'IDENTITY',
      body: JSON.stringify(body),
    },
  })
  return [
    ...(reason === undefined ? [] : [attach('application/vnd.scimulate.reason+json', { reason })]),
    ...(observed === undefined
      ? []
      : [attach('application/vnd.scimulate.observed+json', observed)]),
  ]
}

/** An entry of the catalogue with everything that a test does not care about filled in. */
export function entry(id: string, parts: Partial<Requirement> = {}): Requirement {
  return {
    id,
    section: id.split('-')[1] ?? '',
    level: 'MUST',
    party: 'service-provider',
    summary: `what ${id} asks`,
    observable: 'PATCH → 200',
    testability: 'automatic',
    depends: null,
    area: 'patch',
    basis: 'keyword',
    ...parts,
  }
}

export function exchange(id: number, parts: Partial<Exchange> = {}): Exchange {
  return {
    id,
    scenario: idOf(0),
    lane: 'scim',
    source: 'client',
    at: new Date(START + id).toISOString(),
    ms: 3.25,
    request: {
      method: 'GET',
      url: 'http://127.0.0.1:4000/scim/v2/Users/7',
      headers: { authorization: 'Bearer $SCIM_TOKEN', accept: 'application/scim+json' },
      body: null,
    },
    response: {
      status: 200,
      headers: { 'content-type': 'application/scim+json' },
      body: '{"id":"7","userName":"ada@example.com"}',
    },
    error: null,
    ...parts,
  }
}

/** A whole run of these scenarios. */
export function recordOf(
  scenarios: readonly FabricatedScenario[],
  parts: Partial<RunRecord> & { readonly catalogue?: readonly Requirement[] } = {},
): RunRecord {
  const envelopes = envelopesOf(scenarios)
  const { catalogue = [], ...rest } = parts
  return {
    judgement: judge({ envelopes, catalogue, strict: false }),
    envelopes,
    exchanges: [exchange(1)],
    run: {
      id: 'run1',
      seed: 7,
      started: new Date(START).toISOString(),
      finished: new Date(START + 5000).toISOString(),
      versions: { scimulate: '0.1.0', node: '20.20.0' },
      command: 'scimulate check --seed 7',
    },
    target: {
      name: 'a server',
      baseUrl: 'http://127.0.0.1:4000/scim/v2',
      capabilities: [
        { flag: 'patch', value: true, source: 'ServiceProviderConfig patch.supported' },
      ],
    },
    leftovers: [],
    ...rest,
  }
}
