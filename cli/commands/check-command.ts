import { type Command, Option } from 'commander'
import type { RawCheckOptions } from '../check/options.ts'
import { programs } from '../programs.ts'
import { addCredentials } from './credentials.ts'
import { collect, type Environment, natural, port, positive } from './values.ts'

/** `scimulate check`: what it can be told. What runs it is loaded only when it runs. */
export function addCheck(root: Command, environment: Environment): void {
  const command = root
    .command('check')
    .description('run the conformance suite against a SCIM server, or against our own')
    .argument(
      '[url]',
      'the SCIM base URL of the server to check (SCIM_BASE_URL); our own if absent',
    )
  addCredentials(command)
  command.option('--second-token <token>', 'of another tenant (SCIM_SECOND_TOKEN)')
  addSelection(command)
  addCare(command)
  addKnowledge(command)
  foldRare(command)
  command
    .addHelpText('after', EXAMPLES)
    .action(async (url: string | undefined, raw: RawCheckOptions) => {
      const { prepared } = programs.prepared()
      const options = await prepared(url, withoutDefaults(command, raw), raw, environment)
      const parts = programs.partProcesses().partProcesses(options)
      try {
        const { check } = programs.check()
        process.exitCode = await check(options, environment, parts)
      } finally {
        for (const part of parts) part.kill('SIGKILL')
      }
    })
}

/** The flags that were really given: these stand above a configuration file, defaults below it. */
function withoutDefaults(command: Command, raw: RawCheckOptions): Partial<RawCheckOptions> {
  const given = Object.entries(raw).filter(
    ([name]) => command.getOptionValueSource(name) !== 'default',
  )
  return Object.fromEntries(given)
}

const RARE: ReadonlySet<string> = new Set([
  ...['oauthTokenUrl', 'oauthClientId', 'oauthClientSecret', 'oauthScope', 'anonymous', 'proxy'],
  ...[
    'ca',
    'cert',
    'key',
    'insecure',
    'secondToken',
    'name',
    'shard',
    'workers',
    'order',
    'concurrency',
  ],
  ...['start', 'wait', 'resetHook', 'force', 'overrides', 'webhookListen', 'webhookSecret'],
  ...['features', 'steps', 'explore'],
])

/** `--help` fits a screen: what few people need is shown by `--help-all`. */
function foldRare(command: Command): void {
  command.option('--help-all', 'shows every option; this page shows the usual ones')
  for (const option of command.options) option.hidden = RARE.has(option.attributeName())
  command.on('option:help-all', () => {
    for (const option of command.options) option.hidden = false
    command.help()
  })
}

function addSelection(command: Command): void {
  command
    .optionsGroup('What runs:')
    .option('--profile <names>', 'rfc, okta, entra or all; several with commas', 'all')
    .option('--only <id>', 'only what proves this requirement (repeatable)', collect, [])
    .option('--tags <expression>', 'only what matches, e.g. "@okta and not @needs-webhooks"')
    .option('--name <text>', 'only scenarios whose name contains this text')
    .option(
      '--features <file>',
      'this feature in the place of ours, e.g. one recorded in the console (repeatable)',
      collect,
      [],
    )
    .option('--list', 'names the requirements that would be looked at, and sends nothing')
    .option('--explore <n>', 'random histories of an Okta org after the suite', positive)
    .option('--shard <k/n>', 'only the k-th of n parts')
    .option('--workers <n>', 'processes that share a run on our own server', positive)
    .option('--order <order>', 'defined, random or random:seed')
    .option('--seed <number>', 'repeats a run: same people, same bodies', natural)
    .option('--strict', 'SHOULDs, prose MUSTs and tolerated deviations fail too', false)
    .option('--out <folder>', 'where the report goes', 'reports/out')
    .option('--config <file>', 'these options in a file, e.g. scimulate.config.json')
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
    .addOption(
      new Option('--assume <flag=on|off>', 'a capability, whatever the server says (repeatable)')
        .argParser(collect)
        .default([]),
    )
    .option('--force <flag>', 'the same as --assume flag=on (repeatable)', collect, [])
    .option('--overrides <file>', 'JSON of attributes that every new user or group must have')
    .option('--waivers <file>', 'failures that are known, each with a reason and a last day')
    .option('--write-waivers <file>', 'writes a first such file from what fails now')
    .option('--observers <file>', 'a module that tells of members and webhooks')
    .option('--with-features <path>', 'features of your own, beside ours (repeatable)', collect, [])
    .option(
      '--steps <path>',
      'modules of steps for them: .js, .cjs, .mjs (repeatable)',
      collect,
      [],
    )
    .option('--webhook-listen <port>', 'receives your webhooks, with --webhook-secret', port)
    .option('--webhook-secret <whsec_…>', 'the secret that they are signed with')
}

const EXAMPLES = `
Examples:
  $ scimulate check                                  our own server and the mock Okta
  $ SCIM_TOKEN=… scimulate check https://example.com/scim/v2
  $ scimulate check --profile okta                   only what Okta does
  $ scimulate check --only RFC7644-3.5.2.3-02        one requirement, in seconds

Exit codes: 0 fit, 1 failures, 2 usage, 3 unreachable or refused, 4 our own error,
5 something was left on the target, 130 interrupted`
