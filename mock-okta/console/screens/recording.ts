import type { Desk } from '../console.ts'
import type { Action } from '../journal.ts'
import type { Okta } from '../okta.ts'
import { featureOf, type Recorded } from '../recording/feature.ts'
import { type Named, Words } from '../recording/words.ts'
import {
  type App,
  type Connection,
  type Exchange,
  everybody,
  type Group,
  namesOf,
} from '../shapes.ts'

/** Rehearsal > Recording: what was just done, as a feature. */
export function recordingScreens(desk: Desk): void {
  const { site, journal } = desk
  site.page('/recording', async () => ({
    view: 'recording',
    title: 'Recording',
    data: {
      text: await recorded(desk),
      clicks: journal.actions.filter(({ click }) => click !== undefined).length,
    },
  }))

  site.action('/recording/anew', async () => {
    journal.forget()
    return { to: '/recording', said: 'The recording begins anew.' }
  })

  site.app.get(`${site.options.base}/recording.feature`, async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', 'attachment; filename="recorded.feature"')
      .send(await recorded(desk)),
  )
}

async function recorded({ okta, journal }: Desk): Promise<string> {
  const { actions } = journal
  const exchanges = await journal.exchanges(actions[0]?.after ?? 0)
  const apps = await okta.get<App[]>('/api/v1/apps?limit=200')
  const people = await namedPeople(okta, actions)
  const groups = await namedGroups(okta, actions)
  const all: Recorded[] = []
  for (const app of apps) {
    const own = exchanges.filter(({ appId }) => appId === app.id)
    const numbered = new Map<number, Exchange[]>()
    for (const one of own) {
      const number = journal.actionOf(one.id)?.number ?? 0
      numbered.set(number, [...(numbered.get(number) ?? []), one])
    }
    const path = `/api/v1/scimulate/apps/${app.id}/connection`
    const words = new Words(people, groups, own)
    const connection = await okta.get<Connection>(path)
    all.push({ app, connection, actions, exchanges: numbered, words })
  }
  return featureOf('What was just done', all)
}

async function namedPeople(okta: Okta, actions: readonly Action[]): Promise<Named[]> {
  const people = await everybody(okta)
  const formerNames = (id: string) =>
    actions.flatMap(({ click }) =>
      click?.kind === 'changed' && click.personId === id ? click.names : [],
    )
  const gone = actions.flatMap(({ click }) => {
    if (click?.kind !== 'gone') return []
    const { personId: id, first, names } = click
    return { id, first, names: [...names, ...formerNames(id)] }
  })
  const here = people.map((person) => ({
    id: person.id,
    first: person.profile.firstName,
    names: [...namesOf(person), ...formerNames(person.id)],
  }))
  return [...gone, ...here]
}

async function namedGroups(okta: Okta, actions: readonly Action[]): Promise<Named[]> {
  const groups = await okta.get<Group[]>('/api/v1/groups?limit=1000')
  return groups.map(({ id, profile }) => {
    const before = actions.flatMap(({ click }) =>
      click?.kind === 'renamed' && click.groupId === id ? click.from : [],
    )
    return { id, first: before[0] ?? profile.name, names: [...before, profile.name] }
  })
}
