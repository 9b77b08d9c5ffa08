import { type Html, html } from './html.ts'

/** Where a requirement is written, as a link where it has a public address. */
export function specLink({ id, section }: { readonly id: string; readonly section: string }): Html {
  const rfc = /^RFC(\d+)-/.exec(id)?.[1]
  if (rfc !== undefined && /^[\d.]+$/.test(section)) {
    return html`<a href="https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section}" rel="noreferrer">RFC ${rfc} section ${section}</a>`
  }
  const family = id.split('-')[0] ?? ''
  return html`<span>${family}${section === '' ? '' : ` catalogue, section ${section}`}</span>`
}

/** A link to the requirement's row in this page. */
export function requirementLink(id: string): Html {
  return html`<a class="id" href="#${id}">${id}</a>`
}
