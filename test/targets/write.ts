import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadCatalogue, type Requirement } from '../../reports/catalogue.ts'
import type { Report } from '../../reports/report.ts'

const ROOT = join(__dirname, '..', '..')
const LONGEST = 240

interface Sent {
  readonly scenario: string | null
  readonly lane: string
  readonly request: { readonly method: string; readonly url: string; readonly body: string | null }
  readonly response: { readonly status: number; readonly body: string } | null
}

/**
 * Writes docs/targets/<name>.md from a run against that target:
 * `node --require ts-node/register test/targets/write.ts scimmy reports/out`.
 */
async function main(name: string, out: string): Promise<void> {
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report
  const exchanges = readFileSync(join(out, 'exchanges.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Sent)
  const catalogue = new Map(
    (await loadCatalogue(join(ROOT, 'features', 'requirements'))).map((one) => [one.id, one]),
  )
  const short = shortener(report.target.baseUrl)
  const failed = report.requirements.filter(({ verdict }) => verdict === 'FAIL')
  const parts = failed.map((one) => partOf(one, { report, exchanges, catalogue, short }))
  writeFileSync(
    join(ROOT, 'docs', 'targets', `${name}.md`),
    [...headOf(name, failed.length), ...parts.flat()].join('\n'),
  )
}

function headOf(name: string, count: number): string[] {
  return [
    `# What fails at ${name}`,
    '',
    `The ${count} requirements that fail at [\`examples/${name}\`](../../examples/${name}), as a whole run saw them. They were`,
    'read against the text of the section, and exchange by exchange where there was a doubt; checks that were',
    'wrong were mended. Made by `npm run targets`; ids and addresses are shortened. A failure that you find to be',
    'wrong is a bug of ours.',
    '',
  ]
}

interface Known {
  readonly report: Report
  readonly exchanges: readonly Sent[]
  readonly catalogue: ReadonlyMap<string, Requirement>
  readonly short: (text: string) => string
}

function partOf({ id, summary, reason, scenarios }: Report['requirements'][number], known: Known) {
  const entry = known.catalogue.get(id)
  const broken = known.report.scenarios.find(
    (one) => scenarios.includes(one.id) && one.verdict === 'FAIL',
  )
  const sent = known.exchanges.filter((one) => one.scenario === broken?.id && one.lane === 'scim')
  const act = sent.findLast(({ request }) => request.method !== 'GET') ?? sent.at(-1)
  const last = act?.request.method === 'DELETE' ? act : (sent.findLast(isQuery) ?? act)
  return [
    `## ${id}`,
    '',
    `${sectionOf(id, entry)} · ${summary}`,
    '',
    ...(last === undefined ? [] : [`- request: \`${known.short(requestOf(last))}\``]),
    `- expected: ${known.short(entry?.observable ?? summary)}`,
    `- actual: ${known.short(`${statusOf(last)}${reason ?? ''}`)}`,
    '',
  ]
}

function isQuery({ request }: Sent): boolean {
  return request.method === 'GET' && request.url.includes('?')
}

function sectionOf(id: string, entry: Requirement | undefined): string {
  const [, rfc] = /^RFC(\d+)-/.exec(id) ?? []
  if (rfc === undefined) return id.split('-')[0] ?? ''
  const { section = '' } = entry ?? {}
  return `[RFC ${rfc} section ${section}](https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section})`
}

function requestOf({ request: { method, url, body } }: Sent): string {
  return `${method} ${decodeURIComponent(url)}${body ? ` ${body}` : ''}`
}

function statusOf(sent: Sent | undefined): string {
  return sent?.response ? `${sent.response.status}; ` : ''
}

/** One line without what is another one in every run; of a long text only the beginning counts. */
function shortener(baseUrl: string): (text: string) => string {
  return (text) => {
    const line = text
      .slice(0, 2000)
      .replaceAll(baseUrl, '')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '{id}')
      .replaceAll(/([\w.-]+)\.[0-9a-f]{8}@example\.com/gi, '$1@example.com')
      .replaceAll(/\bm-[0-9a-f]{8}-\w+/g, '{mark}')
      .replaceAll(/scimulate-unused-[0-9a-f]{8}/g, '{unused id}')
      .replaceAll('`', "'")
      .replaceAll(/\s+/g, ' ')
      .trim()
    return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
  }
}

const [name = '', out = join(ROOT, 'reports', 'out')] = process.argv.slice(2)
void main(name, out)
