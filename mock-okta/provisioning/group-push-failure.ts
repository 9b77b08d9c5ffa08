import { createHash } from 'node:crypto'
import type { App, PushMapping } from '../applications/app.ts'
import { Failure, UnreadGroup } from '../scim/failure.ts'
import type { Engine } from './engine.ts'
import { appGroup } from './log-targets.ts'

type Stage = 'finding' | 'creating' | 'members' | 'renaming' | 'deleting'

/** Of each stage the event that tells of its failure, what Okta calls the operation, and the mark behind it. */
const REFUSED: Readonly<Record<Stage, readonly [event: string, operation: string, mark: string]>> =
  {
    finding: ['group.verify_exists', 'Error while verifying if group {} exists', ': '],
    creating: ['group.add', 'Error while creating user group {}', ': '],
    members: [
      'group_membership.update',
      'Error while updating user group membership for group {}',
      ' ',
    ],
    renaming: ['group.update', 'Error while updating user group membership for group {}', ' '],
    deleting: ['group.remove', 'Error while deleting user group {}', ': '],
  }

/** Tells the System Log of a failure, and passes it on in the words that an admin reads. */
export function refused(
  engine: Engine,
  app: App,
  mapping: PushMapping,
  stage: Stage,
): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Failure)) throw error
    const [event, operation, mark] = REFUSED[stage]
    const unread = error instanceof UnreadGroup
    const failure = unread
      ? error.within(unreadText(mapping, error.id))
      : error.within(
          operation.replace('{}', () => mapping.targetName),
          mark,
        )
    const log = (type: string) => {
      engine.log(app, `application.provision.${type}`, [appGroup(mapping)], failure)
    }
    if (error.status === 404 && stage !== 'creating') log('group.verify_exists')
    else log(unread ? 'group.import' : event)
    if (stage === 'renaming') log('group_push.mapping.app.group.renamed.failed')
    throw failure
  }
}

/** With the name of a Java object at its end, as it leaks from Okta. */
function unreadText({ id: mappingId, targetName }: PushMapping, id: string): string {
  const hash = createHash('sha256').update(mappingId).digest('hex').slice(0, 8)
  return `Error while trying to get the group ${targetName} with the externalId ${id} and id com.saasure.db.dto.platform.entity.AppGroup@${hash}`
}

/** Puts a failed push where an admin looks: the mapping, the log, and a task with the way to try again. */
export function reportGroup(
  engine: Engine,
  app: App,
  mapping: PushMapping,
  failure: Failure,
  retry: () => void,
): void {
  const at = engine.now().toISOString()
  if (mapping.status !== 'INACTIVE') mapping.status = 'ERROR'
  mapping.errorSummary =
    failure.status === 404
      ? `Linked group is missing in ${app.label}. Change the linked group to resume pushing group memberships.`
      : `Failed on ${stamp(at)} UTC: Unable to update Group Push mapping target App group ${mapping.targetName}: ${failure.message}`
  const event = 'application.provision.group_push.mapping.update.or.delete.failed.with.error'
  engine.log(app, event, [appGroup(mapping)], failure)
  engine.addTask(app, 'group-push', mapping.errorSummary, { mappingId: mapping.id }, retry)
}

/** `11-25-2026 10:43:05PM`, as Push Groups > Errors writes it. */
function stamp(iso: string): string {
  const hours = Number(iso.slice(11, 13))
  const clock = `${String(hours % 12 || 12).padStart(2, '0')}${iso.slice(13, 19)}${hours < 12 ? 'AM' : 'PM'}`
  return `${iso.slice(5, 10)}-${iso.slice(0, 4)} ${clock}`
}
