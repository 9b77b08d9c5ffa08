import { startToFirstUser } from './start-to-first-user.ts'

/** `npm run bench -- <name>`: each bench prints its table and the machine it ran on. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = { start: startToFirstUser }

async function main(): Promise<void> {
  const name = process.argv[2] ?? ''
  const bench = BENCHES[name]
  if (bench === undefined) {
    console.error(`usage: npm run bench -- ${Object.keys(BENCHES).join('|')}`)
    process.exitCode = 2
    return
  }
  await bench()
}

void main()
