import { list, type When } from '../../alter.ts'
import type { Alteration } from '../../altered-server.ts'
import { connectionIn, SCIM } from '../alter.ts'

/** From such a request on its connection opens to every token that our server refuses there. */
export function staysOpen(from: When): Alteration {
  const open = new Set<string>()
  return {
    ask: (passing) => {
      if (from(passing)) open.add(connectionIn(passing))
      return undefined
    },
    tell: (passing, answer) =>
      SCIM.test(passing.path) && answer.status === 401 && open.has(connectionIn(passing))
        ? list([])
        : answer,
  }
}
