import type { Command } from 'commander'
import { programs } from '../programs.ts'
import type { Outputs } from '../report.ts'

/** `scimulate report …`: opens, compares and merges what runs have left. */
export function addReport(root: Command): void {
  const reports = root
    .command('report')
    .description('open, compare and merge what runs have left')
    .addHelpText('after', EXAMPLES)
  reports
    .command('open')
    .description('show the page of a run in the browser')
    .argument('[run]', 'folder of the run', 'reports/out')
    .addHelpText('after', '\nExample:\n  $ scimulate report open reports/out')
    .action(async (run: string) => {
      const { openReport } = programs.openReport()
      process.exitCode = await openReport(run)
    })
  withOutputs(
    reports
      .command('diff')
      .description(
        'what is fixed, broken, flaky or different between two runs; 1 when something broke',
      )
      .argument('<before>', 'folder of a run, or its report.json')
      .argument('<after>', 'the same of a later run'),
  )
    .addHelpText('after', '\nExample:\n  $ scimulate report diff main/ branch/ --html diff.html')
    .action(async (before: string, after: string, outputs: Outputs) => {
      process.exitCode = await programs.report().reportDiff(before, after, outputs)
    })
  withOutputs(
    reports
      .command('matrix')
      .description('several servers side by side, as Markdown')
      .argument('<run...>', 'folders of runs, or their report.json'),
  )
    .addHelpText('after', '\nExample:\n  $ scimulate report matrix runs/* --html matrix.html')
    .action(async (runs: string[], outputs: Outputs) => {
      process.exitCode = await programs.report().reportMatrix(runs, outputs)
    })
  reports
    .command('merge')
    .description('the shards of one run, judged as one')
    .argument('<run...>', 'folders of the shards')
    .option('--out <folder>', 'where the report goes', 'reports/out')
    .addHelpText('after', '\nExample:\n  $ scimulate report merge shard-1 shard-2 shard-3')
    .action(async (runs: string[], { out }: { out: string }) => {
      process.exitCode = await programs.report().reportMerge(runs, out)
    })
}

function withOutputs(command: Command): Command {
  return command.option('--html <file>', 'as a page').option('--json <file>', 'for machines')
}

const EXAMPLES = `
Examples:
  $ scimulate report open
  $ scimulate report diff main/ branch/`
