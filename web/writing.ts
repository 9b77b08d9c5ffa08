/** How templates write what is not text. */
export const writing = {
  /** 27 Nov, 14:05:09 */
  time(value: unknown): string {
    const at = new Date(String(value ?? ''))
    if (Number.isNaN(at.getTime())) return ''
    const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
    return `${day}, ${at.toISOString().slice(11, 19)}`
  },

  json(value: unknown): string {
    return JSON.stringify(value, null, 2) ?? ''
  },

  /** 1 person · 2 people */
  count(n: unknown, one: string, many = `${one}s`): string {
    return `${Number(n)} ${Number(n) === 1 ? one : many}`
  },

  /** Part of a URL's path. */
  part(value: unknown): string {
    return encodeURIComponent(String(value ?? ''))
  },

  /** A name as an id of the page may hold it. */
  slug(value: unknown): string {
    return String(value ?? '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
  },
}
