import type { Command } from 'commander'
import type { RawAuth } from '../check/auth-options.ts'
import type { RawRoute } from '../check/route-options.ts'
import { programs } from '../programs.ts'
import { addCredentials } from './credentials.ts'
import type { Environment } from './values.ts'

/** `explain`, `replay`, `clean` and `doctor`: what is done before and after a run. */
export function addAroundRuns(root: Command, environment: Environment): void {
  addExplain(root)
  addReplay(root, environment)
  addClean(root, environment)
  addDoctor(root, environment)
}

function addExplain(root: Command): void {
  root
    .command('explain')
    .description('what a requirement asks, where it is written, and what proves it')
    .argument('<id>', 'the id of a requirement, or the start of one')
    .addHelpText('after', '\nExample:\n  $ scimulate explain RFC7644-3.5.2.3-02')
    .action(async (id: string) => {
      const { explain } = programs.explain()
      console.log(await explain(id))
    })
}

function addReplay(root: Command, environment: Environment): void {
  const command = root
    .command('replay')
    .description('run again what proves one requirement of an earlier run, and show each request')
    .argument('<report>', 'folder of the run, or its report.json')
    .argument('<id>', 'the requirement')
    .option('--curl', 'prints what was sent then as curl commands; sends nothing')
    .option('--yes', 'no question before the first write on a host that is not this machine')
  addCredentials(command)
  command
    .addHelpText(
      'after',
      '\nExamples:\n  $ SCIM_TOKEN=… scimulate replay reports/out OKTA-1.4-02\n  $ scimulate replay reports/out OKTA-1.4-02 --curl',
    )
    .action(async (report: string, id: string, raw: RawAuth & RawRoute) => {
      const { replay } = programs.replay()
      process.exitCode = await replay(report, id, raw, environment)
    })
}

function addClean(root: Command, environment: Environment): void {
  const command = root
    .command('clean')
    .description('remove what a run that was killed has left on its target')
    .argument('<run>', 'the id of the run: a folder in .scimulate/runs')
  addCredentials(command)
  command
    .addHelpText('after', '\nExample:\n  $ SCIM_TOKEN=… scimulate clean 1a2b3c4d')
    .action(async (run: string, raw: RawAuth & RawRoute) => {
      const { clean } = programs.clean()
      process.exitCode = await clean(run, raw, environment)
    })
}

function addDoctor(root: Command, environment: Environment): void {
  const command = root
    .command('doctor')
    .description('looks whether this machine and the target are ready for a run')
    .argument('[url]', 'the SCIM base URL (SCIM_BASE_URL)')
  addCredentials(command)
  command
    .addHelpText(
      'after',
      '\nExample:\n  $ SCIM_TOKEN=… scimulate doctor https://example.com/scim/v2',
    )
    .action(async (url: string | undefined, raw: RawAuth & RawRoute) => {
      const { doctor } = programs.doctor()
      process.exitCode = await doctor(url, raw, environment)
    })
}
