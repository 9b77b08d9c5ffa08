/** What Okta said of a test, once it has. */
interface Told {
  text: string
}

/** A click of the admin, as a step of a feature can repeat it. */
export type Click =
  | { readonly kind: 'app made'; readonly appId: string; readonly app: string }
  | { readonly kind: 'tested'; readonly appId: string; readonly message: Told }
  | { readonly kind: 'connected'; readonly appId: string }
  | { readonly kind: 'switched'; readonly appId: string; readonly on: readonly string[] }
  | { readonly kind: 'assigned'; readonly appId: string; readonly personId: string }
  | { readonly kind: 'unassigned'; readonly appId: string; readonly personId: string }
  | { readonly kind: 'group assigned'; readonly appId: string; readonly groupId: string }
  | { readonly kind: 'group unassigned'; readonly appId: string; readonly groupId: string }
  | { readonly kind: 'pushed'; readonly appId: string; readonly groupId: string }
  | {
      readonly kind: 'unlinked'
      readonly appId: string
      readonly groupId: string
      readonly deleted: boolean
    }
  | { readonly kind: 'pushed now'; readonly appId: string; readonly groupId: string }
  | {
      readonly kind: 'push set'
      readonly appId: string
      readonly groupId: string
      readonly on: boolean
    }
  | { readonly kind: 'retried'; readonly appId: string }
  | { readonly kind: 'imported'; readonly appId: string }
  | { readonly kind: 'synced'; readonly appId: string }
  | { readonly kind: 'provisioned'; readonly appId: string; readonly personId: string }
  | {
      readonly kind: 'changed'
      readonly personId: string
      readonly values: Readonly<Record<string, string>>
      /** What the person was called until then. */
      readonly names: readonly string[]
    }
  | {
      readonly kind: 'gone'
      readonly personId: string
      /** The directory does not know any more who it was. */
      readonly first: string
      readonly names: readonly string[]
    }
  | { readonly kind: 'moved'; readonly personId: string; readonly step: string }
  | { readonly kind: 'joined'; readonly personId: string; readonly groupId: string }
  | { readonly kind: 'left'; readonly personId: string; readonly groupId: string }
  | {
      readonly kind: 'renamed'
      readonly groupId: string
      readonly name: string
      readonly from: string
    }
  | { readonly kind: 'down'; readonly appId: string }
  | { readonly kind: 'up'; readonly appId: string }
  | { readonly kind: 'other'; readonly appId?: string; readonly what: string }
