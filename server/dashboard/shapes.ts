/** What the dashboard reads of the API's answers. */
export interface Organization {
  readonly organization_id: string
  readonly organization_name: string
  readonly organization_slug: string
  readonly scim_active_connection?: { readonly connection_id: string } | null
}

export interface Connection {
  readonly connection_id: string
  readonly display_name: string
  readonly identity_provider: string
  readonly base_url: string
  readonly bearer_token_last_four: string
  readonly next_bearer_token_last_four: string
  readonly scim_group_implicit_role_assignments: readonly RoleAssignment[]
}

export interface RoleAssignment {
  readonly role_id: string
  readonly group_id: string
  readonly group_name: string
}

export interface ScimGroup {
  readonly group_id: string
  readonly group_name: string
}

export interface Member {
  readonly member_id: string
  readonly organization_id: string
  readonly email_address: string
  readonly name: string
  readonly status: string
  readonly roles: readonly { readonly role_id: string; readonly sources: readonly object[] }[]
  readonly scim_registration?: {
    readonly scim_attributes: {
      readonly groups?: readonly { readonly value: string; readonly display: string }[]
    }
  }
}

export interface ProductEvent {
  readonly event_type: string
  readonly payload: Readonly<Record<string, unknown>> & {
    readonly event_id: string
    readonly id: string
    readonly object_type: string
    readonly source: string
    readonly timestamp: string
    readonly details?: { readonly organization_id?: string }
  }
}

export interface Endpoint {
  readonly webhook_endpoint_id: string
  readonly url: string
  readonly event_types: readonly string[]
  readonly organization_id?: string
  readonly status: string
  readonly disabled_reason?: string
}

export interface Delivery {
  readonly webhook_delivery_id: string
  readonly webhook_endpoint_id: string
  readonly event_type: string
  readonly status: string
  readonly attempts: readonly {
    readonly at: string
    readonly status_code?: number
    readonly error?: string
  }[]
  readonly payload?: unknown
}
