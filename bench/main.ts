import { Command, type CommanderError } from 'commander'
import { amount, positive } from '../cli/commands/values.ts'
import { cliStart } from './cli-start.ts'
import { exploreBench } from './explore.ts'
import { faults } from './faults/faults.ts'
import { floor } from './floor.ts'
import { hostile } from './hostile/hostile.ts'
import { largeGroups } from './large-groups.ts'
import type { BenchOptions } from './options.ts'
import { push } from './push.ts'
import { reportPage } from './report-page.ts'
import { scale } from './scale.ts'
import { server } from './server/server.ts'
import { startToFirstUser } from './start-to-first-user.ts'

interface Bench {
  readonly about: string
  readonly run: (options: BenchOptions) => Promise<void>
  /** Options beside `--json` and `--count`. */
  readonly takes?: readonly ('quick' | 'minutes')[]
  /** False for one that has a single figure to tell. */
  readonly json?: boolean
  /** What `--count` means, where there is one. */
  readonly count?: string
}

const BENCHES: Readonly<Record<string, Bench>> = {
  'cli-start': {
    about: 'how long the built command takes to say its help and to ask a target',
    run: ({ json }) => cliStart(json),
  },
  explore: {
    about: 'ten thousand random histories of an Okta org on the reference server',
    run: ({ json, quick }) => exploreBench(json, quick),
    takes: ['quick'],
  },
  faults: {
    about: 'faults in the middle of pushes: does anything get lost?',
    run: faults,
    takes: ['quick', 'minutes'],
    count: 'how many faults',
  },
  floor: {
    about: 'how fast a server on our SQLite could be at all, and how near to that ours is',
    run: floor,
    takes: ['quick'],
  },
  hostile: {
    about: 'requests that mean harm: how long they hold the server, and what they leave behind',
    run: hostile,
    takes: ['quick'],
  },
  'large-groups': {
    about: 'what operations on a group of 100,000 cost',
    run: largeGroups,
    takes: ['quick'],
  },
  push: {
    about: 'CPU of the mock Okta for a request that it pushes, beside a bare loop',
    run: ({ json }) => push(json),
  },
  'report-page': {
    about: 'first paint and layout shift of a report in Chromium',
    run: ({ json }) => reportPage(json),
  },
  scale: {
    about: 'the same requests at a thousand people and at a million, on each database',
    run: scale,
    takes: ['quick'],
    count: 'how many people at most',
  },
  server: {
    about: 'the reference server beside a bare fastify and two other servers',
    run: server,
    takes: ['quick'],
  },
  'start-to-first-user': {
    about: 'from nothing to the first person that the mock Okta has provisioned',
    run: () => startToFirstUser(),
    json: false,
  },
}

function commandOf(name: string, { about, run, takes = [], json = true, count }: Bench): Command {
  const command = new Command(name).description(about).exitOverride(wrongUse)
  if (json) command.option('--json <file>', 'write the figures to this file as well')
  if (takes.includes('quick')) {
    command.option('--quick', 'fewer rounds, smaller sizes: to see that it runs, not to publish')
  }
  if (count !== undefined) command.option('--count <n>', count, positive)
  if (takes.includes('minutes')) {
    command.option('--minutes <n>', 'begin nothing new after so many minutes', amount)
  }
  return command.action(async (given: Partial<BenchOptions>) => {
    await run({ quick: false, json: undefined, count: undefined, minutes: undefined, ...given })
  })
}

/** Asked wrongly it ends with 2, as our other commands do. */
function wrongUse({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : 2)
}

/** `npm run bench -- <name>`: each bench prints its table and the machine it ran on. */
const program = new Command('bench')
  .usage('<name> [options]')
  .exitOverride(wrongUse)
  .description('measure: each bench prints its table and the machine that it ran on')
for (const [name, bench] of Object.entries(BENCHES)) program.addCommand(commandOf(name, bench))
void program.parseAsync()
