import type { Desk } from '../console.ts'
import type { App, Group, Person, Task } from '../shapes.ts'

/** The Dashboard and its Tasks. */
export function taskScreens({ site, okta, journal }: Desk): void {
  const open = async () => {
    const tasks = await okta.get<Task[]>('/api/v1/scimulate/tasks')
    const apps = await okta.get<App[]>('/api/v1/apps?limit=200')
    const labels = new Map(apps.map(({ id, label }) => [id, label]))
    return tasks.map((task) => ({ ...task, app: labels.get(task.appId) ?? '' })).reverse()
  }

  site.page('', async () => ({
    view: 'dashboard',
    title: 'Dashboard',
    data: {
      tasks: (await open()).filter(({ status }) => status === 'OPEN'),
      people: (await okta.get<Person[]>('/api/v1/users?limit=1000')).length,
      groups: (await okta.get<Group[]>('/api/v1/groups')).length,
      apps: await okta.get<App[]>('/api/v1/apps?limit=200'),
    },
  }))

  site.page('/tasks', async () => ({
    view: 'tasks',
    title: 'Tasks',
    data: { tasks: await open() },
  }))

  site.action('/tasks/:id/retry', async ({ params, form }) => {
    const click = { kind: 'retried', appId: form.text('appId') } as const
    await journal.act('Retry a task', click, () =>
      okta.post(`/api/v1/scimulate/tasks/${params.id}/retry`),
    )
    return { to: '/tasks', said: 'The job is tried again.' }
  })

  site.action('/tasks/:id/complete', async ({ params }) => {
    await okta.post(`/api/v1/scimulate/tasks/${params.id}/complete`)
    return { to: '/tasks', said: 'The task is marked as complete.' }
  })
}
