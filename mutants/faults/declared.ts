import {
  amend,
  error,
  instead,
  items,
  list,
  on,
  operations,
  part,
  tellEach,
  without,
} from '../alter.ts'
import type { Json } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const ROOMS = /^\/Rooms/
const DESK = /^urn:example:.*:User$/

/** What a service declares of its own, and does not keep to. */
export const DECLARED_FAULTS = [
  mutant('an extension of its own is lost', 'RFC7643-7-34 RFC7644-3.5.1-04', () =>
    tellEach(on('GET', /^\/Users/), (one) =>
      without(one, ...Object.keys(one).filter((name) => DESK.test(name))),
    ),
  ),
  mutant('an attribute of an extension of its own is lost', 'RFC7643-7-34', () =>
    amend(on('POST PUT', /^\/Users/), ({ body }) => {
      for (const name of Object.keys(body ?? {})) {
        if (body && DESK.test(name)) body[name] = without(part(body[name]), 'note')
      }
    }),
  ),
  mutant('an extension of its own is not patched', 'RFC7644-3.5.2.3-02', () =>
    operations(/^\/Users\//, (one) => (/^urn:example:/.test(String(one.path)) ? [] : one)),
  ),
  mutant('a type of its own is not replaced', 'RFC7644-3.5.1-04', () =>
    instead(on('PUT', ROOMS), async (passing) => passing.call('GET', passing.path)),
  ),
  mutant('a type of its own is not patched', 'RFC7644-3.5.2.3-02', () =>
    instead(on('PATCH', ROOMS), async (passing) => passing.call('GET', passing.path)),
  ),
  mutant('a type of its own knows no remove', 'RFC7644-3.5.2.2-02', () =>
    instead((passing) => on('PATCH', ROOMS)(passing) && /"remove"/.test(passing.text), error(400)),
  ),
  mutant('a type of its own is never found', 'RFC7644-3.4.2.2-10', () =>
    instead((passing) => on('GET', ROOMS)(passing) && passing.path.includes('filter='), list([])),
  ),
  mutant('a type of its own is always said to stand on a later page', 'RFC7644-3.4.2.2-10', () =>
    instead(
      (passing) => on('GET', ROOMS)(passing) && passing.path.includes('filter='),
      list([], 9),
    ),
  ),
  mutant('a note that is declared to be set once can be changed', 'RFC7643-7-27', () =>
    tellEach(on('GET', /^\/Schemas/), (one) =>
      DESK.test(String(one.id))
        ? { ...one, attributes: items(one.attributes).map(fixedNote) }
        : one,
    ),
  ),
  mutant('a number of a type of its own comes as a text', 'RFC7643-7-34', () =>
    tellEach(on('GET POST PUT PATCH', ROOMS), (one) =>
      'seats' in one ? { ...one, seats: String(one.seats) } : one,
    ),
  ),
]

function fixedNote(attribute: Json): Json {
  return attribute.name === 'note' ? { ...attribute, mutability: 'immutable' } : attribute
}
