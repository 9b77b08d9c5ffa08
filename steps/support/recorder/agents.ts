import { Agent, type Dispatcher, ProxyAgent } from 'undici'

/** How the connection to the target is made. */
export interface Tls {
  /** PEM texts. */
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  /** Takes any certificate; the report says so. */
  readonly insecure?: boolean
}

export interface Route {
  readonly tls: Tls
  readonly proxy: string | undefined
}

const CONNECT_TIMEOUT_MS = 10_000

/** The way to the target, through a proxy when one is named. */
export function targetAgent({ tls, proxy }: Route): Dispatcher {
  const connect = {
    timeout: CONNECT_TIMEOUT_MS,
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.cert === undefined ? {} : { cert: tls.cert }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
    ...(tls.insecure ? { rejectUnauthorized: false } : {}),
  }
  if (proxy === undefined) return new Agent({ connect })
  return new ProxyAgent({ uri: proxy, requestTls: connect, proxyTunnel: true })
}
