import { Command } from 'commander'
import { addCheck } from './commands/check-command.ts'
import { addExplore } from './commands/explore-command.ts'
import { addReport } from './commands/report-command.ts'
import { addAroundRuns } from './commands/run-commands.ts'
import { addPrograms } from './commands/serve-commands.ts'
import type { Environment } from './commands/values.ts'

/**
 * The whole command line, without what it runs: each command loads its own program when it is called, so
 * that help and mistakes are answered at once. Only here and in main.ts is the environment read.
 */
export function program(environment: Environment): Command {
  const root = new Command('scimulate')
    .description('Rehearse Okta provisioning against a SCIM server')
    .exitOverride()
    .enablePositionalOptions()
    .showHelpAfterError('(add --help for the options)')
    .addHelpText('after', EXAMPLES)
  addCheck(root, environment)
  addExplore(root, environment)
  addPrograms(root, environment)
  addReport(root)
  addAroundRuns(root, environment)
  return root
}

const EXAMPLES = `
Examples:
  $ SCIM_TOKEN=… scimulate check https://example.com/scim/v2
  $ scimulate explore --runs 200       random histories, shrunk when one fails
  $ scimulate server                   a SCIM server to play with
  $ scimulate okta                     a mock Okta to play with
  $ scimulate demo                     both together, with a tour
  $ scimulate explain OKTA-1.4-02      what a requirement asks`
