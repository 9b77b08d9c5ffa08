import {
  amend,
  current,
  ENTERPRISE,
  error,
  GROUP,
  instead,
  items,
  on,
  operations,
  part,
  pathOf,
  tell,
  tellBody,
  tellEach,
  USER,
} from '../alter.ts'
import type { Alteration, Json, Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

/** An operation in the place of one that gets lost: a patch must have some. */
const ELSEWHERE = { op: 'replace', path: 'timezone', value: 'Europe/Paris' }
const PATCHES = on('PATCH', /^\/(Users|Groups)/)

/** Whether every member that a patch adds is there already. */
async function addsNobody(passing: Passing): Promise<boolean> {
  const wanted = items(passing.body?.Operations)
  if (!on('PATCH', GROUP)(passing) || !wanted.every(({ op }) => op === 'add')) return false
  const { members } = await current(passing)
  const there = new Set(items(members).map(({ value }) => value))
  const ids = wanted.flatMap(({ value }) => items(value)).map(({ value }) => value)
  return ids.length > 0 && ids.every((id) => there.has(id))
}

/** Remembers the groups to which somebody was added who was there; `show` alters them. */
function addedAgain(show: (group: Json) => Json): Alteration {
  const again = new Set<string>()
  return {
    ask: async (passing) => {
      if (await addsNobody(passing)) again.add(pathOf(passing))
      return undefined
    },
    ...tellEach(on('GET PATCH', GROUP), (one) =>
      again.has(`/Groups/${String(one.id)}`) ? show(one) : one,
    ),
  }
}

const patched = (path: string, change: (one: Json) => Json) =>
  operations(USER, (one) => (one.path === path ? change(one) : one))
const added = (path: string, change: (one: Json) => Json) =>
  patched(path, (one) => (String(one.op).toLowerCase() === 'add' ? change(one) : one))

export const PATCH_FORM_FAULTS = [
  mutant('an add of a first value gets lost', 'RFC7644-3.5.2.1-04', () =>
    added('nickName', () => ELSEWHERE),
  ),
  mutant('an add to a complex attribute changes another part', 'RFC7644-3.5.2.1-05', () =>
    added('name', (one) => ({ ...one, value: { ...part(one.value), givenName: 'Somebody' } })),
  ),
  mutant('an add leaves a single value that is there', 'RFC7644-3.5.2.1-08', () =>
    added('displayName', () => ELSEWHERE),
  ),
  mutant('an add to a part gets lost', 'RFC7644-3.5.2.1-09', () =>
    added('name.middleName', () => ELSEWHERE),
  ),
  mutant('who is added again is there twice', 'RFC7644-3.5.2.1-10', () =>
    addedAgain((one) => ({ ...one, members: [...items(one.members), ...items(one.members)] })),
  ),
  mutant('to add who is there is a conflict', 'RFC7644-3.5.2.1-11', () =>
    instead(on('PATCH', GROUP), async (passing) =>
      (await addsNobody(passing)) ? error(409) : undefined,
    ),
  ),
  mutant('to add who is there is a modification', 'RFC7644-3.5.2.1-12', () =>
    addedAgain((one) => ({
      ...one,
      meta: { ...part(one.meta), lastModified: '2100-01-01T00:00:00Z' },
    })),
  ),
  mutant('a path with a filter and a part is refused', 'RFC7644-3.5.2-10', () =>
    instead(
      (passing) =>
        PATCHES(passing) &&
        items(passing.body?.Operations).some(({ path }) => /\]\./.test(String(path))),
      error(400, 'invalidPath'),
    ),
  ),
  mutant('a path must have its URN', 'RFC7644-3.5.2-11 RFC7644-3.5.2-24', () =>
    instead(
      (passing) =>
        on('PATCH', USER)(passing) &&
        items(passing.body?.Operations).some(({ path }) => path === 'displayName'),
      error(400, 'invalidPath'),
    ),
  ),
  mutant('what SCIM does not have is a remove', 'RFC7644-3.5.2-02', () =>
    operations(USER, (one) => (one.op === 'move' ? { op: 'remove', path: one.path } : one)),
  ),
  mutant('a patch needs no message schema', 'RFC7644-3.5.2-03', () =>
    amend(PATCHES, ({ body }) => {
      if (body) body.schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
    }),
  ),
  mutant('an operation without op is a replace', 'RFC7644-3.5.2-05', () =>
    operations(USER, (one) => ({ op: 'replace', ...one })),
  ),
  mutant('what is readOnly is an invalid value', 'RFC7644-3.12-23', () =>
    tellBody(PATCHES, (body) =>
      body.scimType === 'mutability' ? { ...body, scimType: 'invalidValue' } : body,
    ),
  ),
  mutant('a patch that fails is answered with a word', 'RFC7644-3.5.2-31', () =>
    tell(PATCHES, (answer) =>
      answer.status >= 400
        ? { status: answer.status, headers: { 'content-type': 'text/plain' }, text: 'No' }
        : answer,
    ),
  ),
  mutant('an add without a value adds something', 'RFC7644-3.5.2.1-01', () =>
    operations(USER, (one) =>
      one.op === 'add' && one.value === undefined ? { ...one, value: 'something' } : one,
    ),
  ),
  mutant('a replace without a value makes one up', 'RFC7644-3.5.2.3-10', () =>
    operations(USER, (one) =>
      one.op === 'replace' && one.value === undefined ? { ...ELSEWHERE } : one,
    ),
  ),
  mutant('to remove an id does something else', 'RFC7644-3.5.2.2-10', () =>
    operations(USER, (one) => (one.op === 'remove' && one.path === 'id' ? ELSEWHERE : one)),
  ),
  mutant('a path that nothing answers to is an invalid one', 'RFC7644-3.12-26', () =>
    tellBody(PATCHES, (body) =>
      body.scimType === 'noTarget' ? { ...body, scimType: 'invalidPath' } : body,
    ),
  ),
  mutant('the last member stays', 'RFC7644-3.5.2.2-05', () =>
    amend(on('PATCH', GROUP), async (passing) => {
      const { members } = await current(passing)
      if (items(members).length !== 1) return
      for (const one of items(passing.body?.Operations)) {
        if (one.op !== 'remove' || !/^members\[/.test(String(one.path))) continue
        Object.assign(one, { op: 'add', path: 'members', value: members })
      }
    }),
  ),
  mutant('an attribute of an extension cannot be removed', 'RFC7644-3.5.2.2-12', () =>
    operations(USER, (one) =>
      one.op === 'remove' && String(one.path).startsWith(`${ENTERPRISE}:`) ? ELSEWHERE : one,
    ),
  ),
  mutant('a replace without a path adds to the lists of its value', 'RFC7644-3.5.2.3-09', () =>
    operations(USER, (one) =>
      one.op === 'replace' && Array.isArray(part(one.value).emails) ? { ...one, op: 'add' } : one,
    ),
  ),
  mutant('a filter and a part change every value', 'RFC7644-3.5.2.3-07', () =>
    operations(USER, (one) =>
      /^addresses\[.*\]\.streetAddress$/.test(String(one.path))
        ? { ...one, path: 'addresses.streetAddress' }
        : one,
    ),
  ),
  mutant('a second primary stands beside the first', 'RFC7644-3.5.2-28', () => {
    const marked = new Set<string>()
    return {
      ask: async (passing) => {
        if (passing.method === 'PATCH' && /primary/.test(JSON.stringify(passing.body ?? null))) {
          marked.add(pathOf(passing))
        }
        return undefined
      },
      ...tellEach(on('GET PATCH', USER), (one) =>
        marked.has(`/Users/${String(one.id)}`) && Array.isArray(one.emails)
          ? { ...one, emails: items(one.emails).map((mail) => ({ ...mail, primary: true })) }
          : one,
      ),
    }
  }),
]
