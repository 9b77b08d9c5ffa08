import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadCatalogue, type Requirement } from '../reports/catalogue.ts'
import { hintFor } from '../reports/hints.ts'
import { usage } from './exit-code.ts'
import { FEATURES } from './features-folder.ts'

/** `scimulate explain <id>`: what is asked, where it is written, how servers get it right, what proves it. */
export async function explain(text: string): Promise<string> {
  const id = text.trim().replace(/^@/, '')
  const catalogue = await loadCatalogue(join(FEATURES, 'requirements'))
  const found = catalogue.find((one) => one.id.toLowerCase() === id.toLowerCase())
  if (found !== undefined) return page(found, await scenariosOf(found.id))
  const near = catalogue.filter((one) => one.id.toLowerCase().startsWith(id.toLowerCase()))
  if (id === '' || near.length === 0) throw usage(`no requirement ${id}. ${similar(id, catalogue)}`)
  return near
    .map(({ id: one, level, summary }) => `${one.padEnd(22)} ${level.padEnd(10)} ${summary}`)
    .join('\n')
}

function similar(id: string, catalogue: readonly Requirement[]): string {
  const family = id.split('-')[0]?.toUpperCase() ?? ''
  const families = [...new Set(catalogue.map((one) => one.id.split('-')[0] ?? ''))]
  return families.includes(family)
    ? `See them all: scimulate explain ${family}`
    : `They begin with ${families.join(', ')}; a beginning lists all that have it.`
}

function page(requirement: Requirement, scenarios: readonly string[]): string {
  const { id, level, summary, observable, note, acceptable, depends } = requirement
  const hint = hintFor(requirement)
  return [
    `${id}  ${level}`,
    summary,
    '',
    `written in   ${whereWritten(requirement)}`,
    ...(observable === null ? [] : [`looked at    ${observable}`]),
    ...(depends === null ? [] : [`depends on   ${depends}`]),
    ...(acceptable ?? []).map((one) => `accepted     ${one}`),
    ...(note === undefined ? [] : [`note         ${note}`]),
    ...(hint === undefined ? [] : [`advice       ${hint}`]),
    '',
    scenarios.length === 0 ? 'No scenario proves it yet.' : 'Proved by:',
    ...scenarios.map((one) => `  ${one}`),
    ...(scenarios.length === 0 ? [] : ['', `Run it:  scimulate check <url> --only ${id}`]),
  ].join('\n')
}

function whereWritten({ id, section, certainty }: Requirement): string {
  const rfc = /^RFC(\d+)-/.exec(id)?.[1]
  if (rfc === undefined)
    return `our catalogue, section ${section}${certainty === undefined ? '' : ` (${certainty})`}`
  return `RFC ${rfc} section ${section}  https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section}`
}

/** The scenarios below the rules that carry the id, as `file:line  name`. */
async function scenariosOf(id: string): Promise<string[]> {
  const files = await readdir(FEATURES, { recursive: true })
  const features = files.filter((name) => name.endsWith('.feature')).sort()
  const texts = await Promise.all(
    features.map(async (name) => ({ name, text: await readFile(join(FEATURES, name), 'utf8') })),
  )
  return texts.flatMap(({ name, text }) =>
    text.includes(`@${id}`) ? scenariosIn(name, text, id) : [],
  )
}

function scenariosIn(name: string, text: string, id: string): string[] {
  const found: string[] = []
  let tags: string[] = []
  let inRule = false
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim()
    if (trimmed.startsWith('@')) {
      tags = [...tags, ...trimmed.split(/\s+/)]
      continue
    }
    if (/^Rule:/.test(trimmed)) inRule = tags.includes(`@${id}`)
    const scenario = /^(?:Scenario|Example|Scenario Outline|Scenario Template):\s*(.*)$/.exec(
      trimmed,
    )
    if (scenario && (inRule || tags.includes(`@${id}`))) {
      found.push(`features/${name}:${index + 1}  ${scenario[1]}`)
    }
    tags = []
  }
  return found
}
