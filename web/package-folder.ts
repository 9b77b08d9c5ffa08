import { join } from 'node:path'

const BUILT = __filename.endsWith('.js')

/** A file or folder that is not compiled and therefore not in dist, by its path in the package. */
export function inPackage(path: string): string {
  return join(__dirname, BUILT ? '../..' : '..', path)
}
