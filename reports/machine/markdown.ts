/** Text for a Markdown table cell or list: one line, nothing that Markdown or HTML would act on. */
export function inMarkdown(text: string, most = 300): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  const bounded = line.length > most ? `${line.slice(0, most)}…` : line
  return bounded
    .replace(/[\\`*_[\]|~#!()]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;')
}
