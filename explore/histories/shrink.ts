import type { Action, Deed, History, Together } from './action.ts'
import { Directory } from './directory.ts'

/** Without what is no longer possible once something before it is gone. */
export function possible(history: History): History {
  const org = new Directory(history)
  const actions: Action[] = []
  for (const action of history.actions) {
    if (!org.allows(action)) continue
    org.take(action)
    actions.push(action)
  }
  return { ...history, actions }
}

/** Smaller histories, those with most taken away first; the order is the same every time. */
export function* smaller(history: History): Generator<History> {
  yield* withoutChunks(history)
  yield* plainer(history)
  yield* withSimplerActions(history)
}

function* withoutChunks(history: History): Generator<History> {
  const { actions } = history
  for (let size = actions.length >> 1; size >= 1; size >>= 1) {
    for (let end = actions.length; end > 0; end -= size) {
      const start = Math.max(0, end - size)
      const rest = [...actions.slice(0, start), ...actions.slice(end)]
      if (rest.length > 0) yield possible({ ...history, actions: rest })
    }
  }
}

/** One app in place of two, no synced passwords, a smaller org. */
function* plainer(history: History): Generator<History> {
  const { apps, passwords } = history
  for (const kept of apps.length > 1 ? [0, 1] : []) {
    const actions = history.actions.map((action) => onOneApp(action))
    yield possible({ ...history, apps: apps.slice(kept, kept + 1), actions })
  }
  if (passwords) yield possible({ ...history, passwords: false })
  if (history.team) yield possible({ ...history, team: false })
  if (history.staff > 0) {
    yield possible({ ...history, staff: 0, team: false })
    yield possible({
      ...history,
      staff: history.staff - 1,
      team: history.team && history.staff > 1,
    })
  }
}

function onOneApp(action: Action): Action {
  if (action.kind === 'together') {
    return { ...action, deeds: action.deeds.map((deed) => onOneApp(deed) as Deed) }
  }
  return 'app' in action ? { ...action, app: 0 } : action
}

function* withSimplerActions(history: History): Generator<History> {
  for (const [at, action] of history.actions.entries()) {
    for (const simpler of simplerThan(action)) {
      const actions = [...history.actions]
      actions.splice(at, 1, ...simpler)
      yield possible({ ...history, actions })
    }
  }
}

function* simplerThan(action: Action): Generator<readonly Action[]> {
  if (action.kind === 'together') yield* fewerAtOnce(action)
  if (action.kind === 'trouble' && action.nth > 1) yield [{ ...action, nth: action.nth - 1 }]
  if (action.kind === 'onboard') yield [{ kind: 'hire', who: action.who, app: 0 }]
  if (action.kind === 'rehire') yield [{ kind: 'hire', who: action.who, app: action.app }]
  if ('to' in action && action.to > 0) yield [{ ...action, to: 0 }]
}

/** Fewer admins, one after the other, or all of them without waiting. */
function* fewerAtOnce(action: Together): Generator<readonly Action[]> {
  const { deeds, gaps } = action
  for (const gone of deeds.length > 2 ? deeds.keys() : []) {
    const others = (_: unknown, at: number) => at !== gone
    yield [{ ...action, deeds: deeds.filter(others), gaps: gaps.filter(others) }]
  }
  yield deeds
  if (gaps.some((gap) => gap > 0)) yield [{ ...action, gaps: gaps.map(() => 0) }]
}
