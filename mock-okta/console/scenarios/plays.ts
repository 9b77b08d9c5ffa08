import type { Stage } from './stage.ts'

/** A story of somebody's life in a company, or of a server's bad day, played by one click. */
export interface Play {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly run: (stage: Stage) => Promise<void>
}

export const PLAYS: readonly Play[] = [
  {
    id: 'joiner',
    title: 'Joiner',
    says: 'Somebody is hired and gets the app: looked up, then created.',
    run: async (stage) => void (await stage.assigned()),
  },
  {
    id: 'mover',
    title: 'Mover',
    says: 'Somebody changes department: out of one pushed group, into another, with a new profile.',
    run: async (stage) => {
      const person = await stage.assigned()
      const sales = await stage.group('Sales')
      const finance = await stage.group('Finance')
      await stage.join(person, sales)
      await stage.push(sales)
      await stage.push(finance)
      await stage.leave(person, sales)
      await stage.join(person, finance)
      await stage.change(person, { department: 'Finance' })
    },
  },
  {
    id: 'leaver',
    title: 'Leaver',
    says: 'Somebody leaves: deactivated in Okta, and so on the server.',
    run: async (stage) => stage.move(await stage.assigned(), 'deactivate'),
  },
  {
    id: 'name-change',
    title: 'Name change',
    says: 'Somebody marries: the same user under another name.',
    run: async (stage) => stage.change(await stage.assigned(), { lastName: 'Lovelace' }),
  },
  {
    id: 'rehire',
    title: 'Rehire',
    says: 'Somebody leaves and comes back: the same user, active again.',
    run: async (stage) => {
      const person = await stage.assigned()
      await stage.move(person, 'deactivate')
      await stage.move(person, 'activate')
      await stage.assign(person)
    },
  },
  {
    id: 'group-reorganisation',
    title: 'Group re-organisation',
    says: 'A pushed group fills, loses somebody, is renamed, and is deleted in the end.',
    run: async (stage) => {
      const people = [await stage.assigned(), await stage.assigned(), await stage.assigned()]
      const group = await stage.group('Support')
      const mapping = await stage.push(group)
      for (const person of people) await stage.join(person, group)
      for (const person of people.slice(0, 1)) await stage.leave(person, group)
      await stage.rename(group, `Care ${Date.now().toString(36).slice(-4)}`)
      await stage.unlink(group, mapping)
    },
  },
  {
    id: 'wrong-token',
    title: 'Wrong token',
    says: 'The token is no longer good: a task, and a Retry once it is again.',
    run: async (stage) =>
      failing(stage, 'wrong-token', 'The token is no longer good', 'The token is good again'),
  },
  {
    id: 'server-down',
    title: 'Server down',
    says: 'Nobody answers: one attempt, a task, and a Retry once the server is up.',
    run: async (stage) => {
      const person = await stage.newcomer()
      const appId = stage.app.id
      const more = { times: 20 }
      await stage.fault('unreachable', more, 'The server goes down', { kind: 'down', appId })
      await stage.assign(person)
      await stage.well('The server is up again', { kind: 'up', appId })
      await stage.retry(person)
    },
  },
  {
    id: 'slow-server',
    title: 'Slow server',
    says: 'Each answer takes two seconds: what follows waits its turn.',
    run: async (stage) => {
      const person = await stage.newcomer()
      const click = { kind: 'other', appId: stage.app.id, what: 'meets a slow server' } as const
      await stage.fault('delay', { times: 2, delayMs: 2_000 }, 'The server gets slow', click)
      await stage.assign(person)
    },
  },
  {
    id: 'too-many-requests',
    title: '429',
    says: 'The server has had enough: Okta waits as long as Retry-After says, and goes on.',
    run: async (stage) => {
      const person = await stage.newcomer()
      const click = { kind: 'other', appId: stage.app.id, what: 'meets a limit' } as const
      await stage.fault('too-many', { times: 1 }, 'The server limits requests', click)
      await stage.assign(person, 'unrecorded')
    },
  },
]

async function failing(stage: Stage, kind: string, down: string, up: string): Promise<void> {
  const person = await stage.newcomer()
  const click = { kind: 'other', appId: stage.app.id, what: 'meets a refusal' } as const
  await stage.fault(kind, { times: 20 }, down, click)
  await stage.assign(person, 'unrecorded')
  await stage.well(up, click)
  await stage.retry(person, 'unrecorded')
}
