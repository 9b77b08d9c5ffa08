import type { TroubleKind } from '../../steps/support/recorder/trouble.ts'

/** One thing that happens in an Okta org. People, groups and apps are numbers: names belong to the telling. */
export type Action = Deed | Together | Trouble

/** What one admin does, or what happens to one person. */
export type Deed =
  /** A person joins and gets the app at once. */
  | { readonly kind: 'hire'; readonly who: number; readonly app: number }
  /** A person joins, and every app is given at the same moment. */
  | { readonly kind: 'onboard'; readonly who: number }
  /** Somebody new is hired under the login of one who left. */
  | { readonly kind: 'rehire'; readonly who: number; readonly as: number; readonly app: number }
  | { readonly kind: 'assign'; readonly who: number; readonly app: number }
  | { readonly kind: 'unassign'; readonly who: number; readonly app: number }
  | { readonly kind: 'change'; readonly who: number; readonly what: Attribute; readonly to: number }
  /** Another login, e-mail address and family name. */
  | { readonly kind: 'rename'; readonly who: number; readonly to: number }
  /** The login of one who was deleted from Okta, and whom only the server still knows. */
  | { readonly kind: 'take-name'; readonly who: number; readonly of: number }
  | { readonly kind: Lifecycle; readonly who: number }
  | { readonly kind: 'password'; readonly who: number; readonly to: number }
  | { readonly kind: 'join'; readonly who: number; readonly group: number }
  | { readonly kind: 'quit'; readonly who: number; readonly group: number }
  | { readonly kind: 'rename-group'; readonly group: number; readonly to: number }
  | { readonly kind: GroupDeed; readonly group: number; readonly app: number }
  | { readonly kind: 'import' | 'force-sync'; readonly app: number }
  | { readonly kind: 'retry' }

/** The deed of a kind; one whose kind may be several things is found by each of them. */
export type DeedOf<K extends Deed['kind']> = Deed extends infer D
  ? D extends { readonly kind: infer All }
    ? K extends All
      ? D
      : never
    : never
  : never

export type Lifecycle = 'deactivate' | 'activate' | 'suspend' | 'unsuspend' | 'delete'

export type GroupDeed =
  | 'give-group'
  | 'take-group'
  | 'push'
  | 'push-now'
  | 'stop-push'
  | 'start-push'
  | 'unlink-leave'
  | 'unlink-delete'

export type Attribute = 'title' | 'department' | 'firstName' | 'primaryPhone'
export const ATTRIBUTES: readonly Attribute[] = ['title', 'department', 'firstName', 'primaryPhone']

/** Several admins at once; `gaps` are milliseconds that each waits first, so that orders differ. */
export interface Together {
  readonly kind: 'together'
  readonly deeds: readonly Deed[]
  readonly gaps: readonly number[]
}

/** Something that goes wrong between Okta and the server, at the n-th request from now. */
export interface Trouble {
  readonly kind: 'trouble'
  readonly what: TroubleKind
  readonly nth: number
}

/** The two kinds of app of the set-up guide, by the method that they change things with. */
export type Dialect = 'saml' | 'header-auth'

/** The org on the day on which a history begins. */
export interface Setting {
  /** The apps that provision the one target. */
  readonly apps: readonly Dialect[]
  /** Whether the apps sync passwords. */
  readonly passwords: boolean
  /** How many people have the first app already. */
  readonly staff: number
  /** Whether they are the first group, which the first app pushes. */
  readonly team: boolean
}

/** What happens in one org. */
export interface History extends Setting {
  readonly actions: readonly Action[]
}

/** The deeds inside an action, in order. */
export function deedsOf(action: Action): readonly Deed[] {
  if (action.kind === 'together') return action.deeds
  return action.kind === 'trouble' ? [] : [action]
}
