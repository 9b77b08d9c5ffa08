import type { Cluster } from './cluster.ts'

export const FAULTS = ['node', 'database', 'restart', 'reset', 'receiver', 'worker'] as const
export type Fault = (typeof FAULTS)[number]

/** What shows that a fault has struck: told when it has, undefined when it came to nothing. */
export type Evidence = string | undefined

/** Lets a fault happen to the servers; those of the receiver and of workers last for a whole push. */
export async function strike(cluster: Cluster, fault: Fault, round: number): Promise<Evidence> {
  switch (fault) {
    case 'node':
      return told(await cluster.killNode(round), 'connections of clients ended with the server')
    case 'database':
      return cut(cluster, () => cluster.killDatabase())
    case 'restart':
      return cut(cluster, () => cluster.restartDatabase())
    case 'reset':
      return told(cluster.resetConnections(), 'connections to the database were reset')
    case 'receiver':
    case 'worker':
      return undefined
  }
}

/** It is another PostgreSQL afterwards, and the servers have noticed. */
async function cut(cluster: Cluster, end: () => Promise<void>): Promise<Evidence> {
  const started = () =>
    cluster.rows<{ at: string }>('select pg_postmaster_start_time()::text as at')
  const [before] = await started()
  const gone = cluster.lostConnections
  await end()
  const [after] = await started()
  const lost = cluster.lostConnections - gone
  return before?.at === after?.at ? undefined : told(lost, 'connections to the database were lost')
}

export function told(count: number, what: string): Evidence {
  return count > 0 ? `${count} ${what}` : undefined
}
