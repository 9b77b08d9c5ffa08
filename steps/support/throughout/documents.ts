import { once } from './check.ts'
import { documentsIn } from './definitions.ts'
import type { Heard } from './heard.ts'
import type { Json } from './json.ts'
import type { Run } from './run.ts'

/** One document of discovery, alone or in a list. */
export interface Document {
  readonly of: Heard
  readonly place: string
  readonly body: Json
  readonly listed: boolean
}

/** The documents that an endpoint of discovery gave in a run, each text once. */
export const configDocuments = once(documentsOf('ServiceProviderConfig'))
export const typeDocuments = once(documentsOf('ResourceTypes'))
export const schemaDocuments = once(documentsOf('Schemas'))

function documentsOf(endpoint: string): (run: Run) => readonly Document[] {
  return ({ heard }) => {
    const answers = heard.filter(
      ({ status, method, segments }) =>
        status === 200 && method === 'GET' && segments[0] === endpoint,
    )
    // Most are the same from the first letter to the last; others differ in one document of many.
    const documents = unique(answers, ({ segments, text }) => `${segments[1]} ${text}`).flatMap(
      documentsAt,
    )
    return unique(
      documents,
      ({ listed, of, body }) => `${listed} ${of.segments[1]} ${JSON.stringify(body)}`,
    )
  }
}

function documentsAt(of: Heard): Document[] {
  const listed = Array.isArray(of.body?.Resources)
  return documentsIn(of).map((body) => ({ of, place: of.place, body, listed }))
}

/** The first of each that are alike. */
function unique<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const first = new Map<string, T>()
  for (const one of all) {
    const key = keyOf(one)
    if (!first.has(key)) first.set(key, one)
  }
  return [...first.values()]
}
