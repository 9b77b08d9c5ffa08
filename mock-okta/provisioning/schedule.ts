import { deleteWhoIsDue } from './delete-user.ts'
import type { Engine } from './engine.ts'
import { importWhatIsDue } from './import-users.ts'

/** Begins what the clock says is due: imports by schedule, and deletions that were put off. */
export function doWhatIsDue(engine: Engine): void {
  importWhatIsDue(engine)
  deleteWhoIsDue(engine)
}
