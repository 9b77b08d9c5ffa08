import { type App, type PushMapping, supports } from '../applications/app.ts'
import { isLive, type Person } from '../directory/person.ts'
import type { LogTarget } from '../log-event.ts'
import { Failure } from '../scim/failure.ts'
import { groupBody, type Member } from '../scim/group-body.ts'
import type { Engine } from './engine.ts'
import { refused, reportGroup } from './group-push-failure.ts'
import type { JobRecord } from './job-record.ts'
import { appGroup } from './log-targets.ts'

type GroupJob = Extract<JobRecord, { readonly mappingId: string }>['kind']

const TO_BE_RETRIED = 'application.provision.group_push.mapping.update.or.delete.failed'

type Push = (scope: Engine, id: string, name: string, members: readonly Member[]) => Promise<void>

/** The first push of a mapping: found by name it is linked, otherwise created; then all is sent. */
export function pushGroup(engine: Engine, app: App, mapping: PushMapping): void {
  enqueue(engine, app, mapping, 'push-group', async (scope) => {
    const members = membersOf(scope, app, mapping)
    const requests = scope.requests(app)
    if (mapping.externalId === undefined) {
      mapping.externalId =
        (await idByName(scope, app, mapping.targetName).catch(
          refused(scope, app, mapping, 'finding'),
        )) ??
        (
          await requests
            .createGroup(newGroupBody(app, mapping, members))
            .catch(refused(scope, app, mapping, 'creating'))
        ).id
    }
    const { externalId, targetName } = mapping
    rememberAppGroup(app, targetName, externalId)
    await scope
      .dialect(app)
      .firstPush(requests, externalId, targetName, members)
      .catch(refused(scope, app, mapping, 'members'))
    mapping.sent = members
  })
}

function newGroupBody(
  { behaviour }: App,
  { targetName }: PushMapping,
  members: readonly Member[],
): object {
  const named = { all: members, none: [], absent: undefined }
  return groupBody(targetName, named[behaviour.newGroupMembers])
}

/** Where the app groups are cached, one that Okta made itself is known without another read. */
function rememberAppGroup(app: App, name: string, id: string | undefined): void {
  if (app.appGroups === undefined) return
  const others = [...app.appGroups].filter(([one]) => one !== name)
  app.appGroups = new Map(id === undefined ? others : [...others, [name, id]])
}

async function idByName(engine: Engine, app: App, name: string): Promise<string | undefined> {
  if (app.appGroups !== undefined) return app.appGroups.get(name)
  return (await engine.requests(app).findGroup(name))?.id
}

/** People joined or left the group in the directory. */
export function pushMembers(engine: Engine, app: App, mapping: PushMapping): void {
  enqueueKnown(engine, app, mapping, 'push-members', async (scope, id, name, after) => {
    const before = mapping.sent
    if (sameMembers(before, after)) return
    await scope.dialect(app).changeMembers(scope.requests(app), id, name, { before, after })
  })
}

export function pushName(engine: Engine, app: App, mapping: PushMapping): void {
  enqueueKnown(engine, app, mapping, 'push-name', async (scope, id, name, members) => {
    await scope.dialect(app).rename(scope.requests(app), id, name, members)
    const event = 'application.provision.group_push.mapping.app.group.renamed'
    scope.log(app, event, [appGroup(mapping)])
  })
}

/** The admin's Push now: everything is sent, whether it changed or not. */
export function pushNow(engine: Engine, app: App, mapping: PushMapping): void {
  if (mapping.externalId === undefined) {
    pushGroup(engine, app, mapping)
    return
  }
  enqueueKnown(engine, app, mapping, 'push-now', async (scope, id, name, after) => {
    const change = { before: mapping.sent, after }
    await scope.dialect(app).pushNow(scope.requests(app), id, name, change)
    scope.log(app, 'application.provision.group_push.push_memberships', [appGroup(mapping)])
  })
}

/** The groups in apps that a person is a member of, as far as Okta put them there. */
export function appGroupsOf({ org }: Engine, person: Person): { app: App; group: LogTarget }[] {
  return [...org.apps.values()].flatMap((app) => {
    const id = app.users.get(person.id)?.externalId
    return [...app.mappings.values()]
      .filter(({ sent }) => sent.some(({ value }) => value === id))
      .map((mapping) => ({ app, group: appGroup(mapping) }))
  })
}

/** Part of a person's assignment: the pushed groups that they are in are sent at once. */
export async function pushGroupsOf(engine: Engine, app: App, person: Person): Promise<void> {
  if (!supports(app, 'PUSH_GROUPS')) return
  for (const mapping of app.mappings.values()) {
    const group = engine.org.groups.get(mapping.sourceGroupId)
    if (mapping.status !== 'ACTIVE' || mapping.externalId === undefined) continue
    if (!group?.members.has(person.id)) continue
    await engine.inTurn(mapping.id, () => pushMember(engine, app, mapping))
  }
}

/** What the group is refused is no failure of the person; only a 429 holds back the job. */
async function pushMember(engine: Engine, app: App, mapping: PushMapping): Promise<void> {
  const { externalId = '', targetName, sent: before } = mapping
  const after = membersOf(engine, app, mapping)
  try {
    await engine
      .dialect(app)
      .addMember(engine.requests(app), externalId, targetName, { before, after })
      .catch(refused(engine, app, mapping, 'members'))
    mapping.sent = after
  } catch (error) {
    if (!(error instanceof Failure) || error.status === 429) throw error
    failed(engine, app, mapping, error)
  }
}

/** The mapping is in error until somebody retries or pushes it. */
function failed(engine: Engine, app: App, mapping: PushMapping, failure: Failure): void {
  reportGroup(engine, app, mapping, failure, () => {
    mapping.status = 'ACTIVE'
    pushGroup(engine, app, mapping)
  })
}

/** Unlinking: the group on the server is deleted, or left as it is without a request. */
export function unlink(
  engine: Engine,
  app: App,
  mapping: PushMapping,
  deleteTarget: boolean,
): void {
  const { externalId } = mapping
  const removed = 'application.provision.group_push.removed'
  if (!deleteTarget || externalId === undefined || app.connection === undefined) {
    engine.log(app, removed, [appGroup(mapping)])
    return
  }
  engine.enqueue(app, {
    what: `delete group ${mapping.targetName}`,
    record: { kind: 'unlink', mapping },
    run: async (scope) => {
      await scope
        .requests(app)
        .deleteGroup(externalId)
        .catch(refused(scope, app, mapping, 'deleting'))
      rememberAppGroup(app, mapping.targetName, undefined)
      scope.log(app, removed, [appGroup(mapping)])
      scope.log(app, 'application.provision.group_push.delete_appgroup', [appGroup(mapping)])
    },
    failed: (failure) => failed(engine, app, mapping, failure),
  })
}

function enqueueKnown(
  engine: Engine,
  app: App,
  mapping: PushMapping,
  kind: GroupJob,
  push: Push,
): void {
  if (mapping.externalId === undefined || mapping.status === 'INACTIVE') return
  enqueue(engine, app, mapping, kind, async (scope) => {
    const members = membersOf(scope, app, mapping)
    const stage = kind === 'push-name' ? 'renaming' : 'members'
    await push(scope, mapping.externalId ?? '', mapping.targetName, members).catch(
      refused(scope, app, mapping, stage),
    )
    mapping.sent = members
  })
}

function enqueue(
  engine: Engine,
  app: App,
  mapping: PushMapping,
  kind: GroupJob,
  run: (scope: Engine) => Promise<void>,
): void {
  if (app.connection === undefined || !supports(app, 'PUSH_GROUPS')) return
  engine.enqueue(app, {
    what: `push group ${mapping.targetName}`,
    record: { kind, mappingId: mapping.id },
    run: async (scope) => {
      if (mapping.status === 'INACTIVE') return
      await run(scope)
      // One that was deactivated meanwhile stays so.
      if (mapping.status === 'ERROR') mapping.status = 'ACTIVE'
      mapping.errorSummary = ''
      scope.closeTasks(app, 'group-push', { mappingId: mapping.id })
      mapping.lastPush = scope.now().toISOString()
      scope.log(
        app,
        // Captured: a new group is told as updated, too.
        'application.provision.group_push.updated',
        [appGroup(mapping)],
      )
    },
    failed: (failure) => failed(engine, app, mapping, failure),
    paused: (failure) => engine.log(app, TO_BE_RETRIED, [appGroup(mapping)], failure),
  })
}

/** Who is sent: in the Okta group, live, and known to the server by an id. Of inactive members Okta tells. */
function membersOf(engine: Engine, app: App, mapping: PushMapping): Member[] {
  const group = engine.org.groups.get(mapping.sourceGroupId)
  const members: Member[] = []
  let ignored = false
  for (const personId of group?.members ?? []) {
    const user = app.users.get(personId)
    const person = engine.org.people.get(personId)
    ignored ||= person !== undefined && !isLive(person)
    if (user?.externalId === undefined || person === undefined || !isLive(person)) continue
    members.push({ value: user.externalId, display: user.userName })
  }
  if (ignored) {
    const event = 'app.user_management.grouppush.mapping.okta.users.ignored'
    engine.log(app, event, [appGroup(mapping)])
  }
  return members
}

function sameMembers(before: readonly Member[], after: readonly Member[]): boolean {
  const ids = new Set(before.map(({ value }) => value))
  return ids.size === after.length && after.every(({ value }) => ids.has(value))
}

/** The event of each request that may be refused, and what an admin reads of it. */
