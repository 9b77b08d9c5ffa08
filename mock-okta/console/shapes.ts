/** What the console reads of the API's answers. */
export interface Person {
  readonly id: string
  readonly created: string
  readonly status: string
  readonly profile: Readonly<Record<string, unknown>> & {
    readonly login: string
    readonly email: string
    readonly firstName: string
    readonly lastName: string
  }
}

export interface Group {
  readonly id: string
  readonly type: string
  readonly profile: { readonly name: string; readonly description: string }
}

export interface App {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly status: string
  readonly signOnMode: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly credentials: {
    readonly userNameTemplate: {
      readonly type: string
      readonly template: string
      readonly pushStatus?: string
    }
  }
}

export interface AppUser {
  readonly id: string
  readonly externalId: string | null
  readonly scope: string
  readonly status: string
  readonly syncState: string
  readonly credentials: { readonly userName: string }
}

export interface PushMapping {
  readonly id: string
  readonly sourceGroupId: string
  readonly targetGroupId: string
  readonly status: string
  readonly errorSummary: string
  readonly lastPush?: string
}

export interface Task {
  readonly id: string
  readonly appId: string
  readonly personId?: string
  readonly kind: string
  readonly title: string
  readonly message: string
  readonly createdAt: string
  readonly retryable: boolean
  readonly status: 'OPEN' | 'COMPLETED'
}

export interface Connection {
  readonly status: string
  readonly baseUrl?: string
  readonly uniqueIdentifier?: string
  readonly actions?: readonly string[]
  readonly importGroups?: boolean
  /** Where Authenticate leads, as long as a grant is waited for. */
  readonly authorize?: string
}

/** Okta's own view of a connection: what was filled in, also before it is granted. */
export interface ConnectionPage {
  readonly baseUrl?: string
  readonly profile?: {
    readonly authScheme: string
    readonly clientId?: string
    readonly authorizeUrl?: string
    readonly tokenUrl?: string
  }
}

export interface Exchange {
  readonly id: number
  readonly appId: string
  readonly operation: string
  readonly at: string
  readonly ms: number
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string | null
  }
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  } | null
  readonly error?: string
}

/** Whether an app is the SAML app, which sends PUT; the catalog's send PATCH. */
export function isSaml({ signOnMode, name }: App): boolean {
  return signOnMode === 'SAML_2_0' && !name.startsWith('scim2')
}

export function nameOf({ profile }: Person): string {
  return `${profile.firstName} ${profile.lastName}`
}

/** What may stand for the person in a request. */
export function namesOf({ profile }: Person): readonly string[] {
  return [profile.login, profile.email]
}

/** Everybody that the directory knows, in the order in which they came; deactivated people too. */
export async function everybody(okta: { get<T>(path: string): Promise<T> }): Promise<Person[]> {
  const gone = encodeURIComponent('status eq "DEPROVISIONED"')
  const people = [
    ...(await okta.get<Person[]>('/api/v1/users?limit=1000')),
    ...(await okta.get<Person[]>(`/api/v1/users?limit=1000&filter=${gone}`)),
  ]
  return people.sort((a, b) => a.created.localeCompare(b.created))
}
