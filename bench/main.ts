import { push } from './push.ts'
import { startToFirstUser } from './start-to-first-user.ts'

/** `npm run bench -- <name>`: each bench prints its table and the machine it ran on. */
const BENCHES: Readonly<Record<string, (json?: string) => Promise<void>>> = {
  push,
  'start-to-first-user': startToFirstUser,
}

async function main(): Promise<void> {
  const name = process.argv[2] ?? ''
  const bench = BENCHES[name]
  if (bench === undefined) {
    console.error(`usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--json FILE]`)
    process.exitCode = 2
    return
  }
  const json = process.argv.indexOf('--json')
  await bench(json < 0 ? undefined : process.argv[json + 1])
}

void main()
