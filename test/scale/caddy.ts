import { existsSync } from 'node:fs'

/** Where Debian's package puts it. */
export const CADDY = '/usr/bin/caddy'
const required = (process.env.SCIMULATE_REQUIRE ?? '').split(',').includes('caddy')

/** Why tests that need a proxy are left out; false where they run (or must fail for want of one). */
export const noCaddy: string | false =
  existsSync(CADDY) || required
    ? false
    : `SKIPPED: no Caddy at ${CADDY} (apt-get install caddy); compose.yaml is not tested`

if (noCaddy !== false) console.error(noCaddy)
