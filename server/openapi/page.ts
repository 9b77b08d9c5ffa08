import { createHash } from 'node:crypto'
import { OPERATIONS, openApiDocument } from './document.ts'
import type { Operation } from './operation.ts'
import type { Schema } from './schema.ts'

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
nav { display: flex; flex-wrap: wrap }
summary { cursor: pointer; padding: .4rem 0 }
summary b { display: inline-block; min-width: 4.5rem; font-family: ui-monospace, monospace }
code, pre { font-family: ui-monospace, monospace; font-size: .9em }
details { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0 1rem 1rem }
dd { margin: 0 }
nav a { margin-right: 1rem }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr } }
`

const HASH = createHash('sha256').update(STYLE).digest('base64')

/** Nothing is loaded and nothing runs: one style, known by its hash. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The product API to read in a browser: the same document as /openapi.json, without a script. */
export function openApiPage(url: string): string {
  const { info, components } = openApiDocument(url) as {
    info: { title: string; description: string }
    components: { schemas: Record<string, Schema> }
  }
  const tags = [...new Set(OPERATIONS.map(({ tag }) => tag))]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(info.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(info.title)}</h1>
<p>${escaped(info.description)}</p>
<p>Address: <code>${escaped(url)}</code>. Basic authentication with a project's id and secret.
The document itself: <a href="/openapi.json">/openapi.json</a>.</p>
<nav>${[...tags, 'Objects'].map((tag) => `<a href="#${anchor(tag)}">${escaped(tag)}</a>`).join('')}</nav>
<main>
${tags.map(section).join('\n')}
<h2 id="objects">Objects</h2>
${Object.entries(components.schemas).map(object).join('\n')}
</main>
</body>
</html>
`
}

function section(tag: string): string {
  const operations = OPERATIONS.filter((one) => one.tag === tag)
  return `<h2 id="${anchor(tag)}">${escaped(tag)}</h2>\n${operations.map(shown).join('\n')}`
}

function shown({ route, id, summary, query, body, answer, errors = {} }: Operation): string {
  const [method = '', path = ''] = route.split(' ')
  const refusals = Object.entries({ ...errors, 401: ['unauthorized_credentials'] }).map(
    ([status, types]) => [status, types.map((type) => `<code>${escaped(type)}</code>`).join(', ')],
  )
  return `<details id="${escaped(id)}">
<summary><b>${method.toUpperCase()}</b> <code>${escaped(path)}</code> ${escaped(summary)}</summary>
<dl>
<dt>SDK</dt><dd><code>${escaped(id)}</code></dd>
${query ? `<dt>Query</dt><dd>${members(query)}</dd>` : ''}
${body ? `<dt>Body</dt><dd>${schema(body)}</dd>` : ''}
<dt>200</dt><dd>${members(answer)}</dd>
${refusals.map(([status, types]) => `<dt>${status}</dt><dd>${types}</dd>`).join('\n')}
</dl>
</details>`
}

function object([name, definition]: [string, Schema]): string {
  return `<details id="object-${escaped(name)}"><summary><code>${escaped(name)}</code></summary>
<div>${schema(definition)}</div></details>`
}

function members(properties: Readonly<Record<string, Schema>>): string {
  const rows = Object.entries(properties).map(
    ([name, value]) => `<dt><code>${escaped(name)}</code></dt><dd>${schema(value)}</dd>`,
  )
  return rows.length === 0 ? 'nothing more' : `<dl>${rows.join('')}</dl>`
}

/** A schema in words; what it refers to is one click away. */
function schema(value: Schema): string {
  const { $ref, type, items, properties, anyOf, enum: values, description, format } = value
  const note = description ? ` ${escaped(String(description))}` : ''
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? ''
    return `<a href="#object-${escaped(name)}">${escaped(name)}</a>${note}`
  }
  if (Array.isArray(anyOf))
    return `${anyOf.map((one) => schema(one as Schema)).join(' or ')}${note}`
  if (Array.isArray(values)) {
    return `${values.map((one) => `<code>${escaped(String(one))}</code>`).join(', ')}${note}`
  }
  if (type === 'array') return `list of ${schema(items as Schema)}${note}`
  if (properties) return `${note}${members(properties as Record<string, Schema>)}`
  return `${escaped(String(format ?? type ?? 'anything'))}${note && `.${note}`}`
}

function anchor(text: string): string {
  return text.toLowerCase().replaceAll(' ', '-')
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
