import {
  amend,
  error,
  filterOf,
  GROUP,
  GROUPS,
  instead,
  items,
  on,
  operations,
  part,
  pathOf,
  query,
  queryOf,
  tell,
  tellBody,
  tellEach,
  USER,
  without,
} from '../alter.ts'
import type { Alteration, Json, Passing } from '../altered-server.ts'
import { listed } from '../legal/answers.ts'
import { mutant } from '../mutant.ts'
import { DESK } from '../own-schemas.ts'

const WRITES = 'POST PUT PATCH DELETE'
const GROUPS_SHOWN = on('GET POST PUT PATCH', /^\/Groups/)
const SEARCH = on('POST', /\/\.search/)

/** Where nothing can be written, the last that was sent is: in a list among the others, elsewhere in their place. */
function writable(path: RegExp): Alteration {
  let written: Json | undefined
  return {
    ask(passing) {
      if (!on(WRITES, path)(passing)) return undefined
      written = passing.body
      return { status: 200, body: part(written) }
    },
    tell(passing, answer) {
      if (written === undefined || !on('GET', path)(passing)) return answer
      return answer.body?.Resources ? listed(answer, written) : { ...answer, body: written }
    },
  }
}

const nowhere = (one: Json): Json =>
  one.$ref === undefined ? one : { ...one, $ref: `${String(one.$ref)}-gone` }

async function leaveGroups(passing: Passing): Promise<void> {
  const path = pathOf(passing)
  const id = path.split('/').at(-1) ?? ''
  const { body } = await passing.call('GET', path)
  for (const { value } of items(body?.groups)) {
    await passing.call('PATCH', `/Groups/${String(value)}`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'remove', path: `members[value eq "${id}"]` }],
    })
  }
}

/** Faults in groups, and in what a user shows of them. */
export const AROUND_GROUPS_FAULTS = [
  mutant('a group needs no name', 'RFC7643-4.2-02', () =>
    amend(on('POST', GROUPS), ({ body }) => {
      if (body) body.displayName ??= 'Nameless'
    }),
  ),
  mutant('a group is not made without members', 'ENTRA-3-01', () =>
    instead(
      (passing) => on('POST', GROUPS)(passing) && items(passing.body?.members).length === 0,
      error(400, 'invalidValue'),
    ),
  ),
  mutant('what a member is can be changed', 'RFC7643-4.2-04', () =>
    operations(GROUP, (one) =>
      /^members\[.*\]\.value$/i.test(String(one.path))
        ? { op: 'add', path: 'members', value: [{ value: one.value }] }
        : one,
    ),
  ),
  mutant('a user never shows groups', 'RFC7643-4.1.2-20', () =>
    tellEach(on('GET', /^\/Users/), (one) => without(one, 'groups')),
  ),
  mutant('a replace of a user without groups ends memberships', 'RFC7643-4.1.2-22', () =>
    amend(on('PUT', USER), async (passing) => {
      if (Array.isArray(passing.body?.groups) && passing.body.groups.length === 0) {
        await leaveGroups(passing)
      }
    }),
  ),
  mutant("a member's reference leads nowhere", 'RFC7643-2.3.7-02 RFC7643-4.2-06', () =>
    tellEach(GROUPS_SHOWN, (one) =>
      one.members ? { ...one, members: items(one.members).map(nowhere) } : one,
    ),
  ),
  mutant("the reference of a user's group leads nowhere", 'RFC7643-4.1.2-21', () =>
    tellEach(on('GET', /^\/Users/), (one) =>
      one.groups ? { ...one, groups: items(one.groups).map(nowhere) } : one,
    ),
  ),
]

/** Faults in discovery, searching and the rest. */
export const AROUND_FAULTS = [
  mutant('/Schemas is a bare list', 'RFC7644-4-03', () =>
    tell(on('GET', /^\/Schemas(\?|$)/), (answer) =>
      answer.body?.Resources ? { ...answer, text: JSON.stringify(answer.body.Resources) } : answer,
    ),
  ),
  mutant('discovery takes filters', 'RFC7644-4-10', () =>
    query(on('GET', /^\/(Schemas|ResourceTypes|ServiceProviderConfig)/), (one) =>
      one.delete('filter'),
    ),
  ),
  mutant('the configuration can be written', 'RFC7643-5-02', () =>
    writable(/^\/ServiceProviderConfig/),
  ),
  mutant('types of resources can be written', 'RFC7643-6-02', () => writable(/^\/ResourceTypes/)),
  mutant('schemas can be written', 'RFC7643-7-02', () => writable(/^\/Schemas/)),
  mutant('id comes only when it is named', 'RFC7643-7-31 RFC7643-3.1-11', () =>
    tellEach(
      (passing) => {
        const names = queryOf(passing).get('attributes') ?? ''
        return names !== '' && !/\bid\b/i.test(names)
      },
      (one) => without(one, 'id'),
    ),
  ),
  mutant('what is returned on request never comes', 'RFC7643-7-35', () =>
    tellEach(on('GET POST PUT PATCH', /^\/Users/), (one) =>
      one[DESK] ? { ...one, [DESK]: without(part(one[DESK]), 'remark') } : one,
    ),
  ),
  mutant('a search makes who stands in it', 'RFC7644-3.4.3-02', () =>
    amend(SEARCH, async ({ body, call }) => {
      const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User']
      if (body?.userName) await call('POST', '/Users', { schemas, userName: body.userName })
    }),
  ),
  mutant('a search knows no cursor', 'RFC9865-3-01', () =>
    amend(SEARCH, ({ body }) => {
      if (body) body.cursor = undefined
    }),
  ),
  mutant('who has an old version has the new one too', 'RFC7644-3.14-09', () =>
    instead(
      (passing) => on('GET', USER)(passing) && passing.headers['if-none-match'] !== undefined,
      { status: 304 },
    ),
  ),
  mutant('a look-up by name leaves out the id', 'OKTA-1.2-03', () =>
    tellBody(
      (passing) => /^userName eq/i.test(filterOf(passing)),
      (body) =>
        body.Resources
          ? { ...body, Resources: items(body.Resources).map((one) => without(one, 'id')) }
          : body,
    ),
  ),
]
