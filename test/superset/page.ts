import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')
const DATA = join(ROOT, 'docs', 'superset.json')

/** The page that is made from the data; `node --require ts-node/register test/superset/page.ts` makes it anew. */
export const PAGE = join(ROOT, 'docs', 'superset.md')

/** What became of one check of the union: the Rules that check it, why none does, or that none does yet. */
export type Row =
  | { readonly rules: readonly string[] }
  | { readonly rejected: string }
  | { readonly open: string }

export function rows(): ReadonlyMap<string, Row> {
  return new Map(Object.entries(JSON.parse(readFileSync(DATA, 'utf8')) as Record<string, Row>))
}

/** The titles of all Rules by the requirement that they carry. */
export function ruleTitles(): ReadonlyMap<string, string> {
  const folder = join(ROOT, 'features')
  const out = new Map<string, string>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.feature')) continue
    const text = readFileSync(join(folder, name), 'utf8')
    for (const [, tags = '', title = ''] of text.matchAll(/^((?:\s*@.*\n)+)\s*Rule: (.*)$/gm)) {
      for (const [, id = ''] of tags.matchAll(/@([\w.-]+)/g)) out.set(id, title)
    }
  }
  return out
}

export function page(): string {
  const all = [...rows()]
  const titles = ruleTitles()
  const of = (kind: string) => all.filter(([, row]) => kind in row).length
  const lines = all.map(([id, row]) => `| ${id} | ${cell(row, titles)} |`)
  return [
    '# The union of all checks',
    '',
    'Every check that any SCIM tool is known to make has an id here, and one of three things became of it: Rules',
    'of ours check it, it is rejected with a reason, or no Rule checks it yet. Made from `superset.json` by',
    '`node --require ts-node/register test/superset/page.ts`; a test holds page, data and Rules together.',
    'A row is mapped by what the Rule promises; [`npm run mutants`](mutants.md) shows which Rules bite.',
    '',
    `${all.length} checks: ${of('rules')} checked, ${of('rejected')} rejected, ${of('open')} open.`,
    '',
    '| check | what became of it |',
    '|---|---|',
    ...lines,
    '',
  ].join('\n')
}

function cell(row: Row, titles: ReadonlyMap<string, string>): string {
  if ('rejected' in row) return `rejected: ${row.rejected}`
  if ('open' in row) return `open: ${row.open}`
  return row.rules.map((id) => `\`${id}\` ${titles.get(id) ?? ''}`.trim()).join('; ')
}

if (require.main === module) writeFileSync(PAGE, page())
