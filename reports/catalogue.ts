import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Level = 'MUST' | 'MUST NOT' | 'REQUIRED' | 'SHOULD' | 'SHOULD NOT' | 'MAY' | 'AMBIGUOUS'

/** One entry of the catalogue: what is demanded, of whom, how strongly, and where that is written. */
export interface Requirement {
  readonly id: string
  readonly section: string
  readonly level: Level
  readonly party: string
  readonly summary: string
  readonly observable: string | null
  readonly testability: string
  readonly depends: string | null
  readonly area: string
  readonly basis: string
  /** Where a fact about a product comes from; absent on what a standard says. */
  readonly certainty?: string
  /** Somebody looked at it again: its strength does not rest on our reading alone. */
  readonly confirmed?: boolean
  readonly acceptable?: readonly string[] | null
  readonly relaxes?: readonly string[]
  readonly ambiguity?: readonly string[]
  readonly note?: string
  /** One line on how servers usually get this right. */
  readonly hint?: string
}

/** Reads every catalogue file of a folder; what is wrong with one is said with its name. */
export async function loadCatalogue(folder: string): Promise<Requirement[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  const files = await Promise.all(
    names.map(async (name) => parseCatalogue(name, await readFile(join(folder, name), 'utf8'))),
  )
  return unique(files.flat())
}

export function parseCatalogue(name: string, text: string): Requirement[] {
  const entries: unknown = JSON.parse(text)
  if (!Array.isArray(entries)) throw new Error(`${name}: a catalogue file is an array of entries`)
  for (const [index, entry] of entries.entries()) {
    const missing = ['id', 'level', 'summary', 'area'].filter(
      (field) => typeof (entry as Record<string, unknown> | null)?.[field] !== 'string',
    )
    if (missing.length > 0) throw new Error(`${name}: entry ${index} has no ${missing.join(', ')}`)
  }
  return entries as Requirement[]
}

function unique(entries: readonly Requirement[]): Requirement[] {
  const seen = new Set<string>()
  for (const { id } of entries) {
    if (seen.has(id)) throw new Error(`the catalogue holds ${id} twice`)
    seen.add(id)
  }
  return [...entries]
}
