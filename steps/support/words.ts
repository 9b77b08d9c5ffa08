import type { Resource } from './list.ts'
import { type Person, wordOf } from './people.ts'
import type { RunParameters } from './run-parameters.ts'
import { valueAt } from './table.ts'

/** Where the words of a scenario come from. */
export interface Words {
  readonly parameters: RunParameters
  readonly access: { readonly baseUrl: string; readonly token: string }
  readonly people: ReadonlyMap<string, Person>
  readonly resources: ReadonlyMap<string, Resource>
  readonly versions: ReadonlyMap<string, string>
  unique(name: string): string
}

/**
 * Fills `{Ada}`, her e-mail; `{Ada.id}`, `{Ada.meta.created}`, of her resource; `{Ada.version}`, its entity tag
 * when it was last read; `{group Finance}`, `{mark}`, names that nothing else on the target has.
 */
export function filled(text: string, words: Words): string {
  return text.replace(/\{([^{}"]+)\}/g, (_, name: string) => {
    const word = wordFor(name, words)
    if (word === undefined) throw new Error(`nobody in this scenario knows {${name}}`)
    return word
  })
}

function wordFor(name: string, words: Words): string | undefined {
  switch (name) {
    case 'unused id':
      return words.parameters.unused
    case 'base URL':
      return words.access.baseUrl
    case 'token':
      return words.access.token
    case 'mark':
      return words.unique('m')
    default:
      return name.startsWith('group ') ? words.unique(name.slice(6)) : wordAbout(name, words)
  }
}

function wordAbout(name: string, { people, resources, versions }: Words): string | undefined {
  const [who = '', ...rest] = name.split('.')
  const what = rest.join('.') || 'email'
  if (what === 'version') return versions.get(who)
  const person = people.get(who)
  const word = person && wordOf(person, what)
  if (word !== undefined) return word
  const value = valueAt(resources.get(who), what)
  return value === undefined ? undefined : String(value)
}
