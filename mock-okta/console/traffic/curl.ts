import type { Exchange } from '../shapes.ts'

/** What curl does by itself, or had better not be told. */
const AUTOMATIC = /^(accept-encoding|user-agent)$/i

/** A request as a command for a shell, where `$SCIM_TOKEN` is the shell's variable. */
export function curlFor({ method, url, headers, body }: Exchange['request']): string {
  const words = [`curl -sS -i -X ${method} ${quoted(url)}`]
  for (const [name, value] of Object.entries(headers)) {
    if (AUTOMATIC.test(name)) continue
    const [before = '', ...after] = `${name}: ${value}`.split('$SCIM_TOKEN')
    words.push(`-H ${[before, ...after].map(quoted).join('"$SCIM_TOKEN"')}`)
  }
  if (body !== null) words.push(`--data-raw ${quoted(body)}`)
  return words.join(' \\\n  ')
}

function quoted(text: string): string {
  return text === '' ? '' : `'${text.replaceAll("'", "'\\''")}'`
}
