import type { Overrides } from './overrides.ts'
import type { StytchProject } from './stytch-members.ts'
import type { UserShape } from './target-schema.ts'
import type { Throughout } from './throughout/judge.ts'

/** Something a target can or cannot do, and how we know. */
export interface Capability {
  readonly flag: string
  readonly value: boolean
  readonly source: string
}

/** Where the scenarios of a run find what they need; handed to every worker as cucumber's world parameters. */
export interface RunParameters {
  /** The recorder's door; every request of a step goes through it. */
  readonly gateway: string
  readonly target: RemoteTarget | ReferenceTarget
  readonly okta: { readonly url: string; readonly apiToken: string }
  readonly capabilities: readonly Capability[]
  /** What the target's own schemas say of users, for bodies that it will take. */
  readonly users: UserShape
  readonly overrides: Overrides
  /** Absolute path of the user's module that tells of members and webhooks. */
  readonly observers?: string
  /** The project whose own API tells of members; the target is a SCIM connection of it. */
  readonly stytch?: StytchProject
  /** Where webhooks that came to --webhook-listen are read. */
  readonly webhookListener?: string
  /** Only scenarios that send nothing but GET may run. */
  readonly readOnly: boolean
  readonly seed: number
  /** 2 when what failed is tried once more: its names must be other ones. */
  readonly pass: 1 | 2
  /** What the whole run showed, by requirement; only the scenarios that come last of all have it. */
  readonly throughout?: Readonly<Record<string, Throughout>>
  /** Short and unique to the run: it stands in every name the run makes. */
  readonly runId: string
  /** A mark for ids that name nothing. */
  readonly unused: string
}

/** Somebody's server: one base URL, one credential, nothing else known. */
export interface RemoteTarget {
  readonly kind: 'remote'
  readonly baseUrl: string
  readonly token: string
  /** Of another tenant, or of less rights. */
  readonly secondToken?: string
}

/** Our own server: each scenario gets an organization and a SCIM connection of its own. */
export interface ReferenceTarget {
  readonly kind: 'reference'
  readonly url: string
  readonly projectId: string
  readonly secret: string
}
