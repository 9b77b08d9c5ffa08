import { type Command, Option } from 'commander'
import type { RawPush } from '../okta/push.ts'
import type { RawWatch } from '../okta/watch.ts'
import type { OktaOptions } from '../okta.ts'
import { programs } from '../programs.ts'
import { type ProductOptions, withProductOptions } from '../server-options.ts'
import { addCredentials } from './credentials.ts'
import { type Environment, natural, port, positive } from './values.ts'

/** `scimulate server`, `okta` and `demo`: the programs by themselves, and together. */
export function addPrograms(root: Command, environment: Environment): void {
  const server = withProductOptions(
    serving(root.command('server').description('start the reference SCIM server')),
  )
    .enablePositionalOptions()
    .addHelpText('after', SERVER_EXAMPLES)
    .action(async (options: ProductOptions) => {
      await programs.server().server(options, environment)
    })
  server
    .command('migrate')
    .description('make the tables of a PostgreSQL before the nodes start')
    .option('--database-url <url>', 'the PostgreSQL, as postgres://…')
    .addHelpText('after', '\nExample:\n  $ scimulate server migrate --database-url postgres://…')
    .action(async (options: { databaseUrl?: string }) => {
      await programs.server().migrate(options)
    })
  const okta = serving(root.command('okta').description('start the mock Okta'))
    .enablePositionalOptions()
    .option('--target <url>', 'makes both kinds of app ready to provision this server')
    .option('--token <token>', 'its bearer token (better: SCIM_TOKEN)')
    .option('--seed-file <file>', 'an org in YAML or JSON to start with')
    .option('--concurrency <n>', 'jobs of one app under way at once', positive, 1)
    .option('--log-events <n>', 'how many events the System Log keeps', positive, 20_000)
    .option('--exchanges <n>', 'how many SCIM exchanges of each app are kept', positive, 10_000)
    .addHelpText('after', OKTA_EXAMPLES)
    .action(async (options: OktaOptions) => {
      await programs.okta().okta(options, environment)
    })
  addPush(okta, environment)
  addWatch(okta, environment)
  root
    .command('demo')
    .description('server and mock Okta together, set up as the guide says, with a tour')
    .addHelpText('after', '\nExample:\n  $ scimulate demo')
    .action(async () => {
      await programs.demo().demo()
    })
}

function addPush(okta: Command, environment: Environment): void {
  const command = okta
    .command('push')
    .description('rehearse a roll-out: push people and groups, measure, and remove them again')
    .option('--users <n>', 'people to push', positive, 50)
    .option('--groups <n>', 'groups that share them', natural, 5)
    .option('--target <url>', 'the SCIM base URL (SCIM_BASE_URL)')
    .addOption(
      new Option('--app <kind>', 'the SAML app (PUT) or SCIM 2.0 Header Auth (PATCH)')
        .choices(['saml', 'header'])
        .default('header'),
    )
    .option('--concurrency <n>', 'people of the app under way at once', positive, 4)
    .option('--rps <n>', 'requests per second at most', positive)
    .option('--keep', 'leaves what was pushed on the server')
    .option('--yes', 'no question before the first write on a host that is not this machine')
    .option('--out <folder>', 'where push.json goes', 'reports/out')
    .optionsGroup('Over several processes:')
    .option('--database-url <url>', 'spreads the work by a queue in this PostgreSQL')
    .option('--workers <n>', 'processes that push; one for each core if absent', positive)
    .option('--run <id>', 'goes on with a run that was interrupted')
    .option('--remove', 'with --run: removes what that run has pushed')
  addCredentials(command)
  command
    .addHelpText(
      'after',
      '\nExample:\n  $ SCIM_TOKEN=… scimulate okta push --users 500 --groups 20 --target https://example.com/scim/v2',
    )
    .action(async (raw: RawPush) => {
      process.exitCode = await programs.push().push(raw, environment)
    })
}

function addWatch(okta: Command, environment: Environment): void {
  okta
    .command('watch')
    .description('show what a running mock Okta sends, as it sends it')
    .argument('<url>', 'the URL that scimulate okta printed')
    .option('--api-token <token>', 'the API token that it printed (OKTA_API_TOKEN)')
    .option('--bodies', 'what was sent, too')
    .addHelpText(
      'after',
      '\nExample:\n  $ OKTA_API_TOKEN=… scimulate okta watch http://127.0.0.1:4445',
    )
    .action(async (url: string, raw: RawWatch) => {
      process.exitCode = await programs.watch().watch(url, raw, environment)
    })
}

function serving(command: Command): Command {
  return command
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <n>', 'port to listen on; 0 takes a free one', port, 0)
    .option('--data <file>', 'keep the state in this file; in memory if absent')
    .option('--no-console', 'no pages to click on, only the API')
    .option(
      '--console-password <password>',
      'that the pages ask for; made up and printed where others than this machine can reach them',
    )
    .option('--ready-json', 'print one line of JSON when ready, and nothing else', false)
    .addOption(
      new Option('--test-controls', 'let tests move the clock and reset the state').default(false),
    )
}

const SERVER_EXAMPLES = `
Examples:
  $ scimulate server --port 4444
  $ scimulate server --data sandbox.db      survives restarts`

const OKTA_EXAMPLES = `
Examples:
  $ scimulate okta --port 4445
  $ SCIM_TOKEN=… scimulate okta --target http://127.0.0.1:3000/scim/v2
  $ SCIM_TOKEN=… scimulate okta push --users 500 --groups 20 --target http://127.0.0.1:3000/scim/v2`
