import { Refused } from '../../../web/refused.ts'
import type { Desk } from '../console.ts'
import type { Click } from '../recording/click.ts'
import {
  type App,
  everybody,
  type Group,
  nameOf,
  namesOf,
  type Person,
  type Task,
} from '../shapes.ts'

const NAMES = [
  ...[
    ['Ada', 'Byron'],
    ['Grace', 'Murray'],
    ['Joan', 'Clarke'],
    ['Edith', 'Clarke'],
  ],
  ...[
    ['Mary', 'Keller'],
    ['Karen', 'Sparck'],
    ['Radia', 'Perlman'],
    ['Jean', 'Bartik'],
  ],
]

/** A slow server is waited for, so that what it answers is part of what caused it. */
const PATIENCE_MS = 10_000

/** What a scenario plays on: an app, with the admin's hands. Every step is an action of the journal. */
export class Stage {
  readonly #desk: Desk
  readonly app: App

  constructor(desk: Desk, app: App) {
    this.#desk = desk
    this.app = app
  }

  /** Somebody who is not there yet. */
  async newcomer(): Promise<Person> {
    const { okta } = this.#desk
    const people = await everybody(okta)
    const used = new Set(people.map(({ profile }) => profile.firstName))
    const [firstName = 'Ada', lastName = 'Byron'] =
      NAMES.find(([first = '']) => !used.has(first)) ?? NAMES[people.length % NAMES.length] ?? []
    const mark = Date.now().toString(36).slice(-5)
    const email = `${firstName}.${lastName}.${mark}@example.com`.toLowerCase()
    const profile = { firstName, lastName, email, login: email, department: 'Sales' }
    return this.#act(`Add ${firstName} ${lastName}`, undefined, () =>
      okta.post<Person>('/api/v1/users?activate=true', {
        profile,
        credentials: { password: { value: `${mark}-Rehearsal-1` } },
      }),
    )
  }

  async group(name: string): Promise<Group> {
    const { okta } = this.#desk
    const groups = await okta.get<Group[]>('/api/v1/groups?limit=1000')
    const taken = new Set(groups.map(({ profile }) => profile.name))
    let free = name
    for (let n = 2; taken.has(free); n += 1) free = `${name} ${n}`
    return this.#act(`Add the group ${free}`, undefined, () =>
      okta.post<Group>('/api/v1/groups', { profile: { name: free, description: '' } }),
    )
  }

  /** Assigns the app; `unrecorded` where no step can repeat what befalls it. */
  async assign(person: Person, unrecorded?: 'unrecorded'): Promise<void> {
    const click = this.#click('assigned', person.id, unrecorded)
    await this.#act(`Assign ${nameOf(person)}`, click, () =>
      this.#desk.okta.post(`/api/v1/apps/${this.app.id}/users`, { id: person.id, scope: 'USER' }),
    )
  }

  async assigned(): Promise<Person> {
    const person = await this.newcomer()
    await this.assign(person)
    return person
  }

  async change(person: Person, values: Readonly<Record<string, string>>): Promise<void> {
    const names = namesOf(person)
    const click = { kind: 'changed', personId: person.id, values, names } as const
    const what = Object.entries(values).map(([name, value]) => `${name} is ${value} now`)
    await this.#act(`${nameOf(person)}: ${what.join(', ')}`, click, () =>
      this.#desk.okta.post(`/api/v1/users/${person.id}`, { profile: values }),
    )
  }

  async move(person: Person, step: 'activate' | 'deactivate'): Promise<void> {
    const title = `${step === 'activate' ? 'Activate' : 'Deactivate'} ${nameOf(person)}`
    await this.#act(title, { kind: 'moved', personId: person.id, step }, () =>
      this.#desk.okta.post(`/api/v1/users/${person.id}/lifecycle/${step}`),
    )
  }

  async push({ id: groupId, profile }: Group): Promise<string> {
    const click = { kind: 'pushed', appId: this.app.id, groupId } as const
    const made = await this.#act(`Push the group ${profile.name}`, click, () =>
      this.#desk.okta.post<{ id: string }>(`/api/v1/apps/${this.app.id}/group-push/mappings`, {
        sourceGroupId: groupId,
        targetGroupName: profile.name,
        status: 'ACTIVE',
      }),
    )
    return made.id
  }

  async join(person: Person, { id: groupId, profile }: Group): Promise<void> {
    const click = { kind: 'joined', personId: person.id, groupId } as const
    await this.#act(`${nameOf(person)} joins ${profile.name}`, click, () =>
      this.#desk.okta.put(`/api/v1/groups/${groupId}/users/${person.id}`),
    )
  }

  async leave(person: Person, { id: groupId, profile }: Group): Promise<void> {
    const click = { kind: 'left', personId: person.id, groupId } as const
    await this.#act(`${nameOf(person)} leaves ${profile.name}`, click, () =>
      this.#desk.okta.delete(`/api/v1/groups/${groupId}/users/${person.id}`),
    )
  }

  async rename({ id: groupId, profile }: Group, name: string): Promise<void> {
    const click = { kind: 'renamed', groupId, name, from: profile.name } as const
    await this.#act(`Rename ${profile.name} to ${name}`, click, () =>
      this.#desk.okta.put(`/api/v1/groups/${groupId}`, { profile: { name, description: '' } }),
    )
  }

  async unlink({ id: groupId, profile }: Group, mappingId: string): Promise<void> {
    const { okta } = this.#desk
    const path = `/api/v1/apps/${this.app.id}/group-push/mappings/${mappingId}`
    const click = { kind: 'unlinked', appId: this.app.id, groupId, deleted: true } as const
    await this.#act(`Unlink ${profile.name} and delete it in the app`, click, async () => {
      await okta.patch(path, { status: 'INACTIVE' })
      await okta.delete(`${path}?deleteTargetGroup=true`)
    })
  }

  /** What befalls the next requests of the app. */
  async fault(kind: string, more: object, title: string, click: Click): Promise<void> {
    await this.#act(title, click, () =>
      this.#desk.okta.post('/api/v1/scimulate/faults', { kind, appId: this.app.id, ...more }),
    )
  }

  async well(title: string, click: Click): Promise<void> {
    await this.#act(title, click, () => this.#desk.okta.delete('/api/v1/scimulate/faults'))
  }

  /** Tries what failed of somebody once more. */
  async retry(person: Person, unrecorded?: 'unrecorded'): Promise<void> {
    const { okta } = this.#desk
    const tasks = await okta.get<Task[]>(`/api/v1/scimulate/tasks?appId=${this.app.id}`)
    const task = tasks.find(({ personId, status }) => personId === person.id && status === 'OPEN')
    if (task === undefined) throw new Refused('Okta made no task of it.')
    const click = this.#click('retried', person.id, unrecorded)
    await this.#act('Retry the task', click, () =>
      okta.post(`/api/v1/scimulate/tasks/${task.id}/retry`),
    )
  }

  #click(kind: 'assigned' | 'retried', personId: string, unrecorded?: 'unrecorded'): Click {
    const appId = this.app.id
    if (unrecorded !== undefined) return { kind: 'other', appId, what: `${kind} in spite of it` }
    return kind === 'assigned' ? { kind, appId, personId } : { kind, appId }
  }

  #act<T>(title: string, click: Click | undefined, run: () => Promise<T>): Promise<T> {
    return this.#desk.journal.act(title, click, run, PATIENCE_MS)
  }
}
