import type { App, PushMapping } from './applications/app.ts'
import type { ApiToken } from './directory/api-token.ts'
import type { Group } from './directory/group.ts'
import type { GroupRule } from './directory/group-rule.ts'
import { People } from './directory/people.ts'
import type { Person } from './directory/person.ts'
import { notFound } from './okta-error.ts'
import { SystemLog } from './system-log.ts'

/** Everything that an Okta org remembers. */
export class Org {
  readonly people = new People()
  readonly groups = new Map<string, Group>()
  /** SSWS tokens by the SHA-256 of each. */
  readonly apiTokens = new Map<string, ApiToken>()
  readonly groupRules = new Map<string, GroupRule>()
  readonly apps = new Map<string, App>()
  /** Attributes of people and groups that the Schemas API added to Okta's own. */
  readonly customAttributes: { user: object; group: object } = { user: {}, group: {} }
  readonly log: SystemLog

  constructor(logEventsKept?: number) {
    this.log = new SystemLog(logEventsKept)
  }

  /** A person by id or login. */
  person(reference: string): Person {
    const found = this.people.get(reference) ?? this.people.byLogin(reference)
    if (found === undefined) throw notFound(reference, 'User')
    return found
  }

  group(id: string): Group {
    const found = this.groups.get(id)
    if (found === undefined) throw notFound(id, 'UserGroup')
    return found
  }

  app(id: string): App {
    const found = this.apps.get(id)
    if (found === undefined) throw notFound(id, 'AppInstance')
    return found
  }

  mapping(app: App, id: string): PushMapping {
    const found = app.mappings.get(id)
    if (found === undefined) throw notFound(id, 'GroupPushMapping')
    return found
  }
}
