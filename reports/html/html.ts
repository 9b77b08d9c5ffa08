/** Markup that only `html` makes, so that a plain string can never pass for it. */
export type Html = { readonly markup: string }
export type Part = Html | string | number | readonly Part[]

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Builds markup. Every interpolated string is escaped; only what `html` itself made passes as is. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return {
    markup: literals.reduce((out, literal, i) => out + render(parts[i - 1] ?? '') + literal),
  }
}

/** Our own style or script, never anything that came from outside. */
export function trusted(markup: string): Html {
  return { markup }
}

function render(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part))
  return 'markup' in part ? part.markup : part.map(render).join('')
}

/** Control and direction-changing characters would hide or reorder what a reader sees: they are shown by code. */
function escapeText(text: string): string {
  return text
    .replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c)
    .replace(HIDDEN, (c) => `\u27e8U+${codeOf(c)}\u27e9`)
}

const HIDDEN = /(?![\t\n\r\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
}
