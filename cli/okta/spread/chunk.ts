import { cleanUp } from '../../../steps/support/clean-up.ts'
import { findIntended } from '../../../steps/support/recorder/read-ledger.ts'
import type { Done } from './done.ts'
import type { JobQueue, Taken } from './job-queue.ts'
import { type Lot, settle } from './lot.ts'
import { domainOf, groupName, membersOf } from './plan.ts'

/** As many as are made up, or linked, by one call of the mock. */
const AT_ONCE = 500

interface Range {
  readonly from: number
  readonly to: number
}

/** Does a job in an org of its own. */
export async function doJob(lot: Lot, { step, chunk }: Taken, queue: JobQueue): Promise<Done> {
  const { from, to } = chunk
  switch (step) {
    case 'people':
      return pushPeople(lot, chunk)
    case 'groups':
      return pushGroup(lot, from, queue)
    case 'remove-people':
      return remove(lot, 'Users', await queue.ids('people', from, to), chunk)
    case 'remove-groups':
      return remove(lot, 'Groups', await queue.ids('groups', from, to), chunk)
  }
}

/** Everybody is in the group that gets the app. */
async function pushPeople(lot: Lot, range: Range): Promise<Done> {
  const { admin, appId, tally } = lot
  const everyone = await admin.createGroup('Everyone', [])
  const people = await makeUp(lot, range, [everyone])
  tally.begin()
  await admin.assignGroup(appId, everyone)
  const tasks = await settle(lot)
  const links = new Map((await admin.assignments(appId)).map((one) => [one.id, one.externalId]))
  return told(lot, { tasks, ids: people.map(({ id }) => links.get(id) ?? null) })
}

/** The members are known to the target already: Okta has their links, and sends nothing but the group. */
async function pushGroup(lot: Lot, at: number, queue: JobQueue): Promise<Done> {
  const { admin, appId, plan, ledger, tally } = lot
  const range = membersOf(plan, at)
  const group = await admin.createGroup(groupName(plan, at), [])
  const people = await makeUp(lot, range, [group])
  const ids = await queue.ids('people', range.from, range.to)
  const links = people.flatMap(({ id: userId }, i) => {
    const externalId = ids[i] ?? undefined
    return externalId === undefined ? [] : [{ userId, externalId }]
  })
  for (let i = 0; i < links.length; i += AT_ONCE) {
    await admin.link(appId, links.slice(i, i + AT_ONCE))
  }
  tally.begin()
  await admin.pushGroup(appId, group, groupName(plan, at))
  const tasks = await settle(lot)
  const made = ledger.remaining().find(({ type }) => type === 'Groups')
  return told(lot, { tasks, ids: [made?.id ?? null] })
}

/** What is not known by its id, because its job never came to an end, is looked for by its name. */
async function remove(
  lot: Lot,
  type: 'Users' | 'Groups',
  ids: readonly (string | null)[],
  range: Range,
): Promise<Done> {
  const { plan, ledger, recorder, tally, token } = lot
  const { baseUrl, runId } = plan
  for (const id of ids) if (id !== null) ledger.resume({ baseUrl, type, id })
  if (ids.includes(null)) {
    const names =
      type === 'Groups'
        ? [groupName(plan, range.from)]
        : (await makeUp(lot, range, [])).map(({ profile }) => profile.login)
    const intents = names
      .filter((_, i) => ids[i] === null)
      .map((label) => ({ baseUrl, type, label }))
    const found = await findIntended(recorder.dispatcher, intents, runId, token)
    for (const one of found) ledger.resume(one)
  }
  tally.begin()
  const left = await cleanUp(recorder.dispatcher, ledger, token)
  return told(lot, { left, ids: [] })
}

/** The people of these numbers, always the same ones. */
async function makeUp({ admin, plan }: Lot, { from, to }: Range, groupIds: readonly string[]) {
  const people = []
  for (let at = from; at < to; at += AT_ONCE) {
    const count = Math.min(AT_ONCE, to - at)
    people.push(...(await admin.createPeople(count, domainOf(plan), groupIds, at + 1)))
  }
  return people
}

function told({ tally }: Lot, came: Partial<Done> & Pick<Done, 'ids'>): Done {
  tally.end()
  const times = [...tally.each()].map(([endpoint, ms]) => [endpoint, ms.map(Math.round)] as const)
  return {
    there: came.ids.filter((id) => id !== null).length,
    requests: tally.requests,
    times: Object.fromEntries(times),
    tasks: (came.tasks ?? []).map(({ title, message }) => ({ title, message })),
    left: came.left ?? [],
    worker: process.pid,
    residentMb: Math.round(process.memoryUsage().rss / 1_048_576),
    ids: came.ids,
  }
}
