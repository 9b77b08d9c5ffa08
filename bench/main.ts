import { parseArgs } from 'node:util'
import { cliStart } from './cli-start.ts'
import { exploreBench } from './explore.ts'
import { faults } from './faults/faults.ts'
import { hostile } from './hostile/hostile.ts'
import { largeGroups } from './large-groups.ts'
import type { BenchOptions } from './options.ts'
import { push } from './push.ts'
import { reportPage } from './report-page.ts'
import { scale } from './scale.ts'
import { server } from './server/server.ts'
import { startToFirstUser } from './start-to-first-user.ts'

/** `npm run bench -- <name>`: each bench prints its table and the machine it ran on. */
const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<void>>> = {
  'cli-start': ({ json }) => cliStart(json),
  explore: ({ json, quick }) => exploreBench(json, quick),
  faults,
  hostile,
  'large-groups': largeGroups,
  push: ({ json }) => push(json),
  'report-page': ({ json }) => reportPage(json),
  scale,
  server,
  'start-to-first-user': () => startToFirstUser(),
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      count: { type: 'string' },
      minutes: { type: 'string' },
    },
  })
  const bench = BENCHES[positionals[0] ?? '']
  if (bench === undefined) {
    const names = Object.keys(BENCHES).join('|')
    console.error(
      `usage: npm run bench -- ${names} [--json FILE] [--quick] [--count N] [--minutes N]`,
    )
    process.exitCode = 2
    return
  }
  const number = (text?: string) => (text === undefined ? undefined : Number(text))
  const { json, quick, count, minutes } = values
  await bench({ json, quick, count: number(count), minutes: number(minutes) })
}

void main()
