import type { AppKind, PasswordSync, PushRule } from '../applications/app.ts'
import type { PersonStatus, Profile } from '../directory/person.ts'

/** An org as a file tells of it: people by login and groups by name, no ids and no secrets. */
export interface Seed {
  /** Attributes of people and groups beside Okta's own, as the Schemas API has them. */
  readonly schemas?: { readonly user?: object; readonly group?: object }
  readonly people?: readonly SeedPerson[]
  readonly groups?: readonly SeedGroup[]
  readonly rules?: readonly SeedRule[]
  readonly apps?: readonly SeedApp[]
}

/** Who has the app, by login; with what the assignment itself says, if anything. */
export type SeedUser =
  | string
  | { readonly login: string; readonly userName?: string; readonly profile?: object }

/** A group that brings the app, by name; with what its assignment says, if anything. */
export type SeedAppGroup = string | { readonly name: string; readonly profile?: object }

export interface SeedPerson {
  readonly status?: PersonStatus
  readonly profile: Profile
}

export interface SeedGroup {
  readonly name: string
  readonly description?: string
  readonly members?: readonly string[]
}

export interface SeedRule {
  readonly name: string
  readonly status?: 'ACTIVE' | 'INACTIVE'
  readonly expression: string
  readonly groups: readonly string[]
  readonly exclude?: readonly string[]
}

export interface SeedApp {
  readonly label: string
  readonly kind: AppKind
  readonly status?: 'ACTIVE' | 'INACTIVE'
  readonly userNameTemplate?: object
  readonly connection?: Readonly<Record<string, unknown>>
  readonly toApp?: { readonly create?: boolean; update?: boolean; deactivate?: boolean }
  readonly passwordSync?: PasswordSync
  readonly options?: object
  readonly import?: object
  /** Attributes that are not Okta's default ones, or not as those are, as the Schemas API has them. */
  readonly attributes?: Readonly<Record<string, object | null>>
  /** Mappings that are not Okta's default ones, as the Mappings API has them; null where there is none. */
  readonly mappings?: Readonly<Record<string, object | null>>
  /** The same from the app to Okta. */
  readonly toOktaMappings?: Readonly<Record<string, object | null>>
  readonly users?: readonly SeedUser[]
  readonly groups?: readonly SeedAppGroup[]
  readonly pushGroups?: readonly SeedPush[]
  readonly pushRules?: readonly Pick<PushRule, 'field' | 'operator' | 'value'>[]
}

export interface SeedPush {
  readonly group: string
  readonly name?: string
  readonly status?: 'ACTIVE' | 'INACTIVE'
}

/** What is wrong with a seed file, with the line and the place in it. */
export class SeedError extends Error {
  override readonly name = 'SeedError'
}
