import { type Command, Option } from 'commander'
import { programs } from '../programs.ts'
import type { ServeOptions } from '../serve-options.ts'
import { type ProductOptions, withProductOptions } from '../server-options.ts'
import { port } from './values.ts'

/** `scimulate server` and `scimulate okta`: the two programs by themselves. */
export function addPrograms(root: Command): void {
  withProductOptions(serving(root.command('server').description('start the reference SCIM server')))
    .addHelpText('after', SERVER_EXAMPLES)
    .action(async (options: ProductOptions) => {
      const { server } = programs.server()
      await server(options)
    })
  serving(root.command('okta').description('start the mock Okta'))
    .addHelpText('after', OKTA_EXAMPLES)
    .action(async (options: ServeOptions) => {
      const { okta } = programs.okta()
      await okta(options)
    })
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

const SERVER_EXAMPLES = `
Examples:
  $ scimulate server --port 4444
  $ scimulate server --data sandbox.db      survives restarts`

const OKTA_EXAMPLES = `
Examples:
  $ scimulate okta --port 4445`
