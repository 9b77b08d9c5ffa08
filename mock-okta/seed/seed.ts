import type { AppKind, PasswordSync, PushRule } from '../applications/app.ts'
import type { PersonStatus, Profile } from '../directory/person.ts'

/** An org as a file tells of it: people by login and groups by name, no ids and no secrets. */
export interface Seed {
  readonly people?: readonly SeedPerson[]
  readonly groups?: readonly SeedGroup[]
  readonly rules?: readonly SeedRule[]
  readonly apps?: readonly SeedApp[]
}

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
  readonly users?: readonly string[]
  readonly groups?: readonly string[]
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
