import type { FastifyInstance } from 'fastify'
import type { GroupRule } from '../directory/group-rule.ts'
import { invalid, notFound } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import { applyRulesToAll, removePlaced } from '../provisioning/group-rules.ts'
import { type Audit, ruleTarget } from './audit.ts'
import { refuseUnreadable } from './expressions.ts'
import { fieldsIn, queryOf, textIn } from './http.ts'
import { baseOf, page } from './page.ts'

type ById = { Params: { id: string } }

const PATH = '/api/v1/groups/rules'
const LONGEST_NAME = 50

/** /api/v1/groups/rules: what keeps people in groups by what they are. */
export function groupRuleRoutes(app: FastifyInstance, engine: Engine, audit: Audit): void {
  const { groupRules } = engine.org
  const tell = (what: string, rule: GroupRule) =>
    audit.record(`group.rule.${what}`, [ruleTarget(rule)])
  const find = (id: string): GroupRule => {
    const found = groupRules.get(id)
    if (found === undefined) throw notFound(id, 'GroupRule')
    return found
  }

  app.post(PATH, async (request) => {
    const now = engine.now().toISOString()
    const id = engine.random.id('0pr')
    const wanted = wantedIn(engine, fieldsIn(request.body))
    const rule = { id, status: 'INACTIVE' as const, created: now, lastUpdated: now, ...wanted }
    groupRules.set(id, { ...rule, placed: new Map() })
    tell('create', find(id))
    return toRule(find(id), baseOf(request))
  })

  app.get(PATH, async (request, reply) => {
    const { search = '' } = queryOf(request)
    const part = search.toLowerCase()
    const rules = [...groupRules.values()].filter(({ name }) => name.toLowerCase().includes(part))
    const shown = rules.map((rule) => toRule(rule, baseOf(request)))
    return page(request, reply, shown, { preset: 50, largest: 200 })
  })

  app.get<ById>(`${PATH}/:id`, async (request) => toRule(find(request.params.id), baseOf(request)))

  app.put<ById>(`${PATH}/:id`, async (request) => {
    const rule = find(request.params.id)
    refuseActive(rule, 'updated')
    const { groupIds, ...wanted } = wantedIn(engine, fieldsIn(request.body))
    if (groupIds.join() !== rule.groupIds.join()) {
      throw invalid('actions', 'actions: the groups of a rule can not be changed.')
    }
    Object.assign(rule, wanted, { lastUpdated: engine.now().toISOString() })
    tell('update', rule)
    return toRule(rule, baseOf(request))
  })

  app.delete<ById>(`${PATH}/:id`, async (request, reply) => {
    const rule = find(request.params.id)
    refuseActive(rule, 'deleted')
    if (queryOf(request).removeUsers === 'true') removePlaced(engine, rule)
    groupRules.delete(rule.id)
    tell('delete', rule)
    return reply.status(202).send()
  })

  app.post<ById>(`${PATH}/:id/lifecycle/activate`, async ({ params }, reply) => {
    const rule = find(params.id)
    rule.status = 'ACTIVE'
    tell('activate', rule)
    applyRulesToAll(engine)
    return reply.status(204).send()
  })

  // Those whom the rule brought stay; it no longer looks at anybody.
  app.post<ById>(`${PATH}/:id/lifecycle/deactivate`, async ({ params }, reply) => {
    const rule = find(params.id)
    rule.status = 'INACTIVE'
    tell('deactivate', rule)
    return reply.status(204).send()
  })
}

type Wanted = Pick<
  GroupRule,
  'name' | 'expression' | 'groupIds' | 'excludedUsers' | 'excludedGroups'
>

function wantedIn(engine: Engine, fields: Record<string, unknown>): Wanted {
  const name = textIn(fields, 'name')
  if (name.length > LONGEST_NAME) throw invalid('name', `name: at most ${LONGEST_NAME} characters`)
  const { expression, people } = fieldsIn(fields.conditions)
  const { value, type = 'urn:okta:expression:1.0' } = fieldsIn(expression)
  if (type !== 'urn:okta:expression:1.0') throw invalid('type', 'type: urn:okta:expression:1.0')
  if (typeof value !== 'string' || value.trim() === '') {
    throw invalid('expression', 'expression: The field cannot be left blank')
  }
  refuseUnreadable('expression', value)
  const groupIds = textsIn(fieldsIn(fieldsIn(fields.actions).assignUserToGroups).groupIds)
  if (groupIds.length === 0) throw invalid('groupIds', 'groupIds: The field cannot be left blank')
  for (const id of groupIds) {
    if (engine.org.group(id).source === undefined) continue
    throw invalid('groupIds', 'groupIds: a rule can not fill a group that an app owns.')
  }
  const { users, groups } = fieldsIn(people)
  const excludedUsers = new Set(textsIn(fieldsIn(users).exclude))
  const excludedGroups = textsIn(fieldsIn(groups).exclude)
  return { name, expression: value, groupIds, excludedUsers, excludedGroups }
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function refuseActive({ status }: GroupRule, what: string): void {
  if (status === 'ACTIVE') throw invalid('status', `status: an active rule can not be ${what}.`)
}

function toRule(rule: GroupRule, base: string): object {
  const { id, name, status, created, lastUpdated, expression, groupIds } = rule
  const url = `${base}${PATH}/${id}`
  const step = status === 'ACTIVE' ? 'deactivate' : 'activate'
  return {
    type: 'group_rule',
    id,
    status,
    name,
    created,
    lastUpdated,
    conditions: {
      people: {
        users: { exclude: [...rule.excludedUsers] },
        groups: { exclude: rule.excludedGroups },
      },
      expression: { value: expression, type: 'urn:okta:expression:1.0' },
    },
    actions: { assignUserToGroups: { groupIds } },
    _links: { self: { href: url }, [step]: { href: `${url}/lifecycle/${step}` } },
  }
}
