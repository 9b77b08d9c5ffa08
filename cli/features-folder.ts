import { join } from 'node:path'

const BUILT = __filename.endsWith('.js')

/** The feature files and, beside them, the catalogue of requirements; not compiled, so not in dist. */
export const FEATURES = join(__dirname, BUILT ? '../..' : '..', 'features')
