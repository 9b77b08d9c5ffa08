import { gzipSync } from 'node:zlib'
import type { Exchange, RunRecord } from '../run-record.ts'
import type { JudgedScenario } from '../verdicts/judgement.ts'

/** What the page unpacks when a scenario is opened; `exchanges` are in order and named by their index. */
interface Packed {
  readonly headers: readonly (readonly (readonly [string, string])[])[]
  readonly exchanges: readonly object[]
  readonly scenarios: Readonly<Record<string, object>>
  /** Said on the page when bodies were shortened. */
  readonly trimmed: string
}

/** A page over three megabytes is slow to open and to mail. */
const BUDGET = 2_300_000
/** As much of one body as is shown, by how tight the space is; `run.har` always has all. */
const LENGTHS = [40_000, 4_000, 1_000, 200] as const

/** The exchanges and steps of all scenarios as base64 of gzip, short enough for the page. */
export function pack(record: RunRecord): string {
  for (const [index, length] of LENGTHS.entries()) {
    const last = index === LENGTHS.length - 1
    const bytes = gzipSync(JSON.stringify(packed(record, length, index > 0)), { level: 6 })
    const text = bytes.toString('base64')
    if (text.length <= BUDGET || last) return text
  }
  return ''
}

function packed(record: RunRecord, length: number, tight: boolean): Packed {
  const dictionary = new HeaderSets()
  const shown = record.exchanges.filter(({ scenario }) => scenario !== null)
  const positions = byAttempt(shown)
  const bad = badAttempts(record.judgement.scenarios)
  const exchanges = shown.map((exchange) => {
    const most = tight && bad.has(exchange.scenario ?? '') ? LENGTHS[0] : length
    return small(exchange, dictionary, most)
  })
  return {
    headers: dictionary.sets,
    exchanges,
    scenarios: Object.fromEntries(
      record.judgement.scenarios.map((scenario) => [scenario.id, detail(scenario, positions)]),
    ),
    trimmed: tight
      ? `To keep this page small, bodies of scenarios that hold are shortened to ${length} characters; run.har has them whole.`
      : '',
  }
}

/** Headers repeat from request to request: each set is stored once. */
class HeaderSets {
  readonly sets: (readonly (readonly [string, string])[])[] = []
  readonly #known = new Map<string, number>()

  indexOf(headers: Readonly<Record<string, string>>): number {
    const pairs = Object.entries(headers)
    const key = JSON.stringify(pairs)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    this.#known.set(key, this.sets.length)
    this.sets.push(pairs)
    return this.sets.length - 1
  }
}

function badAttempts(scenarios: readonly JudgedScenario[]): ReadonlySet<string> {
  return new Set(
    scenarios
      .filter(({ verdict }) => !['PASS', 'NOTE', 'SKIP'].includes(verdict))
      .flatMap(({ id, earlier }) => [id, ...earlier]),
  )
}

function small(exchange: Exchange, headers: HeaderSets, most: number): object {
  const { id, lane, source, at, ms, request, response, error } = exchange
  return {
    id,
    lane,
    source,
    at: Date.parse(at),
    ms: Math.round(ms * 10) / 10,
    method: request.method,
    url: request.url.slice(0, 4_000),
    sent: headers.indexOf(request.headers),
    body: bounded(request.body, most),
    ...(response === null
      ? { error: bounded(error, most) }
      : {
          status: response.status,
          got: headers.indexOf(response.headers),
          answer: bounded(response.body, most),
        }),
  }
}

function bounded(text: string | null, most: number): string | null {
  if (text === null || text.length <= most) return text
  return `${text.slice(0, most)}… (${text.length} characters)`
}

function detail(
  scenario: JudgedScenario,
  positions: ReadonlyMap<string, readonly number[]>,
): object {
  const { uri, line, tags, steps, earlier, id } = scenario
  return {
    where: `${uri}:${line}`,
    tags,
    steps: steps.map(({ keyword, text, status, ms, message, at, table, docString, members }) => ({
      text: `${keyword} ${text}`.trim().slice(0, 500),
      status,
      ms: Math.round(ms * 10) / 10,
      at,
      message: bounded(message, 6_000),
      table,
      docString: bounded(docString, 4_000),
      ...(members.length === 0 ? {} : { members }),
    })),
    exchanges: [...earlier, id].flatMap((attempt) => positions.get(attempt) ?? []),
  }
}

function byAttempt(exchanges: readonly Exchange[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const [position, { scenario }] of exchanges.entries()) {
    if (scenario === null) continue
    const list = found.get(scenario)
    if (list === undefined) found.set(scenario, [position])
    else list.push(position)
  }
  return found
}
