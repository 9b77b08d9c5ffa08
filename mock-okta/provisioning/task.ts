/** What Dashboard > Tasks shows of a job that failed. */
export interface Task {
  readonly id: string
  readonly appId: string
  readonly personId?: string
  readonly mappingId?: string
  readonly kind: 'assignment' | 'profile' | 'password' | 'deprovisioning' | 'group-push'
  readonly title: string
  readonly message: string
  readonly createdAt: string
  /** A failed deactivation has no Retry in Okta: the account is to be disabled by hand. */
  readonly retryable: boolean
  status: 'OPEN' | 'COMPLETED'
}

export const TITLES: Readonly<Record<Task['kind'], string>> = {
  assignment: 'Application assignments encountered errors',
  profile: 'Profile updates have errors',
  password: 'Profile updates have errors',
  deprovisioning: 'Application accounts need deprovisioning',
  'group-push': 'Group push has errors',
}
