/** Without its ending, so that it is found as source and as built. */
const load = (path: string): unknown => require(path)

/** What the commands run. Each is loaded when it is called, so that help and mistakes answer at once. */
export const programs = {
  prepared: () => load('./check/prepared') as typeof import('./check/prepared.ts'),
  check: () => load('./check/check') as typeof import('./check/check.ts'),
  partProcesses: () => load('./check/part-processes') as typeof import('./check/part-processes.ts'),
  configFile: () => load('./check/config-file') as typeof import('./check/config-file.ts'),
  clean: () => load('./clean') as typeof import('./clean.ts'),
  demo: () => load('./demo') as typeof import('./demo.ts'),
  doctor: () => load('./doctor/doctor') as typeof import('./doctor/doctor.ts'),
  exploring: () => load('./explore/exploring') as typeof import('./explore/exploring.ts'),
  exploreAfter: () => load('./explore/after-check') as typeof import('./explore/after-check.ts'),
  explain: () => load('./explain') as typeof import('./explain.ts'),
  interactive: () => load('./interactive') as typeof import('./interactive.ts'),
  okta: () => load('./okta') as typeof import('./okta.ts'),
  openReport: () => load('./open-report') as typeof import('./open-report.ts'),
  push: () => load('./okta/push') as typeof import('./okta/push.ts'),
  replay: () => load('./replay') as typeof import('./replay.ts'),
  report: () => load('./report') as typeof import('./report.ts'),
  scimModel: () => load('./scim-model') as typeof import('./scim-model.ts'),
  server: () => load('./server') as typeof import('./server.ts'),
  spread: () => load('./okta/spread/spread') as typeof import('./okta/spread/spread.ts'),
  watch: () => load('./okta/watch') as typeof import('./okta/watch.ts'),
}
