const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** What XML 1.0 cannot hold, not even escaped: most control characters, lone surrogates, two non-characters. */
const FORBIDDEN = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

export type Xml = { readonly xml: string }
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** One element; attribute values and text are escaped, and what XML cannot hold is shown as U+FFFD. */
export function element(name: string, attributes: Attributes, children: readonly Xml[] = []): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value)).replace(/[\t\n\r]/g, reference)}"`)
    .join('')
  if (children.length === 0) return { xml: `<${name}${written}/>` }
  return { xml: `<${name}${written}>${children.map(({ xml }) => xml).join('')}</${name}>` }
}

export function text(value: string): Xml {
  return { xml: escapeXml(value) }
}

/** A parser would turn a raw line break in an attribute into a space. */
function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`
}

export function escapeXml(value: string): string {
  return value.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c)
}
