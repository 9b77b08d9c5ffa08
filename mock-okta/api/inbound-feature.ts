import type { App } from '../applications/app.ts'
import type { ImportSettings } from '../applications/import-settings.ts'
import { invalid } from '../okta-error.ts'
import { refuseUnreadable } from './expressions.ts'
import { fieldsIn } from './http.ts'

/** Okta's schedule of an import is a cron expression; ours is the nearest of these. */
const CRONS: Readonly<Record<ImportSettings['schedule'], string>> = {
  NEVER: '',
  HOURLY: '0 * * * *',
  DAILY: '0 0 * * *',
  WEEKLY: '0 0 * * 0',
}

const FLAGS = [
  'allowPartialMatch',
  'autoConfirmExactMatch',
  'autoConfirmPartialMatch',
  'autoConfirmNewUsers',
  'autoActivateNewUsers',
] as const

/** The settings of the To Okta page as the feature says them; what is not named stays. */
export function inboundIn(app: App, fields: Record<string, unknown>): ImportSettings {
  const { importSettings, importRules } = fields
  const { username, schedule } = fieldsIn(importSettings)
  return {
    ...app.importSettings,
    ...usernameIn(fieldsIn(username)),
    ...scheduleIn(fieldsIn(schedule)),
    ...rulesIn(fieldsIn(fieldsIn(importRules).userCreateAndMatch)),
  }
}

/** Okta's own examples spell some names otherwise than its schema: both are taken. */
function usernameIn(fields: Record<string, unknown>): Partial<ImportSettings> {
  const format = fields.usernameFormat ?? fields.userNameFormat
  if (format === undefined) return {}
  if (format === 'EMAIL') return { userNameFormat: 'EMAIL' }
  if (format !== 'CUSTOM') {
    throw invalid('usernameFormat', 'usernameFormat: must be EMAIL or CUSTOM')
  }
  const expression = fields.userNameExpression ?? fields.usernameExpression
  if (typeof expression !== 'string' || expression.trim() === '') {
    throw invalid('userNameExpression', 'userNameExpression: The field cannot be left blank')
  }
  refuseUnreadable('userNameExpression', expression)
  return { userNameFormat: 'CUSTOM', userNameExpression: expression }
}

function scheduleIn(fields: Record<string, unknown>): Partial<ImportSettings> {
  const { status, fullImport } = fields
  if (status === undefined && fullImport === undefined) return {}
  if (status === 'DISABLED') return { schedule: 'NEVER', cron: '' }
  const { expression, timezone, timeZone = timezone ?? 'UTC' } = fieldsIn(fullImport)
  if (typeof expression !== 'string' || typeof timeZone !== 'string') {
    throw invalid('fullImport', 'fullImport: must have an expression')
  }
  return { schedule: nearest(expression), cron: expression, timezone: timeZone }
}

/** Minute, hour, day of the month, month, day of the week. */
function nearest(cron: string): ImportSettings['schedule'] {
  const fields = cron.trim().split(/\s+/)
  if (fields.length !== 5 || !fields.every((field) => /^[\w*?,/-]+$/.test(field))) {
    throw invalid('expression', 'expression: must be a cron expression of five fields')
  }
  const [, hour = '', , , weekday = ''] = fields
  if (hour.includes('*')) return 'HOURLY'
  return weekday === '*' || weekday === '?' ? 'DAILY' : 'WEEKLY'
}

function rulesIn(fields: Record<string, unknown>): Partial<ImportSettings> {
  const { exactMatchCriteria } = fields
  const known = ['USERNAME', 'EMAIL'] as const
  const exactMatch = known.find((one) => one === exactMatchCriteria)
  if (exactMatchCriteria !== undefined && exactMatch === undefined) {
    throw invalid('exactMatchCriteria', 'exactMatchCriteria: must be USERNAME or EMAIL')
  }
  const flags = FLAGS.filter((name) => fields[name] !== undefined).map((name) => {
    if (typeof fields[name] !== 'boolean') throw invalid(name, `${name}: must be true or false`)
    return [name, fields[name]]
  })
  return { ...Object.fromEntries(flags), ...(exactMatch === undefined ? {} : { exactMatch }) }
}

export function toInbound({ id, importSettings: settings }: App): object {
  const { exactMatch, schedule, cron, timezone } = settings
  const expression = cron === '' ? CRONS[schedule] : cron
  return {
    name: 'INBOUND_PROVISIONING',
    status: 'ENABLED',
    description: 'In-bound provisioning settings from an application to Okta',
    capabilities: {
      importSettings: {
        username: usernameOf(settings),
        schedule:
          schedule === 'NEVER'
            ? { status: 'DISABLED' }
            : { status: 'ENABLED', fullImport: { expression, timezone } },
      },
      importRules: {
        userCreateAndMatch: {
          exactMatchCriteria: exactMatch,
          ...Object.fromEntries(FLAGS.map((name) => [name, settings[name]])),
        },
      },
    },
    _links: { self: { href: `/api/v1/apps/${id}/features/INBOUND_PROVISIONING` } },
  }
}

/** The user name on the server, which the format of our own stands for, is an expression here. */
function usernameOf({ userNameFormat, userNameExpression }: ImportSettings): object {
  if (userNameFormat === 'EMAIL') return { usernameFormat: 'EMAIL' }
  const expression = userNameFormat === 'CUSTOM' ? userNameExpression : 'source.userName'
  return { usernameFormat: 'CUSTOM', userNameExpression: expression }
}
