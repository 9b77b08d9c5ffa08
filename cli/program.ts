import { Command, InvalidArgumentError, Option } from 'commander'
import { check } from './check/check.ts'
import { checkOptions, type RawCheckOptions } from './check/options.ts'
import { clean } from './clean.ts'
import { okta } from './okta.ts'
import { type Outputs, reportDiff, reportMatrix, reportMerge } from './report.ts'
import { server } from './server.ts'
import { withProductOptions } from './server-options.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface ServeOptions {
  readonly host: string
  readonly port: number
  readonly readyJson?: boolean
  readonly testControls?: boolean
  readonly data?: string
}

/** The whole command line. Only here and in main.ts is the environment read. */
export function program(environment: Environment): Command {
  const root = new Command('scimulate')
    .description('Rehearse Okta provisioning against a SCIM server')
    .exitOverride()
    .showHelpAfterError('(add --help for the options)')
  addCheck(root, environment)
  addClean(root, environment)
  addReport(root)
  withProductOptions(
    serving(root.command('server').description('start the reference SCIM server')),
  ).action(server)
  serving(root.command('okta').description('start the mock Okta')).action(okta)
  return root
}

function addCheck(root: Command, environment: Environment): void {
  const command = root
    .command('check')
    .description('run the conformance suite against a SCIM server, or against our own')
    .argument(
      '[url]',
      'the SCIM base URL of the server to check (SCIM_BASE_URL); our own if absent',
    )
  addCredentials(command)
  addSelection(command)
  addCare(command)
  addKnowledge(command)
  command
    .addHelpText('after', EXAMPLES)
    .action(async (url: string | undefined, raw: RawCheckOptions) => {
      process.exitCode = await check(checkOptions(url, raw, environment), environment)
    })
}

function addCredentials(command: Command): void {
  command
    .optionsGroup('How the server knows us:')
    .option('--token <token>', 'bearer token (better: SCIM_TOKEN, which no process list shows)')
    .option('--basic <user:password>', 'HTTP Basic')
    .option('--header <"name: value">', 'a header of its own, such as an API key')
    .option(
      '--oauth-token-url <url>',
      'OAuth client credentials: where tokens are fetched and renewed',
    )
    .option('--oauth-client-id <id>')
    .option('--oauth-client-secret <secret>', 'better: SCIM_CLIENT_SECRET')
    .option('--oauth-scope <scope>')
    .option('--anonymous', 'no credential at all')
    .option('--second-token <token>', 'of another tenant or of less rights (SCIM_SECOND_TOKEN)')
    .option('--ca <file>', 'PEM of the authority that signed its certificate')
    .option('--cert <file>', 'PEM of a client certificate, with --key')
    .option('--key <file>', 'PEM of its key')
    .option('--proxy <url>', 'goes through this proxy')
    .option('--insecure', 'takes any certificate; the report says so')
}

function addClean(root: Command, environment: Environment): void {
  const command = root
    .command('clean')
    .description('remove what a run that was killed has left on its target')
    .argument('<run>', 'the id of the run: a folder in .scimulate/runs')
  addCredentials(command)
  command.action(async (run: string, raw: RawCheckOptions) => {
    process.exitCode = await clean(run, raw, environment)
  })
}

function addReport(root: Command): void {
  const reports = root.command('report').description('compare and merge what runs have left')
  reports
    .command('diff')
    .description(
      'what is fixed, broken, flaky or different between two runs; 1 when something broke',
    )
    .argument('<before>', 'folder of a run, or its report.json')
    .argument('<after>')
    .option('--html <file>', 'as a page')
    .option('--json <file>', 'for machines')
    .action(async (before: string, after: string, outputs: Outputs) => {
      process.exitCode = await reportDiff(before, after, outputs)
    })
  reports
    .command('matrix')
    .description('several servers side by side, as Markdown')
    .argument('<run...>', 'folders of runs, or their report.json')
    .option('--html <file>', 'as a page')
    .option('--json <file>', 'for machines')
    .action(async (runs: string[], outputs: Outputs) => {
      process.exitCode = await reportMatrix(runs, outputs)
    })
  reports
    .command('merge')
    .description('the shards of one run, judged as one')
    .argument('<run...>', 'folders of the shards')
    .option('--out <folder>', 'where the report goes', 'reports/out')
    .action(async (runs: string[], { out }: { out: string }) => {
      process.exitCode = await reportMerge(runs, out)
    })
}

function addSelection(command: Command): void {
  command
    .optionsGroup('What runs:')
    .option(
      '--tags <expression>',
      'only scenarios that match, e.g. "@okta and not @needs-webhooks"',
    )
    .option('--name <text>', 'only scenarios whose name contains this text')
    .option('--shard <k/n>', 'only the k-th of n parts')
    .option('--order <order>', 'defined, random or random:seed')
    .option('--seed <number>', 'repeats a run: same people, same bodies', natural)
    .option('--strict', 'SHOULDs, prose MUSTs and tolerated deviations fail too', false)
    .option('--out <folder>', 'where the report goes', 'reports/out')
}

function addCare(command: Command): void {
  command
    .optionsGroup('Care for the server:')
    .option('--read-only', 'sends nothing but GET; what needs more is skipped')
    .option('--yes', 'no question before the first write on a host that is not this machine')
    .option('--dry-run', 'tells what would be sent, and sends nothing')
    .option('--concurrency <n>', 'requests under way at once', positive, 16)
    .option('--rps <n>', 'requests per second at most', positive)
    .option('--start <command>', 'starts your server first and stops it afterwards; needs --wait')
    .option('--wait <url>', 'answers once the started server is up')
    .option('--reset-hook <command>', 'run before the suite and after it')
}

function addKnowledge(command: Command): void {
  command
    .optionsGroup('What you know better:')
    .option(
      '--assume <flag=on|off>',
      'a capability, whatever the server says (repeatable)',
      collect,
      [],
    )
    .option('--force <flag>', 'the same as --assume flag=on (repeatable)', collect, [])
    .option('--overrides <file>', 'JSON of attributes that every new user or group must have')
    .option('--waivers <file>', 'failures that are known, each with a reason and a last day')
    .option('--write-waivers <file>', 'writes a first such file from what fails now')
    .option('--observers <file>', 'a module that tells of members and webhooks')
    .option('--webhook-listen <port>', 'receives your webhooks, with --webhook-secret', port)
    .option('--webhook-secret <whsec_…>', 'the secret that they are signed with')
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value]
}

function serving(command: Command): Command {
  return command
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <n>', 'port to listen on; 0 takes a free one', port, 0)
    .option('--data <file>', 'keep the state in this file; in memory if absent')
    .option('--ready-json', 'print one line of JSON when ready, and nothing else', false)
    .addOption(
      new Option('--test-controls', 'let tests move the clock and reset the state').default(false),
    )
}

function natural(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('it must be a whole number.')
  return Number(text)
}

function positive(text: string): number {
  if (natural(text) === 0) throw new InvalidArgumentError('it must be 1 or more.')
  return Number(text)
}

function port(text: string): number {
  if (natural(text) > 65535) throw new InvalidArgumentError('a port is at most 65535.')
  return Number(text)
}

const EXAMPLES = `
Examples:
  $ scimulate check                                   our own server and the mock Okta
  $ SCIM_TOKEN=… scimulate check https://example.com/scim/v2
  $ scimulate check --tags @okta                      only what Okta does

Exit codes: 0 fit, 1 failures, 2 usage, 3 unreachable or refused, 4 our own error,
5 something was left on the target, 130 interrupted`
