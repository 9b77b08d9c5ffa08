export {
  type CheckRequest,
  type CheckResult,
  check,
  type InProcessTarget,
} from './cli/check/in-process.ts'
export type { RateLimitOptions } from './mock-okta/api/rate-limit.ts'
export type { Assignment, MockApp, Sent } from './mock-okta/client/app.ts'
export type { MockGroup } from './mock-okta/client/group.ts'
export type { AppOptions, NewApp, ScimCredentials } from './mock-okta/client/new-app.ts'
export type { MockPush } from './mock-okta/client/push.ts'
export type { MockUser, NewUser } from './mock-okta/client/user.ts'
export {
  type MockOkta,
  type Settled,
  startMockOkta,
  type TestOktaOptions,
} from './mock-okta/client.ts'
export type { Actor, LogEvent, LogTarget } from './mock-okta/log-event.ts'
export type { Task } from './mock-okta/provisioning/task.ts'
export type { ScimExchange } from './mock-okta/scim/exchange.ts'
export type { Fault, FaultKind, FaultRequest, Faults } from './mock-okta/scim/faults.ts'
export type { Explored, ExploredFinding } from './reports/explored.ts'
export type { Rehearsals, Report, ReportedRequirement, ReportedScenario } from './reports/report.ts'
export type { Capability, Exchange, Leftover, RunInfo } from './reports/run-record.ts'
export type { EndpointTime } from './reports/timing.ts'
export type { Coverage, Score } from './reports/verdicts/judgement.ts'
export type { WaiverOutcome, WaiverState } from './reports/verdicts/waiver.ts'
export {
  type RunningServer,
  type ServerOptions,
  startServer as startReferenceServer,
} from './server/app.ts'
export type { Choices, GroupEvents } from './server/choices.ts'
export type { AttributeType } from './server/scim/schema/attribute.ts'
export type {
  AttributeAddition,
  ModelAdditions,
  SchemaAddition,
  TypeAddition,
} from './server/scim/schema/model.ts'
export type { OpenSpan, SpanAttributes, Tracing } from './server/tracing.ts'
export type { WebhookOrder } from './server/webhooks/deliver.ts'
