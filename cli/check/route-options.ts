import { readFileSync } from 'node:fs'
import type { Route } from '../../steps/support/recorder/agents.ts'
import { usage } from '../exit-code.ts'

/** The flags that say how the connection to the target is made. */
export interface RawRoute {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly proxy?: string
  readonly insecure?: boolean
}

export function routeOf({ ca, cert, key, proxy, insecure = false }: RawRoute): Route {
  if ((cert === undefined) !== (key === undefined)) {
    throw usage('a client certificate needs both --cert and --key')
  }
  if (proxy !== undefined && !/^https?:\/\//i.test(proxy)) {
    throw usage(`--proxy must be an http or https URL, not "${proxy}"`)
  }
  return {
    proxy,
    tls: {
      ...(ca === undefined ? {} : { ca: fileIn('--ca', ca) }),
      ...(cert === undefined ? {} : { cert: fileIn('--cert', cert) }),
      ...(key === undefined ? {} : { key: fileIn('--key', key) }),
      insecure,
    },
  }
}

function fileIn(flag: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw usage(`${flag}: the file ${path} cannot be read`)
  }
}
