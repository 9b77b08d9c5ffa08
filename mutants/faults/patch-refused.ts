import { error, items, on, tell, USER } from '../alter.ts'
import type { Json } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const PATCH = on('PATCH', USER)
/** Takes what the good server refuses, and does nothing. */
const accept = (when: (one: Json) => boolean) =>
  tell(
    (passing) => PATCH(passing) && items(passing.body?.Operations).some(when),
    (answer, passing) => (answer.status === 400 ? passing.call('GET', passing.path) : answer),
  )

export const REFUSED_PATCH_FAULTS = [
  mutant('a malformed path is a 500', 'RFC7644-3.5.2-16', () =>
    tell(PATCH, (answer) => (answer.body?.scimType === 'invalidPath' ? error(500) : answer)),
  ),
  mutant('a malformed path is taken', 'RFC7644-3.5.2-16', () =>
    tell(PATCH, (answer, passing) =>
      answer.body?.scimType === 'invalidPath' ? passing.call('GET', passing.path) : answer,
    ),
  ),
  mutant('a malformed path has no scimType', 'RFC7644-3.12-25', () =>
    tell(PATCH, (answer) => (answer.body?.scimType === 'invalidPath' ? error(400) : answer)),
  ),
  mutant('a value of the wrong type is patched in', 'RFC7644-3.5.2-22', () =>
    accept((one) => one.path !== undefined && one.value !== undefined),
  ),
  mutant('readOnly values are patched', 'RFC7644-3.5.2-18', () =>
    tell(PATCH, (answer, passing) =>
      answer.body?.scimType === 'mutability' ? passing.call('GET', passing.path) : answer,
    ),
  ),
  mutant('a patch without operations is taken', 'RFC7644-3.5.2-04', () =>
    tell(PATCH, (answer, passing) =>
      answer.status === 400 && passing.body && !('Operations' in passing.body)
        ? passing.call('GET', passing.path)
        : answer,
    ),
  ),
]
