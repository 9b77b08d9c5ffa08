import type { Command } from 'commander'
import type { RawExplore } from '../explore/options.ts'
import { programs } from '../programs.ts'
import { addCredentials } from './credentials.ts'
import { amount, type Environment, natural, positive } from './values.ts'

/** `scimulate explore`: random histories of an Okta org. What runs them is loaded only when they run. */
export function addExplore(root: Command, environment: Environment): void {
  const command = root
    .command('explore')
    .description(
      'random histories of an Okta org; one that goes wrong is made as small as it can be',
    )
    .argument('[url]', 'the SCIM base URL of the server (SCIM_BASE_URL); our own if absent')
  addCredentials(command)
  addBudget(command)
  addContent(command)
  foldRare(command)
  command
    .addHelpText('after', EXAMPLES)
    .action(async (url: string | undefined, raw: RawExplore) => {
      process.exitCode = await programs.exploring().exploring(url, raw, environment)
    })
}

function addBudget(command: Command): void {
  command
    .optionsGroup('How much (whatever ends first):')
    .option('--runs <n>', 'histories at most', positive, 200)
    .option('--minutes <n>', 'minutes at most', amount)
    .option('--requests <n>', 'SCIM requests at most, roughly', positive)
    .option('--most <n>', 'ends after so many different findings', positive, 10)
    .option('--rps <n>', 'requests per second at most', positive)
    .option('--yes', 'no question before the first write on a host that is not this machine')
}

function addContent(command: Command): void {
  command
    .optionsGroup('What happens in them:')
    .option('--seed <number>', 'repeats a search', natural)
    .option('--replay <seed:path>', 'the one history that a finding names')
    .option('--length <n>', 'actions of one history at most', positive, 14)
    .option('--no-troubles', 'no lost answers, resets, 429 and 503 on the way')
    .option('--no-races', 'one admin at a time')
    .option('--curl', 'shows what was sent as curl commands')
    .option('--json <file>', 'writes the findings there as well')
    .option('--out <folder>', 'where explore.html and explore.json go', 'reports/out')
}

const RARE: ReadonlySet<string> = new Set([
  ...['oauthTokenUrl', 'oauthClientId', 'oauthClientSecret', 'oauthScope', 'anonymous', 'proxy'],
  ...['ca', 'cert', 'key', 'insecure'],
])

/** How else a server may know us is shown by the help of `check`. */
function foldRare(command: Command): void {
  for (const option of command.options) option.hidden = RARE.has(option.attributeName())
}

const EXAMPLES = `
Examples:
  $ scimulate explore                                 our own server
  $ SCIM_TOKEN=… scimulate explore https://example.com/scim/v2 --runs 500 --minutes 10
  $ scimulate explore --replay 42:17:0:3              what a finding named, once more

All of "scimulate check --help-all" for credentials, certificates and proxies is taken here too.
Exit codes: 0 nothing found, 1 a MUST is broken, 2 usage, 3 unreachable, 4 our own error,
5 something was left on the target, 130 interrupted`
