import { execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { middle, type Row, tell } from './rows.ts'

const ROUNDS = 9
const ROOT = join(__dirname, '..')
const MAIN = join(ROOT, 'dist', 'cli', 'main.js')

/** How long somebody waits for the built command: help, a mistake, and the first request of a check. */
export async function cliStart(json?: string): Promise<void> {
  execFileSync('npm', ['run', '-s', 'build'], { cwd: ROOT })
  const row = (subject: string, ms: number): Row => ({ case: 'cli-start', size: 1, subject, ms })
  const bare = await rounds(() => ended(['-e', '0']))
  const help = await rounds(() => ended([MAIN, '--help']))
  const mistake = await rounds(() => ended([MAIN, 'chekc']))
  const first = await rounds(firstRequest)
  const rows = [
    row('node that does nothing', bare),
    row('scimulate --help', help),
    row('a mistyped command', mistake),
    row('check to its first request', first),
  ]
  const ratios = [
    { case: 'help', ratio: middle([help / bare]) },
    { case: 'first request', ratio: middle([first / bare]) },
  ]
  tell(rows, ratios, json)
  console.log(`of a bare node: help ${ratios[0]?.ratio}, first request ${ratios[1]?.ratio}`)
}

async function rounds(once: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) times.push(await once())
  return middle(times)
}

async function ended(words: readonly string[]): Promise<number> {
  const started = performance.now()
  const child = spawn(process.execPath, words, { stdio: 'ignore' })
  await new Promise((resolve) => child.on('close', resolve))
  return performance.now() - started
}

/** The target is a server that only sees the request come; then the run has told all we want. */
async function firstRequest(): Promise<number> {
  const started = performance.now()
  let child: ReturnType<typeof spawn> | undefined
  let seen = 0
  const server = createServer((_request, response) => {
    if (seen === 0) seen = performance.now()
    response.writeHead(401).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/scim/v2`
  child = spawn(
    process.execPath,
    [MAIN, 'check', url, '--yes', '--out', join(ROOT, 'reports/out')],
    {
      stdio: 'ignore',
      env: { ...process.env, SCIM_TOKEN: 'bench' },
    },
  )
  await new Promise((resolve) => child?.on('close', resolve))
  server.close()
  if (seen === 0) throw new Error('check sent nothing')
  return seen - started
}
