type Query = readonly [name: string, says: string, type?: 'string' | 'boolean' | 'integer']

const after: Query = ['after', 'A cursor: goes on behind it; the Link header rel="next" has it']
const limit: Query = ['limit', 'How many at most', 'integer']
const pages: readonly Query[] = [after, limit]
const q: Query = ['q', 'What names begin with']
const filter: Query = ['filter', 'An expression such as status eq "ACTIVE"']
const search: Query = [
  'search',
  'An expression on the profile, such as profile.department eq "Sales"',
]
const sorting: readonly Query[] = [
  ['sortBy', 'The attribute to sort by, such as profile.lastName'],
  ['sortOrder', 'asc or desc'],
]
const activate: Query = ['activate', 'Whether it is active at once', 'boolean']
const expand: Query = ['expand', 'user embeds the user']
const appId: Query = ['appId', 'Of this app only']

/** The query parameters that an operation takes, by method and path. */
export const QUERIES: Readonly<Record<string, readonly Query[]>> = {
  'POST /api/v1/users': [activate],
  'GET /api/v1/users': [q, filter, search, ...sorting, ...pages],
  'GET /api/v1/users/{id}/groups': pages,
  'GET /api/v1/groups': [q, filter, search, ...sorting, ...pages],
  'GET /api/v1/groups/rules': [['search', 'What the name holds'], ...pages],
  'DELETE /api/v1/groups/rules/{id}': [
    ['removeUsers', 'Whether those whom it placed leave', 'boolean'],
  ],
  'GET /api/v1/groups/{id}/apps': pages,
  'GET /api/v1/groups/{id}/users': pages,
  'POST /api/v1/apps': [activate],
  'GET /api/v1/apps': [
    ['q', 'What name or label begins with'],
    filter,
    ['expand', 'user/{id} embeds the assignment of a user'],
    ...pages,
  ],
  'GET /api/v1/apps/{id}/users': [q, expand, ...pages],
  'GET /api/v1/apps/{id}/users/{person}': [expand],
  'GET /api/v1/apps/{id}/groups': pages,
  'GET /api/v1/apps/{id}/unconfirmed-users': pages,
  'POST /api/v1/apps/{id}/connections/default': [activate],
  'GET /api/v1/apps/{id}/group-push/mappings': [
    ['sourceGroupId', 'Of this group'],
    ['status', 'ACTIVE, INACTIVE or ERROR'],
    ['lastUpdated', 'Changed since'],
    ...pages,
  ],
  'DELETE /api/v1/apps/{id}/group-push/mappings/{mapping}': [
    ['deleteTargetGroup', 'Whether the group on the server is deleted', 'boolean'],
  ],
  'POST /api/v1/apps/{appName}/{appId}/oauth2/callback': [
    ['code', 'The code of the grant'],
    ['state', 'What the authorize link had'],
  ],
  'GET /api/v1/mappings': [
    ['sourceId', 'From this app, or the id of the user type'],
    ['targetId', 'To this app, or the id of the user type'],
    ...pages,
  ],
  'GET /api/v1/logs': [
    ['since', 'Published at or after; seven days before until by default'],
    ['until', 'Published before; without it the query is a poll'],
    filter,
    ['q', 'Words that an event holds'],
    ['sortOrder', 'ASCENDING or DESCENDING'],
    ...pages,
  ],
  'GET /api/v1/api-tokens': pages,
  'GET /api/v1/scimulate/catalog': [['q', 'Words of the name']],
  'GET /api/v1/scimulate/settled': [['timeoutMs', 'How long to wait at most', 'integer']],
  'GET /api/v1/scimulate/exchanges': [appId, ['after', 'Behind this id', 'integer']],
  'GET /api/v1/scimulate/tasks': [appId],
  'GET /api/v1/scimulate/seed': [['format', 'yaml, or JSON without it']],
}
