import type { B2BClient } from 'stytch'
import type { Member } from './product-client.ts'

/** A Stytch test project whose SCIM endpoint is the target. */
export interface StytchProject {
  readonly projectId: string
  readonly secret: string
}

const STATUSES = ['active', 'deleted', 'invited', 'pending']
const PAGE = 1_000

/**
 * The members with this e-mail address in the organization whose SCIM connection has this base URL, deleted
 * ones too: what Stytch's own API says, asked by its own SDK.
 */
export async function stytchMembersWith(
  { projectId, secret }: StytchProject,
  baseUrl: string,
  email: string,
): Promise<Member[]> {
  const { B2BClient } = await import('stytch')
  const env = `${new URL(baseUrl).origin}/`
  const client = new B2BClient({ project_id: projectId, secret, env })
  const { members } = await client.organizations.members.search({
    organization_ids: [await organizationOf(client, baseUrl)],
    query: {
      operator: 'AND',
      operands: [
        { filter_name: 'member_emails', filter_value: [email] },
        { filter_name: 'statuses', filter_value: STATUSES },
      ],
    },
  })
  return members.map((member) => ({ ...member }))
}

async function organizationOf(client: B2BClient, baseUrl: string): Promise<string> {
  const connectionId = new URL(baseUrl).pathname.split('/').filter(Boolean).at(-1)
  for (let cursor: string | undefined; ; ) {
    const page = await client.organizations.search({ limit: PAGE, ...(cursor ? { cursor } : {}) })
    const found = page.organizations.find(
      ({ scim_active_connection: active }) => active?.connection_id === connectionId,
    )
    if (found) return found.organization_id
    cursor = page.results_metadata.next_cursor ?? undefined
    if (!cursor)
      throw new Error(`no organization of the project has the connection ${connectionId}`)
  }
}
