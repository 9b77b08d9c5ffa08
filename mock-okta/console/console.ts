import type { FastifyInstance } from 'fastify'
import { openSite, type Site, type SiteOptions } from '../../web/site.ts'
import { Journal } from './journal.ts'
import { type Call, Okta } from './okta.ts'
import { appScreens } from './screens/app.ts'
import { appListScreens } from './screens/app-list.ts'
import { appOptionScreens } from './screens/app-options.ts'
import { assignmentScreens } from './screens/assignments.ts'
import { groupRuleScreens } from './screens/group-rules.ts'
import { groupScreens } from './screens/groups.ts'
import { importScreens } from './screens/import.ts'
import { logScreens } from './screens/logs.ts'
import { peopleScreens } from './screens/people.ts'
import { provisioningScreens } from './screens/provisioning.ts'
import { pushGroupScreens } from './screens/push-groups.ts'
import { recordingScreens } from './screens/recording.ts'
import { scenarioScreens } from './screens/scenarios.ts'
import { settingsScreens } from './screens/settings.ts'
import { taskScreens } from './screens/tasks.ts'
import { toAppScreens } from './screens/to-app.ts'
import { Feed } from './traffic/feed.ts'

/** What a screen works with. */
export interface Desk {
  readonly site: Site
  readonly okta: Okta
  readonly journal: Journal
}

export interface ConsoleOptions {
  readonly call: Call
  /** Whether only this machine can reach it. */
  readonly loopback: boolean
  readonly password: string | undefined
}

const MENU = [
  { name: 'Dashboard', at: '' },
  { name: 'Tasks', at: '/tasks' },
  { name: 'Directory', at: '#directory' },
  { name: 'People', at: '/people' },
  { name: 'Groups', at: '/groups' },
  { name: 'Applications', at: '#applications' },
  { name: 'Applications', at: '/apps' },
  { name: 'Reports', at: '#reports' },
  { name: 'System Log', at: '/logs' },
  { name: 'Rehearsal', at: '#rehearsal' },
  { name: 'Scenarios', at: '/scenarios' },
  { name: 'Recording', at: '/recording' },
  { name: 'Security', at: '#security' },
  { name: 'API tokens', at: '/tokens' },
  { name: 'Settings', at: '/settings' },
]

/** The admin console below /admin: a client of the management API, with the SCIM traffic beside every page. */
export async function adminConsole(app: FastifyInstance, options: ConsoleOptions): Promise<void> {
  const okta = new Okta(options.call)
  const journal = new Journal(okta)
  const feed = new Feed(okta, journal)
  const { loopback, password } = options
  const about: SiteOptions = {
    base: '/admin',
    name: 'Mock Okta Admin',
    brand: 'okta',
    pages: 'mock-okta/console/pages',
    menu: MENU,
    ...{ loopback, password },
    beside: () => feed.beside(),
  }
  await openSite(app, about, (site) => {
    const desk: Desk = { site, okta, journal }
    feed.stream(site)
    taskScreens(desk)
    peopleScreens(desk)
    groupRuleScreens(desk)
    groupScreens(desk)
    appListScreens(desk)
    appScreens(desk)
    provisioningScreens(desk)
    toAppScreens(desk)
    importScreens(desk)
    assignmentScreens(desk)
    pushGroupScreens(desk)
    appOptionScreens(desk)
    logScreens(desk)
    settingsScreens(desk)
    scenarioScreens(desk)
    recordingScreens(desk)
  })
}
