import assert from 'node:assert/strict'
import { Blocked } from './blocked.ts'
import type { Resource } from './list.ts'
import { type Person, wordOf } from './people.ts'
import type { RunParameters } from './run-parameters.ts'
import { valueAt } from './table.ts'
import { extensionAttribute, isSought } from './target-schema.ts'

/** Where the words of a scenario come from. */
export interface Words {
  readonly parameters: RunParameters
  readonly access: { readonly baseUrl: string; readonly token: string }
  readonly people: ReadonlyMap<string, Person>
  readonly resources: ReadonlyMap<string, Resource>
  readonly versions: ReadonlyMap<string, string>
  /** Members of the product, by the name of the person. */
  readonly members: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  /** Of our own server only: asking another target's is a mistake in the feature. */
  readonly connection: { readonly organizationId: string; readonly connectionId: string }
  /** What was answered last, and before that. */
  readonly recent: readonly unknown[]
  unique(name: string): string
  pathOf(name: string): string
}

/**
 * Fills `{Ada}`, her e-mail; `{Ada.id}`, `{Ada.meta.created}`, of her resource; `{Ada.version}`, its entity tag
 * when it was last read; `{Ada in a URL}`, percent-encoded; `{path of Ada}`, as a URL has it; `{other case of Ada.id}`; `{last four of Made.token}`; `{before.id}`, of the answer before the last; `{group Finance}`, `{mark}`, names that nothing else on the target has; `{1000 of x}`.
 */
export function filled(text: string, words: Words): string {
  return text.replace(/\{([^{}"]+)\}/g, (_, name: string) => {
    const word = wordFor(name, words)
    return word ?? missing(name, words)
  })
}

/** What stands behind a word that the target should have said, where another requirement demands it. */
const DEMANDED: Readonly<Record<string, string>> = {
  version: 'RFC7644-3.14-02',
  nextCursor: 'RFC9865-2-08',
  'meta.created': 'RFC7643-3.1-20',
  'meta.lastModified': 'RFC7643-3.1-20',
}

/** A word of the target's that it did not say is its fault; any other is a mistake of the feature. */
function missing(name: string, words: Words): never {
  const { resources, recent } = words
  const asked = name
    .replace(/^(upper case of|other case of|instant of|last four of) /, '')
    .replace(/ at [+-]\d\d:\d\d$/, '')
  const [who = '', ...rest] = asked.split('.')
  const what = rest.join('.')
  const answered = (who === 'answer' || who === 'before') && recent.length > 0
  if (what === '' || !(answered || resources.has(who))) {
    throw new Error(`nobody in this scenario knows {${name}}`)
  }
  const demand = metaDemand(who, what, words) ?? DEMANDED[what]
  if (demand !== undefined) throw new Blocked(demand, `there is no ${what}`)
  assert.fail(`the target did not say ${what} of ${who}`)
}

/** Who tells no meta of anything is at fault there, and not in what is compared with it. */
function metaDemand(who: string, what: string, { resources, recent }: Words): string | undefined {
  const source = who === 'before' ? recent[1] : (resources.get(who) ?? recent[0])
  const told = !what.startsWith('meta.') || valueAt(source, 'meta') !== undefined
  return told ? undefined : 'RFC7643-3.1-01'
}

function wordFor(name: string, words: Words): string | undefined {
  switch (name) {
    case 'unused id':
      return words.parameters.unused
    case 'base URL':
      return words.access.baseUrl
    case 'base URL of v9':
      return words.access.baseUrl.replace(/\/v\d[^/]*\/?$/, '/v9')
    case 'token':
      return words.access.token
    case 'organization':
      return words.connection.organizationId
    case 'connection':
      return words.connection.connectionId
    case 'mark':
      return words.unique('m')
    default:
      return (
        repeated(name) ??
        inUrl(name, words) ??
        lastFour(name, words) ??
        ofExtension(name, words) ??
        altered(name, words) ??
        wordAbout(name, words)
      )
  }
}

/** `{1000 of x}`: more of it than anybody would write into a feature. */
function repeated(name: string): string | undefined {
  const [, count, what = ''] = /^(\d+) of (.+)$/.exec(name) ?? []
  return count === undefined ? undefined : what.repeat(Number(count))
}

const OF_EXTENSION = /^(path|schema|name) of the (\w+) attribute$/

/** `{path of the integer attribute}`, `{schema of the immutable attribute}`: what an extension has. */
function ofExtension(name: string, { parameters }: Words): string | undefined {
  const [, what, sought = ''] = OF_EXTENSION.exec(name) ?? []
  if (!isSought(sought)) return undefined
  const found = extensionAttribute(parameters.users.extensions, sought)
  if (what === 'schema') return found?.schema
  return what === 'name' ? found?.name : found && `${found.schema}:${found.name}`
}

const OFFSET = /^instant of (.+) at ([+-])(\d\d):(\d\d)$/

/** `{group Finance}`, `{upper case of Ada}`, `{instant of Ada.meta.created at +02:00}`. */
function altered(name: string, words: Words): string | undefined {
  if (name.endsWith(' or null')) return wordAbout(name.slice(0, -8), words) ?? 'null'
  if (name.startsWith('group ')) return words.unique(name.slice(6))
  if (name.startsWith('member of ')) return textAt(words.members.get(name.slice(10)), 'member_id')
  if (name.startsWith('path of ')) return words.pathOf(name.slice(8))
  if (/^(upper|other) case of /.test(name)) return inCase(name, words)
  const [, what, sign, hours, minutes] = OFFSET.exec(name) ?? []
  const at = what === undefined ? undefined : wordAbout(what, words)
  if (at === undefined) return undefined
  assert.ok(Number.isFinite(Date.parse(at)), `${what} is no instant: ${at}`)
  const shift = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000)
  const fraction = /\.(\d+)/.exec(at)?.[1] ?? ''
  const local = new Date(Date.parse(at) + shift).toISOString().slice(0, 19)
  return `${local}${fraction && `.${fraction}`}${sign}${hours}:${minutes}`
}

function inUrl(name: string, words: Words): string | undefined {
  const word = name.endsWith(' in a URL') ? wordFor(name.slice(0, -9), words) : undefined
  return word === undefined ? undefined : encodeURIComponent(word)
}

/** `{last four of Made.connection.bearer_token}`: how a token is told of that is shown no more. */
function lastFour(name: string, words: Words): string | undefined {
  return name.startsWith('last four of ') ? wordAbout(name.slice(13), words)?.slice(-4) : undefined
}

function inCase(name: string, words: Words): string | undefined {
  const [, which, what = ''] = /^(upper|other) case of (.+)$/.exec(name) ?? []
  const word = what.startsWith('group ') ? altered(what, words) : wordAbout(what, words)
  return which === 'upper' ? word?.toUpperCase() : otherCase(word)
}

/** Every letter in its other case; the mark of a weak entity tag is no part of it. */
function otherCase(text: string | undefined): string | undefined {
  const [, weak = '', rest = ''] = /^(W\/)?(.*)$/s.exec(text ?? '') ?? []
  const swapped = rest.replace(/[a-z]/gi, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  )
  return text === undefined ? undefined : weak + swapped
}

function wordAbout(
  name: string,
  { people, resources, versions, recent }: Words,
): string | undefined {
  const [who = '', ...rest] = name.split('.')
  const what = rest.join('.') || 'email'
  if (who === 'before' || who === 'answer') return textAt(recent[who === 'before' ? 1 : 0], what)
  if (what === 'version') return versions.get(who)
  const person = people.get(who)
  const word = person && wordOf(person, what)
  if (word !== undefined) return word
  return textAt(resources.get(who), what)
}

function textAt(source: unknown, path: string): string | undefined {
  const value = valueAt(source, path)
  return value === undefined ? undefined : String(value)
}
