import type { Form } from '../../../web/form.ts'
import type { Desk } from '../console.ts'
import { type App, type Group, nameOf, namesOf, type Person } from '../shapes.ts'

const SHOWN = 100

/** The attributes that the profile page has fields for. */
const FIELDS = [
  ['firstName', 'First name'],
  ['lastName', 'Last name'],
  ['login', 'Username'],
  ['email', 'Primary email'],
  ['title', 'Title'],
  ['department', 'Department'],
  ['primaryPhone', 'Primary phone'],
  ['displayName', 'Display name'],
] as const

const STEPS: Readonly<Record<string, string>> = {
  activate: 'Activate',
  suspend: 'Suspend',
  unsuspend: 'Unsuspend',
  deactivate: 'Deactivate',
}

const OFFERED: Readonly<Record<string, readonly string[]>> = {
  STAGED: ['activate'],
  PROVISIONED: ['deactivate'],
  ACTIVE: ['suspend', 'deactivate'],
  SUSPENDED: ['unsuspend', 'deactivate'],
  DEPROVISIONED: ['activate'],
}

/** Directory > People. */
export function peopleScreens(desk: Desk): void {
  const { site, okta } = desk
  site.page('/people', async ({ query }) => {
    const q = query.get('q')?.trim() ?? ''
    const status = query.get('status') ?? ''
    const people = await found(desk, q, status)
    return {
      view: 'people',
      title: 'People',
      data: { q, status, people: people.slice(0, SHOWN), more: people.length > SHOWN },
    }
  })

  site.page('/people/:id', async ({ params }) => {
    const person = await okta.get<Person>(`/api/v1/users/${params.id}`)
    const apps = await okta.get<App[]>('/api/v1/apps?limit=200')
    const mine = await okta.get<{ appInstanceId: string; label: string }[]>(
      `/api/v1/users/${person.id}/appLinks`,
    )
    const has = new Set(mine.map(({ appInstanceId }) => appInstanceId))
    return {
      view: 'person',
      title: nameOf(person),
      data: {
        ...{ person, mine, name: nameOf(person) },
        fields: FIELDS.map(([name, label]) => ({
          ...{ name, label },
          value: person.profile[name] ?? '',
        })),
        steps: (OFFERED[person.status] ?? []).map((step) => ({ step, label: STEPS[step] })),
        groups: await okta.get<Group[]>(`/api/v1/users/${person.id}/groups`),
        others: apps.filter(({ id, status }) => status === 'ACTIVE' && !has.has(id)),
      },
    }
  })
  personActions(desk)
  lifecycleAction(desk)
}

async function found({ okta }: Desk, q: string, status: string): Promise<Person[]> {
  if (status === '') {
    return okta.get(`/api/v1/users?limit=${SHOWN + 1}&q=${encodeURIComponent(q)}`)
  }
  const filter = encodeURIComponent(`status eq ${JSON.stringify(status)}`)
  return okta.get(`/api/v1/users?limit=${SHOWN + 1}&filter=${filter}&q=${encodeURIComponent(q)}`)
}

function personActions({ site, okta, journal }: Desk): void {
  site.action('/people', async ({ form }) => {
    const email = form.text('email')
    const profile = { ...profileIn(form), email, login: form.text('login') || email }
    const credentials =
      form.has('password') && form.raw('password') !== ''
        ? { credentials: { password: { value: form.raw('password') } } }
        : {}
    const active = form.text('activation') !== 'later'
    const person = await journal.act(`Add ${form.text('firstName')}`, undefined, () =>
      okta.post<Person>(`/api/v1/users?activate=${active}`, { profile, ...credentials }),
    )
    return { to: `/people/${person.id}`, said: `${nameOf(person)} was added.` }
  })

  site.action('/people/made-up', async ({ form }) => {
    const count = Number(form.text('count')) || 1
    const made = await okta.post<Person[]>('/api/v1/scimulate/people', { count })
    const said =
      made.length === 1 ? `${made.map(nameOf)} was added.` : `${made.length} people were added.`
    return { to: '/people', said }
  })

  site.action('/people/:id', async ({ params, form }) => {
    const before = await okta.get<Person>(`/api/v1/users/${params.id}`)
    const profile = profileIn(form)
    const values = Object.fromEntries(
      Object.entries(profile).filter(([name, value]) => value !== (before.profile[name] ?? null)),
    )
    if (Object.keys(values).length === 0)
      return { to: `/people/${before.id}`, said: 'Nothing changed.' }
    const click = {
      ...({ kind: 'changed', personId: before.id, names: namesOf(before) } as const),
      values: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, value ?? '']),
      ),
    }
    await journal.act(`Change ${nameOf(before)}`, click, () =>
      okta.post(`/api/v1/users/${before.id}`, { profile: values }),
    )
    return { to: `/people/${before.id}`, said: 'The profile was saved.' }
  })
}

function lifecycleAction({ site, okta, journal }: Desk): void {
  site.action('/people/:id/lifecycle', async ({ params, form }) => {
    const person = await okta.get<Person>(`/api/v1/users/${params.id}`)
    const step = form.text('step')
    const title = `${STEPS[step] ?? 'Move'} ${nameOf(person)}`
    await journal.act(title, { kind: 'moved', personId: person.id, step }, () =>
      okta.post(`/api/v1/users/${person.id}/lifecycle/${encodeURIComponent(step)}`),
    )
    return { to: `/people/${person.id}`, said: `${title}: done.` }
  })

  site.action('/people/:id/delete', async ({ params }) => {
    const person = await okta.get<Person>(`/api/v1/users/${params.id}`)
    const was = { first: person.profile.firstName, names: namesOf(person) }
    const click = { kind: 'gone', personId: person.id, ...was } as const
    await journal.act(`Delete ${nameOf(person)}`, click, () =>
      okta.delete(`/api/v1/users/${person.id}`),
    )
    return { to: '/people', said: `${nameOf(person)} was deleted.` }
  })
}

/** Null takes an attribute away. */
function profileIn(form: Form): Record<string, string | null> {
  const given = FIELDS.filter(([name]) => form.has(name))
  return Object.fromEntries(given.map(([name]) => [name, form.text(name) || null]))
}
