import type { MockApp } from '../../mock-okta/client/app.ts'
import { Breach } from '../model/breach.ts'
import { fold, isActive, type State } from '../model/state.ts'
import type { Org } from './org.ts'

/**
 * What an admin does when something went wrong: Retry Selected, Push now, and for whom that does not
 * help, unassign and assign again.
 */
export async function mend(org: Org): Promise<void> {
  await org.do({ kind: 'retry' })
  await org.settled()
  await assignAgain(org)
  for (const push of org.pushes.keys()) {
    const [group = 0, app = 0] = push.split('@').map(Number)
    await org.do({ kind: 'push-now', group, app })
    await org.settled()
  }
}

async function assignAgain(org: Org): Promise<void> {
  for (const app of org.apps) {
    const ill = app.assignments().filter(({ syncState }) => syncState !== 'SYNCHRONIZED')
    for (const { userId, scope } of ill) await again(org, app, userId, scope === 'USER')
    for (const { personId = '' } of byHand(app)) await again(org, app, personId, true, false)
  }
}

/** Failed deactivations: Okta has no retry of them. */
function byHand(app: MockApp): readonly { readonly personId?: string }[] {
  return app.tasks().filter(({ kind }) => kind === 'deprovisioning')
}

async function again(
  org: Org,
  app: MockApp,
  userId: string,
  hand: boolean,
  stays = true,
): Promise<void> {
  const person = [...org.people.values()].find(({ id }) => id === userId)
  if (person === undefined) return
  const has = app.assignments().some((one) => one.userId === userId)
  if (!stays && has) return
  const steps = stays ? [() => app.unassign(person), () => app.assign(person)] : []
  const undo = stays ? [] : [() => app.assign(person), () => app.unassign(person)]
  for (const step of [...(hand ? steps : [() => app.assign(person)]), ...undo]) {
    await step().catch(() => undefined)
    await org.settled()
  }
}

/** Throws unless one of the states is what Okta wants the target to hold. */
export function requireIntended(org: Org, states: readonly State[]): void {
  const wrong = states.map((state) => firstWrong(org, state))
  if (wrong.includes(undefined)) return
  const [first] = wrong
  if (first !== undefined) throw first
}

function firstWrong(org: Org, state: State): Breach | undefined {
  for (const app of org.apps) {
    for (const assignment of app.assignments()) {
      const breach = wrongWith(org, state, assignment)
      if (breach !== undefined) return breach
    }
  }
  return wrongGroup(org)
}

function wrongWith(
  org: Org,
  state: State,
  { userId, externalId = '', userName, syncState }: ReturnType<MockApp['assignments']>[number],
): Breach | undefined {
  const who = [...org.people].find(([, { id }]) => id === userId)?.[0] ?? 0
  const user = state.users.get(externalId)
  const about = { type: 'Users', id: externalId, name: userName } as const
  const breach = (what: string, says: string) =>
    new Breach(says, { rule: `after all repairs: ${what}`, requirement: 'OKTA-1.3-15', about })
  if (syncState !== 'SYNCHRONIZED') {
    const why = org.okta.tasks().map(({ message }) => message)
    return breach(
      'not provisioned',
      `${userName} cannot be provisioned by any means: ${why.join('; ')}`,
    )
  }
  // Of a user that came about by a fault which was told already the model knows nothing.
  if (user === undefined) return undefined
  if (fold(user.userName) !== fold(userName)) {
    return breach('userName', `Okta calls the user ${userName}, the target ${user.userName}`)
  }
  if (org.apps.length === 1 && !isActive(user)) {
    return breach('inactive', `${userName} has the app, and is inactive on the target`)
  }
  const given = (user.resource.name as { givenName?: unknown } | undefined)?.givenName
  const wanted = org.profiles.get(who)?.firstName
  return given === wanted
    ? undefined
    : breach('name', `${userName} is called ${wanted} in Okta, and ${String(given)} on the target`)
}

/** Two groups of one name, and a group that another app deleted, are the admin's to sort out. */
function wrongGroup({ okta }: Org): Breach | undefined {
  const task = okta
    .tasks()
    .find(({ kind, message }) => kind === 'group-push' && !/Conflict|is missing in/.test(message))
  if (task === undefined) return undefined
  return new Breach(`a group cannot be pushed by any means: ${task.message}`, {
    rule: 'after all repairs: a group is not pushed',
    requirement: 'OKTA-1.9-02',
    about: { type: 'Groups' },
  })
}
