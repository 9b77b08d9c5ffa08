import type { AppUser, PushMapping } from '../applications/app.ts'
import type { Person } from '../directory/person.ts'

/** What a job is, as plain data: enough to queue it again after a restart. */
export type JobRecord =
  | { readonly kind: 'provision' | 'profile'; readonly personId: string }
  | { readonly kind: 'password'; readonly personId: string; readonly password: string }
  | { readonly kind: 'deactivate' | 'delete'; readonly person: Person; readonly user: AppUser }
  | {
      readonly kind: 'push-group' | 'push-members' | 'push-name' | 'push-now'
      readonly mappingId: string
    }
  | { readonly kind: 'unlink'; readonly mapping: PushMapping }
  | { readonly kind: 'import' }

/** What a job is about: jobs of the same thing keep their order. */
export interface Lane {
  readonly kind: 'person' | 'group' | 'app'
  readonly id: string
}

export function laneOf(job: JobRecord): Lane {
  if ('personId' in job) return { kind: 'person', id: job.personId }
  if ('person' in job) return { kind: 'person', id: job.person.id }
  if ('mappingId' in job) return { kind: 'group', id: job.mappingId }
  if ('mapping' in job) return { kind: 'group', id: job.mapping.id }
  return { kind: 'app', id: '' }
}
