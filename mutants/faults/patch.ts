import {
  amend,
  error,
  instead,
  items,
  ONE,
  on,
  operations,
  part,
  restatus,
  tell,
  tellBody,
  USER,
} from '../alter.ts'
import type { Json, Passing } from '../altered-server.ts'
import { mutant } from '../mutant.ts'

const PATCH = on('PATCH', USER)
const op = (one: Json) => String(one.op ?? '').toLowerCase()
const path = (one: Json) => String(one.path ?? '')
const done = (status: number) => status === 200 || status === 204
const list = (value: unknown) => Array.isArray(value)

/** Refuses what the good server would do. */
const refuse = (when: (one: Json) => boolean, scimType = 'invalidPath') =>
  instead(
    (passing) => PATCH(passing) && items(passing.body?.Operations).some(when),
    error(400, scimType),
  )

/** Takes what the good server refuses, and does nothing. */
const accept = (when: (one: Json) => boolean) =>
  tell(
    (passing) => PATCH(passing) && items(passing.body?.Operations).some(when),
    (answer, passing) => (answer.status === 400 ? passing.call('GET', passing.path) : answer),
  )

/** Leaves some operations undone, as if they had been done. */
const ignore = (when: (one: Json) => boolean) =>
  instead(PATCH, async (passing) => {
    const kept = items(passing.body?.Operations).filter((one) => !when(one))
    if (passing.body === undefined || kept.length > 0) {
      if (passing.body) passing.body.Operations = kept
      return undefined
    }
    return passing.call('GET', passing.path)
  })

async function stepwise(passing: Passing) {
  const all = items(passing.body?.Operations)
  let last = await passing.call('PATCH', passing.path, { ...passing.body, Operations: all })
  if (last.status !== 400 || all.length < 2) return undefined
  for (const one of all) {
    last = await passing.call('PATCH', passing.path, { ...passing.body, Operations: [one] })
    if (!done(last.status)) return last
  }
  return last
}

export const PATCH_FAULTS = [
  mutant('a patch ignores active', 'RFC7644-3.5.2.3-01 RFC7644-3.5.2.3-02', () =>
    operations(USER, (one) => {
      const value = part(one.value)
      if (path(one) === 'active') return { ...one, value: true }
      return value.active === false ? { ...one, value: { ...value, active: true } } : one
    }),
  ),
  mutant('a replace without a path is ignored', 'RFC7644-3.5.2.3-01 OKTA-1.4-02', () =>
    ignore((one) => op(one) === 'replace' && one.path === undefined),
  ),
  mutant('a replace without a path is refused', 'RFC7644-3.5.2.3-01', () =>
    refuse((one) => op(one) === 'replace' && one.path === undefined, 'noTarget'),
  ),
  mutant('an add without a path is ignored', 'RFC7644-3.5.2.1-03', () =>
    ignore((one) => op(one) === 'add' && one.path === undefined),
  ),
  mutant('an add to a list replaces it', 'RFC7644-3.5.2.1-07', () =>
    operations(ONE, (one) =>
      op(one) === 'add' && list(one.value) ? { ...one, op: 'replace' } : one,
    ),
  ),
  mutant('an add of several values adds the first', 'RFC7644-3.5.2.1-07', () =>
    operations(ONE, (one) =>
      op(one) === 'add' && Array.isArray(one.value)
        ? { ...one, value: one.value.slice(0, 1) }
        : one,
    ),
  ),
  mutant('a replace of a list adds to it', 'RFC7644-3.5.2.3-03', () =>
    operations(USER, (one) =>
      op(one) === 'replace' && list(one.value) ? { ...one, op: 'add' } : one,
    ),
  ),
  mutant('a replace of a complex attribute loses the other parts', 'RFC7644-3.5.2.3-05', () =>
    operations(USER, (one) =>
      op(one) === 'replace' && path(one) === 'name' ? [{ op: 'remove', path: 'name' }, one] : one,
    ),
  ),
  mutant('a replace of what has no value is refused', 'RFC7644-3.5.2.3-04', () =>
    instead(PATCH, async (passing) => {
      const { body } = await passing.call('GET', passing.path)
      const missing = items(passing.body?.Operations).some(
        (one) => op(one) === 'replace' && /^\w+$/.test(path(one)) && !(path(one) in part(body)),
      )
      return missing ? error(400, 'noTarget') : undefined
    }),
  ),
  mutant('a remove does nothing', 'RFC7644-3.5.2.2-02 RFC7644-3.5.2.2-03', () =>
    ignore((one) => op(one) === 'remove' && one.path !== undefined),
  ),
  mutant('a remove with a filter takes the whole list', 'RFC7644-3.5.2.2-06', () =>
    operations(USER, (one) =>
      op(one) === 'remove' ? { ...one, path: one.path && path(one).replace(/\[.*\]$/, '') } : one,
    ),
  ),
  mutant('a remove of a part takes the whole', 'RFC7644-3.5.2.2-08', () =>
    operations(USER, (one) =>
      op(one) === 'remove' && /^name\./.test(path(one)) ? { ...one, path: 'name' } : one,
    ),
  ),
  mutant('a remove with filter and part takes the values', 'RFC7644-3.5.2.2-07', () =>
    operations(USER, (one) =>
      op(one) === 'remove' ? { ...one, path: one.path && path(one).replace(/\]\.\w+$/, ']') } : one,
    ),
  ),
  mutant('a remove without a path is taken', 'RFC7644-3.5.2-09 RFC7644-3.5.2.2-01', () =>
    accept((one) => op(one) === 'remove' && one.path === undefined),
  ),
  mutant('a required attribute may be removed', 'RFC7644-3.5.2.2-09', () =>
    accept((one) => op(one) === 'remove' && path(one) === 'userName'),
  ),
  mutant('an unknown operation is taken', 'RFC7644-3.5.2-06', () =>
    accept((one) => !['add', 'remove', 'replace'].includes(op(one))),
  ),
  mutant('an unknown operation is a 500', 'RFC7644-3.5.2-06', () =>
    restatus(
      (passing) =>
        PATCH(passing) &&
        items(passing.body?.Operations).some(
          (one) => !['add', 'remove', 'replace'].includes(op(one)),
        ),
      400,
      500,
    ),
  ),
  mutant('operations may not begin with a capital', 'ENTRA-2-03', () =>
    refuse((one) => /^[A-Z]/.test(String(one.op)), 'invalidSyntax'),
  ),
  mutant('names in a path mind the letter case', 'RFC7644-3.5.2-23', () =>
    refuse((one) =>
      /^(USERNAME|ACTIVE|DISPLAYNAME|NAME|EMAILS|TITLE|username|displayname|Active|DisplayName|Title|Emails|NickName|NICKNAME|nickname)/.test(
        path(one),
      ),
    ),
  ),
  mutant('a path may not carry a URN', 'RFC7644-3.5.2-15', () =>
    refuse((one) => /^urn:.*core:2\.0:User:/i.test(path(one))),
  ),
  mutant('a path with brackets is refused', 'RFC7644-3.5.2-13 RFC7644-3.5.2-14', () =>
    refuse((one) => path(one).includes('[')),
  ),
  mutant('a path with a dot is refused', 'RFC7644-3.5.2-12', () =>
    refuse((one) => /^\w+\.\w+$/.test(path(one))),
  ),
  mutant('a filter in a path changes the first value only', 'RFC7644-3.5.2.3-06', () =>
    instead(PATCH, async (passing) => {
      const all = items(passing.body?.Operations)
      if (!all.some((one) => op(one) === 'replace' && /\[.*\]$/.test(path(one)))) return undefined
      const before = await passing.call('GET', passing.path)
      const { status, body } = await passing.call('PATCH', passing.path, passing.body)
      if (!done(status)) return undefined
      const now = (await passing.call('GET', passing.path)).body ?? body ?? {}
      const name = path(all[0] ?? {}).split('[')[0] ?? ''
      const old = items(before.body?.[name])
      let changed = 0
      const mixed = items(now[name]).map((one, i) => {
        if (JSON.stringify(one) === JSON.stringify(old[i])) return one
        changed += 1
        return changed > 1 ? old[i] : one
      })
      const undo = { op: 'replace', path: name, value: mixed }
      return passing.call('PATCH', passing.path, { ...passing.body, Operations: [undo] })
    }),
  ),
  mutant('a filter that finds nothing is a success', 'RFC7644-3.5.2.3-08', () =>
    accept((one) => op(one) === 'replace' && path(one).includes('[')),
  ),
  mutant(
    'an operation that fails leaves the others done',
    'RFC7644-3.5.2-29 RFC7644-3.5.2-30',
    () => instead(PATCH, stepwise),
  ),
  mutant('only the first operation is done', 'RFC7644-3.5.2-27', () =>
    amend(PATCH, ({ body }) => {
      if (body) body.Operations = items(body.Operations).slice(0, 1)
    }),
  ),
  mutant('operations are done backwards', 'RFC7644-3.5.2-27', () =>
    amend(PATCH, ({ body }) => {
      if (body) body.Operations = items(body.Operations).reverse()
    }),
  ),
  mutant('a patch is answered with 200 and nothing', 'RFC7644-3.5.2-32', () =>
    tell(PATCH, (answer) => (answer.status === 200 ? { status: 200 } : answer)),
  ),
  mutant('a patch is answered with 202', 'RFC7644-3.5.2-32', () => restatus(PATCH, 200, 202)),
  mutant('a patch is answered with the user from before', 'RFC7644-3.5.2-32', () => {
    let before: Json | undefined
    return {
      ask: async (passing) => {
        if (PATCH(passing)) before = (await passing.call('GET', passing.path)).body
        return undefined
      },
      ...tell(PATCH, (answer) =>
        answer.status === 200 && before ? { ...answer, body: before } : answer,
      ),
    }
  }),
  mutant('a patch that asks for attributes gets all', 'RFC7644-3.5.2-34', () =>
    amend(PATCH, (passing) => {
      passing.path = passing.path.split('?')[0] ?? passing.path
    }),
  ),
  mutant('a patch of nobody is a 500', 'RFC7644-3.5.2-35', () =>
    restatus(on('PATCH', ONE), 404, 500),
  ),
  mutant('a patch may take a userName that is taken', 'RFC7644-3.5.2-36', () =>
    tell(PATCH, (answer, passing) =>
      answer.status === 409 ? passing.call('GET', passing.path) : answer,
    ),
  ),
  mutant('a patch loses displayName', 'RFC7644-3.5.2-38', () =>
    amend(PATCH, ({ body }) => {
      if (body) body.Operations = [{ op: 'remove', path: 'displayName' }, ...items(body.Operations)]
    }),
  ),
  mutant('an added primary leaves the old one', 'RFC7644-3.5.2.1-13', () => {
    let primary: unknown
    return {
      ask: async (passing) => {
        if (!PATCH(passing)) return undefined
        const { body } = await passing.call('GET', passing.path)
        primary = items(body?.emails).find((one) => one.primary === true)?.value
        return undefined
      },
      ...tellBody(on('GET PATCH', USER), (body) =>
        Array.isArray(body.emails)
          ? {
              ...body,
              emails: items(body.emails).map((one) =>
                one.value === primary ? { ...one, primary: true } : one,
              ),
            }
          : body,
      ),
    }
  }),
  mutant('an extension is not patched', 'RFC7644-3.5.2.1-14', () =>
    ignore((one) => /^urn:.*extension/i.test(path(one))),
  ),
]
