import { access, constants } from 'node:fs/promises'
import { createServer } from 'node:net'
import { bad, type Finding, ok, warn } from './finding.ts'

const FLOOR: readonly [number, number] = [20, 19]

/** Whether this Node is new enough. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [atLeast, minorAtLeast] = FLOOR
  const fits = major > atLeast || (major === atLeast && minor >= minorAtLeast)
  return fits
    ? ok('Node', version)
    : bad('Node', `${version}: ${FLOOR.join('.')} or later is needed; install it from nodejs.org`)
}

/** Whether a server can listen on loopback here: mock Okta and gateway do. */
export async function portFinding(): Promise<Finding> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', ({ message }) =>
      resolve(bad('Ports', `nothing can listen on 127.0.0.1: ${message}`)),
    )
    server.listen(0, '127.0.0.1', () =>
      server.close(() => resolve(ok('Ports', 'a free one on 127.0.0.1 can be had'))),
    )
  })
}

/** Whether the report and the ledger can be written. */
export async function folderFinding(): Promise<Finding> {
  try {
    await access('.', constants.W_OK)
    return ok('Folder', 'reports/out and .scimulate can be written here')
  } catch {
    return warn(
      'Folder',
      'this folder cannot be written: the ledger of a run needs it; go elsewhere',
    )
  }
}
