export {
  type CheckRequest,
  type CheckResult,
  check,
  type InProcessTarget,
} from './cli/check/in-process.ts'
export type { NewApp, Sent } from './mock-okta/client/app.ts'
export type { NewUser } from './mock-okta/client/user.ts'
export {
  type MockOkta,
  type Settled,
  startMockOkta,
  type TestOktaOptions,
} from './mock-okta/client.ts'
export {
  type RunningServer,
  type ServerOptions,
  startServer as startReferenceServer,
} from './server/app.ts'
