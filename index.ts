export {
  type CheckRequest,
  type CheckResult,
  check,
  type InProcessTarget,
} from './cli/check/in-process.ts'
export { type MockOktaOptions, type RunningMockOkta, startMockOkta } from './mock-okta/app.ts'
export {
  type RunningServer,
  type ServerOptions,
  startServer as startReferenceServer,
} from './server/app.ts'
