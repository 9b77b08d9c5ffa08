interface CurlRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/**
 * The request as a command for bash; `$SCIM_TOKEN` in it is the shell's variable. The page carries this
 * very function, so it uses nothing from outside itself.
 */
export function curlOf({ method, url, headers, body }: CurlRequest): string {
  const quoted = (text: string) => {
    const escaped = text.replace(/[\\']/g, '\\$&').replace(/\p{Cc}/gu, (c) => {
      return `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`
    })
    return /\p{Cc}/u.test(text) ? `$'${escaped}'` : `'${text.replaceAll("'", "'\\''")}'`
  }
  const header = (name: string, value: string) =>
    value.includes('$SCIM_TOKEN')
      ? `"${`${name}: ${value}`.replace(/["\\`]|\$(?!SCIM_TOKEN)/g, '\\$&')}"`
      : quoted(`${name}: ${value}`)
  const automatic =
    /^(host|content-length|connection|transfer-encoding|accept-encoding|user-agent)$/i
  return [
    `curl -sS -i${method === 'GET' ? '' : ` -X ${/^[A-Z]+$/.test(method) ? method : quoted(method)}`} ${quoted(url)}`,
    ...Object.entries(headers)
      .filter(([name]) => !automatic.test(name))
      .map(([name, value]) => `-H ${header(name, value)}`),
    ...(body === null || body === '' ? [] : [`--data-raw ${quoted(body)}`]),
  ].join(' \\\n  ')
}
