import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childrenOf } from '../../test/machine.ts'
import type { Cluster } from './cluster.ts'
import { type Evidence, told } from './strike.ts'

const ROOT = join(__dirname, '..', '..')
const PEOPLE = 40
const LOOK_MS = 5

interface SpreadOutcome {
  readonly evidence: Evidence
  readonly acknowledged: number
  readonly retries: number
  readonly wrong: readonly string[]
}

/** A push over two processes, all of which are killed in the middle of it. */
export async function spreadPush(
  cluster: Cluster,
  access: { readonly baseUrl: string; readonly token: string },
  queueUrl: string,
): Promise<SpreadOutcome> {
  const out = mkdtempSync(join(tmpdir(), 'scimulate-faults-'))
  const words = ['--users', String(PEOPLE), '--groups', '1', '--workers', '2', '--keep']
  const where = ['--target', access.baseUrl, '--database-url', queueUrl, '--out', out]
  const child = spawn(
    process.execPath,
    ['--require', 'ts-node/register', 'cli/main.ts', 'okta', 'push', ...words, ...where],
    { cwd: ROOT, env: { ...process.env, SCIM_TOKEN: access.token } },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += String(chunk)
    })
  }
  const ended = once(child, 'close')
  const run = () => /\(run ([0-9a-f]{8})\)/.exec(said)?.[1]
  while (child.exitCode === null && (await thereOf(cluster, run())).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  const killed = killWorkers(child.pid)
  const [code] = (await ended) as [number | null]
  if (code !== 0) return { evidence: undefined, acknowledged: 0, retries: 0, wrong: [said] }
  const report = JSON.parse(readFileSync(join(out, 'push.json'), 'utf8')) as {
    readonly created: number
    readonly retries: number
  }
  rmSync(out, { recursive: true })
  const names = await thereOf(cluster, run())
  const once_ = new Set(names).size === PEOPLE && names.length === PEOPLE
  return {
    evidence: report.retries > 0 ? told(killed, 'workers were killed with a job') : undefined,
    acknowledged: report.created,
    retries: report.retries,
    wrong: once_ ? [] : [`${names.length} people of ${PEOPLE}, ${new Set(names).size} names`],
  }
}

async function thereOf(cluster: Cluster, run: string | undefined): Promise<string[]> {
  if (run === undefined) return []
  const rows = await cluster.rows<{ name: string }>(
    'select user_name_key as name from users where user_name_key like $1',
    [`%@${run}.example.com`],
  )
  return rows.map(({ name }) => name)
}

/** How many there were; none when the push is over. */
function killWorkers(parent: number | undefined): number {
  const workers = childrenOf(parent)
  for (const pid of workers) process.kill(pid, 'SIGKILL')
  return workers.length
}
