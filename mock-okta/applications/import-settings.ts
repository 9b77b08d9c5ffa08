/** The To Okta page: how imported people are matched, and when an import runs by itself. */
export interface ImportSettings {
  /** What must be equal for an exact match with a person in Okta. */
  readonly exactMatch: 'USERNAME' | 'EMAIL'
  /** First and last name being equal is a partial match. */
  readonly allowPartialMatch: boolean
  readonly autoConfirmExactMatch: boolean
  readonly autoConfirmPartialMatch: boolean
  readonly autoConfirmNewUsers: boolean
  readonly autoActivateNewUsers: boolean
  readonly schedule: 'NEVER' | 'HOURLY' | 'DAILY' | 'WEEKLY'
  /** The login of someone new: the user name on the server, the e-mail, or what an expression makes. */
  readonly userNameFormat: 'USERNAME' | 'EMAIL' | 'CUSTOM'
  readonly userNameExpression: string
  /** The schedule as Okta's API was given it; empty when it was not. */
  readonly cron: string
  readonly timezone: string
  /** An import that would take the app from more than this share of those who have it is stopped. */
  readonly safeguardPercent: number
}

export const IMPORT_DEFAULTS: ImportSettings = {
  exactMatch: 'USERNAME',
  allowPartialMatch: true,
  autoConfirmExactMatch: false,
  autoConfirmPartialMatch: false,
  autoConfirmNewUsers: false,
  autoActivateNewUsers: false,
  schedule: 'NEVER',
  userNameFormat: 'USERNAME',
  userNameExpression: '',
  cron: '',
  timezone: 'UTC',
  safeguardPercent: 20,
}

/** What the settings that are words may be. */
export const IMPORT_VALUES: Readonly<Record<string, readonly string[]>> = {
  exactMatch: ['USERNAME', 'EMAIL'],
  schedule: ['NEVER', 'HOURLY', 'DAILY', 'WEEKLY'],
  userNameFormat: ['USERNAME', 'EMAIL', 'CUSTOM'],
}

const PERIODS_MS: Readonly<Record<ImportSettings['schedule'], number>> = {
  NEVER: Number.POSITIVE_INFINITY,
  HOURLY: 3_600_000,
  DAILY: 86_400_000,
  WEEKLY: 604_800_000,
}

/** Milliseconds between two imports of a schedule; endless when there is none. */
export function periodOf({ schedule }: ImportSettings): number {
  return PERIODS_MS[schedule]
}

/** A user of the server whom an admin has to confirm: as someone in Okta, as somebody new, or not at all. */
export interface ImportedUser {
  readonly externalId: string
  readonly userName: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  /** What the app's profile has of the user. */
  readonly appProfile?: Readonly<Record<string, unknown>>
  readonly match: 'EXACT' | 'PARTIAL' | 'NEW'
  /** The person in Okta who was matched. */
  readonly personId?: string
  ignored: boolean
}

/** What the Import page says of the last import. */
export interface ImportResult {
  readonly status: 'SUCCESS' | 'STOPPED' | 'ERROR'
  readonly at: string
  readonly scanned: number
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly removed: number
  readonly groups: number
  readonly message: string
}
