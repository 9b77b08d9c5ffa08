import type { AppKind } from '../admin.ts'

/** What a run over several processes pushes; it stands in every job, so that whoever goes on has it. */
export interface Plan {
  readonly runId: string
  readonly users: number
  readonly groups: number
  /** Makes the same people again, whoever makes them. */
  readonly seed: number
  readonly app: AppKind
  readonly baseUrl: string
  /** People of one job. */
  readonly lot: number
}

/** What is done one after the other; within a step the workers share the jobs. */
export const STEPS = ['people', 'groups', 'remove-groups', 'remove-people'] as const
export type Step = (typeof STEPS)[number]

/** One job: people from a number up to another, or groups. */
export interface Chunk {
  readonly plan: Plan
  readonly from: number
  readonly to: number
}

const LARGEST_LOT = 500

/** So many people in a job that each worker gets several, and that one is soon done again. */
export function lotFor(users: number, workers: number): number {
  return Math.max(1, Math.min(LARGEST_LOT, Math.ceil(users / (workers * 4))))
}

/** The jobs of a step. Those that push and those that remove again are cut in the same way. */
export function* chunksOf(plan: Plan, step: Step): Generator<Chunk> {
  const ofPeople = step === 'people' || step === 'remove-people'
  const [all, size] = ofPeople ? [plan.users, plan.lot] : [plan.groups, 1]
  for (let from = 0; from < all; from += size) {
    yield { plan, from, to: Math.min(from + size, all) }
  }
}

/** Whom a group has: each person is in one. */
export function membersOf({ users, groups }: Plan, group: number): { from: number; to: number } {
  const start = (at: number) => Math.floor((at * users) / groups)
  return { from: start(group), to: start(group + 1) }
}

export function domainOf({ runId }: Plan): string {
  return `${runId}.example.com`
}

export function groupName({ runId }: Plan, group: number): string {
  return `Roll-out ${group + 1} ${runId}`
}
