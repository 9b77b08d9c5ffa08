import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')

export interface Checked {
  readonly exitCode: number
  readonly failed: readonly string[]
  readonly warned: readonly string[]
  readonly errors: readonly string[]
  readonly leftovers: readonly unknown[]
  readonly passed: number
  readonly requests: number
  /** Those that the report shows as received, taken or refused. */
  readonly webhooks: number
}

/** The whole suite against a target, in a process of its own as anybody would run it. */
export async function checkTarget(
  baseUrl: string,
  token: string,
  args: readonly string[] = [],
): Promise<Checked> {
  const out = mkdtempSync(join(tmpdir(), 'scimulate-check-'))
  try {
    const { exitCode, said } = await new Promise<{ exitCode: number; said: string }>((resolve) => {
      execFile(
        process.execPath,
        ['--require', 'ts-node/register', 'cli/main.ts', 'check', baseUrl, '--out', out, ...args],
        { cwd: ROOT, env: { ...process.env, SCIM_TOKEN: token }, maxBuffer: 64_000_000 },
        (error, stdout, stderr) =>
          resolve({ exitCode: error === null ? 0 : Number(error.code), said: stdout + stderr }),
      )
    })
    if (!existsSync(join(out, 'report.json'))) throw new Error(`no report, ${exitCode}: ${said}`)
    return { exitCode, ...readReport(out) }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

function readReport(out: string): Omit<Checked, 'exitCode'> {
  const { requirements, scenarios, leftovers } = JSON.parse(
    readFileSync(join(out, 'report.json'), 'utf8'),
  ) as {
    requirements: { id: string; verdict: string }[]
    scenarios: { verdict: string }[]
    leftovers: unknown[]
  }
  const exchanges = readFileSync(join(out, 'exchanges.ndjson'), 'utf8').trim().split('\n')
  const ids = (wanted: string) =>
    requirements
      .filter(({ verdict }) => verdict === wanted)
      .map(({ id }) => id)
      .sort()
  return {
    failed: ids('FAIL'),
    warned: ids('WARN'),
    errors: ids('ERROR'),
    leftovers,
    passed: scenarios.filter(({ verdict }) => verdict === 'PASS').length,
    requests: exchanges.length,
    webhooks: exchanges.filter((line) => line.includes('"lane":"webhook"')).length,
  }
}
