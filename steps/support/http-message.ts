import type { Fill } from './table.ts'

/** A request as a feature writes it: the line of method and path, headers, an empty line, the body. */
export interface Message {
  readonly method: string
  /** Filled, and encoded where a URL must be. */
  readonly path: string
  /** An empty value takes a header away that requests carry otherwise. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** As it stands in the feature; undefined when there is none. */
  readonly body: string | undefined
}

/** Requests that are sent at the same time stand below one another, with `###` between them. */
export function messagesIn(text: string, fill: Fill): Message[] {
  return text.split(/^###\s*$/m).map((one) => messageIn(one.trim(), fill))
}

export function messageIn(text: string, fill: Fill): Message {
  const [head = '', ...rest] = text.split(/\r?\n\r?\n/)
  const [first = '', ...lines] = head.split(/\r?\n/)
  const [, method = '', path = ''] = /^([A-Z]+) (.+)$/.exec(first) ?? []
  if (method === '')
    throw new Error(`a request begins with its method and path, not with: ${first}`)
  const headers = lines.map((line) => {
    const [name = '', ...value] = line.split(':')
    return [name.toLowerCase(), fill(value.join(':').trim()) || undefined] as const
  })
  const body = rest.join('\n\n')
  return {
    method,
    path: encodedPath(path, fill),
    headers: Object.fromEntries(headers),
    body: body === '' ? undefined : body,
  }
}

/**
 * What a URL cannot hold as it is, spaces and quotes of a filter too; `%` and `+` are the feature's own. A bare
 * semicolon of a query ends a parameter for some servers, as `&` does, and makes it invalid for others.
 */
export function encodedPath(path: string, fill: Fill): string {
  return path
    .split(/(\{[^{}"]+\})/)
    .map((part, i) => (i % 2 === 1 ? encodeURIComponent(fill(part)) : encoded(part)))
    .join('')
    .replace(/\?.*/s, (query) => query.replaceAll(';', '%3B'))
}

function encoded(text: string): string {
  return text.replace(/[^\w\-.~!$&'()*,;=:@/?%+]+/gu, encodeURIComponent)
}
