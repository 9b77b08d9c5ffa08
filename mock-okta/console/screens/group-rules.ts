import type { Form } from '../../../web/form.ts'
import type { Desk } from '../console.ts'
import { type Group, nameOf, type Person } from '../shapes.ts'

interface Rule {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly conditions: {
    readonly expression: { readonly value: string }
    readonly people: { readonly users: { readonly exclude: readonly string[] } }
  }
  readonly actions: { readonly assignUserToGroups: { readonly groupIds: readonly string[] } }
}

const PATH = '/api/v1/groups/rules'

/** The attributes that a basic condition may ask for. */
const ATTRIBUTES = [
  ...['department', 'title', 'userType', 'employeeNumber', 'division', 'organization'],
  ...['city', 'countryCode', 'login', 'email', 'firstName', 'lastName'],
]

const OPERATORS = [
  {
    label: 'Equals',
    of: (attribute: string, value: string) => `user.${attribute}==${quoted(value)}`,
  },
  {
    label: 'Starts with',
    of: (attribute: string, value: string) =>
      `String.startsWith(user.${attribute}, ${quoted(value)})`,
  },
  {
    label: 'Contains',
    of: (attribute: string, value: string) =>
      `String.stringContains(user.${attribute}, ${quoted(value)})`,
  },
] as const

/** Directory > Groups > Rules. */
export function groupRuleScreens(desk: Desk): void {
  const { site, okta } = desk
  site.page('/groups/rules', async () => {
    const rules = await okta.get<Rule[]>(`${PATH}?limit=200`)
    const groups = await okta.get<Group[]>('/api/v1/groups?limit=500')
    const people = await okta.get<Person[]>('/api/v1/users?limit=500')
    const names = new Map(groups.map(({ id, profile }) => [id, profile.name]))
    const whom = new Map(people.map((person) => [person.id, nameOf(person)]))
    return {
      view: 'group-rules',
      title: 'Group rules',
      data: {
        rules: rules.map(({ conditions, actions, ...rule }) => ({
          ...rule,
          expression: conditions.expression.value,
          groups: actions.assignUserToGroups.groupIds.map((id) => names.get(id) ?? id),
          except: conditions.people.users.exclude.map((id) => whom.get(id) ?? id),
        })),
        groups: groups.filter(({ type }) => type === 'OKTA_GROUP'),
        people,
        attributes: ATTRIBUTES,
        operators: OPERATORS.map((operator) => operator.label),
      },
    }
  })
  makingAction(desk)
  statusActions(desk)
}

function makingAction({ site, okta, journal }: Desk): void {
  site.action('/groups/rules', async ({ form }) => {
    const name = form.text('name')
    await journal.act(`Add the rule ${name}`, undefined, () =>
      okta.post(PATH, {
        type: 'group_rule',
        name,
        conditions: {
          expression: { value: conditionIn(form), type: 'urn:okta:expression:1.0' },
          people: { users: { exclude: form.all('except') } },
        },
        actions: { assignUserToGroups: { groupIds: form.all('groupIds') } },
      }),
    )
    return {
      to: '/groups/rules',
      said: `The rule ${name} was added. It is inactive until you activate it.`,
    }
  })
}

function statusActions({ site, okta, journal }: Desk): void {
  site.action('/groups/rules/:id/lifecycle', async ({ params, form }) => {
    const { id, name } = await okta.get<Rule>(`${PATH}/${params.id}`)
    const step = form.text('step') === 'activate' ? 'activate' : 'deactivate'
    const click = { kind: 'other', what: `${step}s the group rule ${name}` } as const
    const title = `${step === 'activate' ? 'Activate' : 'Deactivate'} the rule ${name}`
    await journal.act(title, click, () => okta.post(`${PATH}/${id}/lifecycle/${step}`))
    return { to: '/groups/rules', said: SAID[step] }
  })

  site.action('/groups/rules/:id/delete', async ({ params, form }) => {
    const { id, name } = await okta.get<Rule>(`${PATH}/${params.id}`)
    const click = { kind: 'other', what: `deletes the group rule ${name}` } as const
    await journal.act(`Delete the rule ${name}`, click, () =>
      okta.delete(`${PATH}/${id}?removeUsers=${form.has('removeUsers')}`),
    )
    return { to: '/groups/rules', said: `The rule ${name} was deleted.` }
  })
}

const SAID = {
  activate: 'The rule is active: whoever it holds for is in its groups.',
  deactivate: 'The rule is inactive; those whom it added stay.',
} as const

/** The condition as an expression: as it was typed, or made of the three fields of a basic one. */
function conditionIn(form: Form): string {
  if (form.text('condition') === 'ADVANCED') return form.text('expression')
  const operator = OPERATORS.find(({ label }) => label === form.text('operator')) ?? OPERATORS[0]
  const attribute = ATTRIBUTES.find((one) => one === form.text('attribute')) ?? ATTRIBUTES[0]
  return operator.of(String(attribute), form.text('value'))
}

function quoted(value: string): string {
  return JSON.stringify(value)
}
