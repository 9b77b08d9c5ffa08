import type { FastifyInstance } from 'fastify'
import { invalid, notAllowed, notFound } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import { personTargets } from '../provisioning/log-targets.ts'
import type { Task } from '../provisioning/task.ts'
import { fieldsIn } from './http.ts'

type OfOne = { Params: { id: string } }
type Query = Record<string, string | undefined>

const ROOT = '/api/v1/scimulate'

/** Dashboard > Tasks, and the buttons that do several at once; ours, for Okta has no API for them. */
export function taskRoutes(app: FastifyInstance, engine: Engine): void {
  const { org } = engine

  app.get(`${ROOT}/tasks`, async ({ query }) => {
    const { appId } = query as Query
    const apps = appId === undefined ? [...org.apps.values()] : [org.app(appId)]
    return apps.flatMap(({ tasks }) => tasks)
  })

  app.post<OfOne>(`${ROOT}/tasks/:id/retry`, async ({ params }) => {
    const task = taskOf(engine, params.id)
    if (!engine.retry(task)) throw notOffered()
    return task
  })

  app.post<OfOne>(`${ROOT}/tasks/:id/complete`, async ({ params }) => {
    const task = taskOf(engine, params.id)
    complete(engine, task)
    return task
  })

  // Retry Selected: none of them when one of them has no retry.
  app.post(`${ROOT}/tasks/retry`, async ({ body }) => {
    const tasks = selectedIn(body).map((id) => taskOf(engine, id))
    if (!tasks.every(({ status, retryable }) => status === 'OPEN' && retryable)) throw notOffered()
    for (const task of tasks) engine.retry(task)
    return tasks
  })

  app.post<OfOne>(`${ROOT}/apps/:id/retry-all-groups`, async ({ params }) => {
    const failed = openTasks(org.app(params.id).tasks, 'group-push')
    for (const task of failed) engine.retry(task)
    return failed
  })

  // Mark All Complete of the accounts that an admin has disabled by hand.
  app.post<OfOne>(`${ROOT}/apps/:id/mark-all-complete`, async ({ params }) => {
    const byHand = openTasks(org.app(params.id).tasks, 'deprovisioning')
    for (const task of byHand) complete(engine, task)
    return byHand
  })
}

function taskOf({ org }: Engine, id: string): Task {
  for (const { tasks } of org.apps.values()) {
    const found = tasks.find((task) => task.id === id)
    if (found !== undefined) return found
  }
  throw notFound(id, 'Task')
}

function openTasks(tasks: readonly Task[], kind: Task['kind']): Task[] {
  return tasks.filter((task) => task.status === 'OPEN' && task.kind === kind)
}

function selectedIn(body: unknown): string[] {
  const { taskIds } = fieldsIn(body)
  if (!Array.isArray(taskIds) || taskIds.length === 0)
    throw invalid('taskIds', 'taskIds: must be a list of ids of tasks')
  return [...new Set(taskIds.map(String))]
}

function complete(engine: Engine, task: Task): void {
  const { org } = engine
  task.status = 'COMPLETED'
  if (task.kind !== 'deprovisioning') return
  const person = org.people.get(task.personId ?? '')
  const about = person === undefined ? [] : personTargets(person)
  engine.log(org.app(task.appId), 'application.provision.user.deprovision', about)
}

function notOffered() {
  return notAllowed('Okta offers no retry for this task.')
}
