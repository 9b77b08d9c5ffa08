import type { Desk } from '../console.ts'
import type { App, Group, Person, Task } from '../shapes.ts'

interface AppTask extends Task {
  readonly app: string
}

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
    data: { tasks: await open(), several: severalIn(await open()) },
  }))

  taskActions({ site, okta, journal })
  severalActions({ site, okta, journal })
}

function taskActions({ site, okta, journal }: Desk): void {
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

/** The buttons for all that an app has left for an admin. */
function severalActions({ site, okta, journal }: Desk): void {
  const open = async (appId: string) =>
    (await okta.get<Task[]>(`/api/v1/scimulate/tasks?appId=${appId}`)).filter(
      ({ status }) => status === 'OPEN',
    )

  site.action('/apps/:id/tasks/retry', async ({ params }) => {
    const id = params.id ?? ''
    const taskIds = (await open(id)).filter(({ retryable }) => retryable).map((task) => task.id)
    const click = { kind: 'retried', appId: id } as const
    await journal.act('Retry all tasks', click, () =>
      okta.post('/api/v1/scimulate/tasks/retry', { taskIds }),
    )
    return { to: '/tasks', said: 'The jobs are tried again.' }
  })

  site.action('/apps/:id/tasks/complete', async ({ params }) => {
    await okta.post(`/api/v1/scimulate/apps/${params.id}/mark-all-complete`)
    return { to: '/tasks', said: 'The deprovisioning tasks are marked as complete.' }
  })

  site.action('/apps/:id/tasks/none', async ({ params }) => {
    const id = params.id ?? ''
    const what = 'has no deprovisioning tasks created any more'
    await journal.act('Don’t create deprovisioning tasks', { kind: 'other', appId: id, what }, () =>
      okta.put(`/api/v1/scimulate/apps/${id}/options`, { deprovisioningTasks: 'none' }),
    )
    return { to: '/tasks', said: 'No more deprovisioning tasks are created for this app.' }
  })
}

/** What can be done at once for each app that has open tasks. */
function severalIn(tasks: readonly AppTask[]) {
  const open = tasks.filter(({ status }) => status === 'OPEN')
  return [...new Map(open.map(({ appId, app }) => [appId, app]))].map(([id, app]) => {
    const own = open.filter(({ appId }) => appId === id)
    const retryable = own.filter((task) => task.retryable).length
    const byHand = own.filter(({ kind }) => kind === 'deprovisioning').length
    return { id, app, retryable, byHand }
  })
}
