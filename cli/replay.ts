import { dirname, join, relative } from 'node:path'
import { readReport, readRun } from '../reports/compare/read-run.ts'
import { curlOf } from '../reports/html/curl.ts'
import type { Exchange } from '../reports/run-record.ts'
import type { Report } from '../reports/write.ts'
import type { RawAuth } from './check/auth-options.ts'
import { consent } from './check/consent.ts'
import { type CheckOptions, checkOptions } from './check/options.ts'
import { planOf } from './check/plan.ts'
import type { RawRoute } from './check/route-options.ts'
import { runCheck } from './check/run-check.ts'
import { summary } from './check/summary.ts'
import { EXIT, usage } from './exit-code.ts'

interface RawReplay extends RawAuth, RawRoute {
  readonly curl?: boolean
  readonly yes?: boolean
}

/** `scimulate replay <report> <id>`: the same chain, with the same people, against the same server. */
export async function replay(
  path: string,
  id: string,
  raw: RawReplay,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const folder = path.endsWith('.json') ? dirname(path) : path
  const report = await stored(readReport(path))
  const requirement = report.requirements.find((one) => one.id.toLowerCase() === id.toLowerCase())
  if (requirement === undefined || requirement.scenarios.length === 0) {
    throw usage(`no scenario of ${path} was about ${id}`)
  }
  if (raw.curl) {
    const { exchanges } = await stored(readRun(folder))
    const wanted = exchanges.filter(({ id: one }) => requirement.exchanges.includes(one))
    for (const exchange of wanted.filter(isToTarget)) console.log(asCurl(exchange))
    return EXIT.fit
  }
  const out = join(folder, `replay-${requirement.id}`)
  return again(optionsOf(report, requirement.id, { raw, out, environment }))
}

interface How {
  readonly raw: RawReplay
  readonly out: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

function optionsOf(report: Report, id: string, { raw, out, environment }: How): CheckOptions {
  const own = report.target.name === 'reference server'
  return checkOptions(
    own ? undefined : report.target.baseUrl,
    {
      ...raw,
      out,
      only: [id],
      seed: report.run.seed,
      strict: report.strict,
      concurrency: 16,
      assume: report.target.capabilities
        .filter(({ source }) => source === '--assume')
        .map(({ flag, value }) => `${flag}=${value === true ? 'on' : 'off'}`),
      force: [],
    },
    own ? {} : environment,
  )
}

async function again(options: CheckOptions): Promise<number> {
  await consent(options, () => planOf(options))
  const { report, index, causes, exitCode } = await runCheck(options)
  const { exchanges } = await readRun(options.out)
  for (const exchange of exchanges.filter(isToTarget)) console.log(line(exchange))
  console.log(summary(report, relative('', index), causes))
  return exitCode
}

function isToTarget({ lane }: Exchange): boolean {
  return lane === 'scim'
}

function line({ request, response, error }: Exchange): string {
  const { pathname, search } = new URL(request.url)
  const answer = response === null ? (error ?? 'no answer') : String(response.status)
  const lines = [`${request.method.padEnd(6)} ${pathname}${search}  → ${answer}`]
  if (request.body) lines.push(`       sent  ${request.body.slice(0, 300)}`)
  if (response?.body) lines.push(`       got   ${response.body.slice(0, 300)}`)
  return lines.join('\n')
}

function asCurl({ request, response, error }: Exchange): string {
  const answer = response === null ? (error ?? 'no answer') : String(response.status)
  return `# answered ${answer}\n${curlOf(request)}\n`
}

async function stored<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    throw usage(`no report can be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
