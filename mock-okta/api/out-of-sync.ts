import type { App, AppUser } from '../applications/app.ts'

const BEFORE_PROVISIONING =
  'User was assigned this application before Provisioning was enabled and not provisioned in the downstream application. Click Provision User.'

/** Whose profile the server does not have as Okta has it, and why. */
export function outOfSync(app: App): object[] {
  if (app.connection === undefined) return []
  return [...app.users.values()]
    .filter(({ syncState }) => syncState !== 'SYNCHRONIZED' && syncState !== 'SYNCING')
    .map((user) => ({
      userId: user.personId,
      userName: user.userName,
      syncState: user.syncState,
      message: messageFor(app, user),
    }))
}

function messageFor({ tasks }: App, { personId, syncState }: AppUser): string | null {
  if (syncState === 'DISABLED') return BEFORE_PROVISIONING
  const task = tasks.findLast((one) => one.personId === personId && one.status === 'OPEN')
  return task?.message ?? null
}
