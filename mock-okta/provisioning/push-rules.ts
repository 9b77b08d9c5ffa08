import type { App, PushMapping, PushRule } from '../applications/app.ts'
import type { Group } from '../directory/group.ts'
import type { Engine } from './engine.ts'
import { appGroup } from './log-targets.ts'
import { pushGroup, pushName } from './push-group.ts'

const FITS: Readonly<Record<PushRule['operator'], (text: string, value: string) => boolean>> = {
  EQUALS: (text, value) => text === value,
  STARTS_WITH: (text, value) => text.startsWith(value),
  ENDS_WITH: (text, value) => text.endsWith(value),
  CONTAINS: (text, value) => text.includes(value),
}

/** A mapping that has not been pushed yet. */
export function newMapping(
  engine: Engine,
  sourceGroupId: string,
  targetName: string,
  status: PushMapping['status'],
  externalId?: string,
): PushMapping {
  const now = engine.now().toISOString()
  return {
    id: engine.random.id('gPm'),
    sourceGroupId,
    targetGroupId: engine.random.id('00g'),
    targetName,
    status,
    externalId,
    sent: [],
    errorSummary: '',
    created: now,
    lastUpdated: now,
    lastPush: undefined,
  }
}

/** Push Groups > By rule: groups that fit now are pushed at once, later ones when they come. */
export function addPushRule(
  engine: Engine,
  app: App,
  rule: Pick<PushRule, 'field' | 'operator' | 'value'>,
): PushRule {
  const made = { ...rule, id: engine.random.id('gPr'), created: engine.now().toISOString() }
  app.pushRules.set(made.id, made)
  for (const group of engine.org.groups.values()) pushIfRuled(engine, app, group)
  return made
}

/** A group was made: apps with a rule that it fits push it. */
export function groupCreated(engine: Engine, group: Group): void {
  for (const app of engine.org.apps.values()) pushIfRuled(engine, app, group)
}

/** A group got another name: pushed groups take it along, or the push ends, as the app's setting has it. */
export function groupRenamed(engine: Engine, group: Group): void {
  for (const app of engine.org.apps.values()) {
    for (const mapping of mappingsOf(app, group)) {
      if (app.renameGroups) {
        mapping.targetName = group.name
        pushName(engine, app, mapping)
        continue
      }
      mapping.status = 'INACTIVE'
      mapping.lastUpdated = engine.now().toISOString()
      const event = 'application.provision.group_push.mapping.deactivated.source.group.renamed'
      engine.log(app, event, [appGroup(mapping)])
    }
    pushIfRuled(engine, app, group)
  }
}

function pushIfRuled(engine: Engine, app: App, group: Group): void {
  if (group.source !== undefined || mappingsOf(app, group).length > 0) return
  const fits = [...app.pushRules.values()].some(({ field, operator, value }) =>
    FITS[operator](group[field].toLowerCase(), value.toLowerCase()),
  )
  if (!fits) return
  const mapping = newMapping(engine, group.id, group.name, 'ACTIVE')
  app.mappings.set(mapping.id, mapping)
  pushGroup(engine, app, mapping)
}

function mappingsOf(app: App, group: Group): PushMapping[] {
  return [...app.mappings.values()].filter(({ sourceGroupId }) => sourceGroupId === group.id)
}
