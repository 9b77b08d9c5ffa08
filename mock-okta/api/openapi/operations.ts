/** What is said of an operation: a sentence, the status of its answer, and its schema (`[]`: a list of them). */
export interface Told {
  readonly summary: string
  readonly status: number
  /** None where the answer has no body. */
  readonly answer?: string
}

const told = (summary: string, answer: string, status = 200): Told => ({ summary, answer, status })
const done = (summary: string, status = 204): Told => ({ summary, status })

/** By method and path. */
export const OPERATIONS: Readonly<Record<string, Told>> = {
  'POST /api/v1/users': told('Create a user; activate=false leaves them STAGED', 'User'),
  'GET /api/v1/users': told('List users by q, filter or search', 'User[]'),
  'GET /api/v1/users/{id}': told('Read a user by id or login', 'User'),
  'POST /api/v1/users/{id}': told('Change the named attributes of a profile', 'User'),
  'PUT /api/v1/users/{id}': told('Replace a profile', 'User'),
  'DELETE /api/v1/users/{id}': done('Deactivate a user, or delete a deactivated one'),
  'GET /api/v1/users/{id}/groups': told('List the groups of a user', 'Group[]'),
  'GET /api/v1/users/{id}/appLinks': told('List the apps of a user', 'AppLink[]'),
  'POST /api/v1/users/{id}/lifecycle/{step}': told(
    'activate, reactivate, deactivate, suspend or unsuspend a user',
    'Activation',
  ),
  'POST /api/v1/groups/rules': told('Make a group rule; it is INACTIVE', 'GroupRule'),
  'GET /api/v1/groups/rules': told('List group rules; search looks into the name', 'GroupRule[]'),
  'GET /api/v1/groups/rules/{id}': told('Read a group rule', 'GroupRule'),
  'PUT /api/v1/groups/rules/{id}': told('Replace an inactive group rule', 'GroupRule'),
  'DELETE /api/v1/groups/rules/{id}': done(
    'Delete an inactive group rule; removeUsers takes its people out',
    202,
  ),
  'POST /api/v1/groups/rules/{id}/lifecycle/activate': done('Let a group rule place people'),
  'POST /api/v1/groups/rules/{id}/lifecycle/deactivate': done('Stop a group rule; its people stay'),
  'POST /api/v1/groups': told('Create a group', 'Group'),
  'GET /api/v1/groups': told('List groups by q, filter or search', 'Group[]'),
  'GET /api/v1/groups/{id}': told('Read a group', 'Group'),
  'PUT /api/v1/groups/{id}': told(
    'Replace a group; a new name goes to where it is pushed',
    'Group',
  ),
  'DELETE /api/v1/groups/{id}': done('Delete a group that is not pushed'),
  'GET /api/v1/groups/{id}/apps': told('List the apps that a group brings', 'Application[]'),
  'GET /api/v1/groups/{id}/users': told('List the members of a group', 'User[]'),
  'PUT /api/v1/groups/{id}/users/{person}': done('Add a member'),
  'DELETE /api/v1/groups/{id}/users/{person}': done('Remove a member'),
  'POST /api/v1/apps': told(
    'Create a SAML app, or an app of the catalog by its name',
    'Application',
  ),
  'GET /api/v1/apps': told('List apps by q or filter', 'Application[]'),
  'GET /api/v1/apps/{id}': told('Read an app', 'Application'),
  'PUT /api/v1/apps/{id}': told('Replace an app', 'Application'),
  'DELETE /api/v1/apps/{id}': done('Delete an inactive app'),
  'POST /api/v1/apps/{id}/lifecycle/{step}': told('activate or deactivate an app', 'Nothing'),
  'POST /api/v1/apps/{id}/users': told('Assign an app to a user', 'ApplicationUser'),
  'GET /api/v1/apps/{id}/users': told('List the users of an app', 'ApplicationUser[]'),
  'GET /api/v1/apps/{id}/users/{person}': told('Read an assignment', 'ApplicationUser'),
  'POST /api/v1/apps/{id}/users/{person}': told('Change an assignment', 'ApplicationUser'),
  'DELETE /api/v1/apps/{id}/users/{person}': done('Unassign an app from a user'),
  'PUT /api/v1/apps/{id}/groups/{group}': told('Assign an app to a group', 'ApplicationGroup'),
  'PATCH /api/v1/apps/{id}/groups/{group}': told('Change the priority', 'ApplicationGroup'),
  'GET /api/v1/apps/{id}/groups': told('List the groups of an app', 'ApplicationGroup[]'),
  'GET /api/v1/apps/{id}/groups/{group}': told('Read a group assignment', 'ApplicationGroup'),
  'DELETE /api/v1/apps/{id}/groups/{group}': done('Unassign an app from a group'),
  'GET /api/v1/apps/{id}/unconfirmed-users': told(
    'List imported users who wait for an admin',
    'UnconfirmedUsers',
  ),
  'GET /api/v1/meta/schemas/apps/{id}/default': told('Read the user profile of an app', 'Schema'),
  'POST /api/v1/meta/schemas/apps/{id}/default': told(
    'Add, change or (null) remove attributes of the user profile of an app',
    'Schema',
  ),
  'GET /api/v1/meta/schemas/user/default': told('Read the attributes of users', 'Schema'),
  'POST /api/v1/meta/schemas/user/default': told('Change the attributes of users', 'Schema'),
  'GET /api/v1/meta/schemas/group/default': told('Read the attributes of groups', 'Schema'),
  'POST /api/v1/meta/schemas/group/default': told('Change the attributes of groups', 'Schema'),
  'GET /api/v1/mappings': told('List the attribute mappings', 'Mapping[]'),
  'GET /api/v1/mappings/{id}': told('Read an attribute mapping', 'Mapping'),
  'POST /api/v1/mappings/{id}': told(
    'Change or (null) remove rows of an attribute mapping; PUSH is create and update',
    'Mapping',
  ),
  'POST /api/v1/scimulate/mappings/{id}': told(
    'Change an attribute mapping, and say whether it is applied at once',
    'Mapping',
  ),
  'GET /api/v1/scimulate/app-options': told(
    'List the options of an app and their values, the default first',
    'OptionChoice[]',
  ),
  'GET /api/v1/scimulate/apps/{id}/options': told(
    'Read what an app does where Okta leaves room',
    'Options',
  ),
  'PUT /api/v1/scimulate/apps/{id}/options': told(
    'Change what an app does where Okta leaves room',
    'Options',
  ),
  'GET /api/v1/apps/{id}/connections/default': told('Read the connection', 'Connection'),
  'POST /api/v1/apps/{id}/connections/default': told(
    'Connect the app; Okta itself refuses this for SCIM apps',
    'Connection',
  ),
  'POST /api/v1/apps/{id}/connections/default/lifecycle/{step}': done(
    'activate or deactivate the connection',
  ),
  'POST /api/v1/apps/{appName}/{appId}/oauth2/callback': done(
    'Give the code of an OAuth 2 grant, with its state',
  ),
  'GET /api/v1/apps/{id}/features': told('List what provisioning does', 'Feature[]'),
  'GET /api/v1/apps/{id}/features/USER_PROVISIONING': told('Read the To App page', 'Feature'),
  'GET /api/v1/apps/{id}/features/INBOUND_PROVISIONING': told('Read the To Okta page', 'Feature'),
  'PUT /api/v1/apps/{id}/features/INBOUND_PROVISIONING': told('Change the To Okta page', 'Feature'),
  'PUT /api/v1/apps/{id}/features/USER_PROVISIONING': told('Change the To App page', 'Feature'),
  'POST /api/v1/apps/{id}/group-push/mappings': told('Push a group', 'GroupPushMapping', 201),
  'GET /api/v1/apps/{id}/group-push/mappings': told('List pushed groups', 'GroupPushMapping[]'),
  'GET /api/v1/apps/{id}/group-push/mappings/{mapping}': told('Read one', 'GroupPushMapping'),
  'PATCH /api/v1/apps/{id}/group-push/mappings/{mapping}': told(
    'Pause a pushed group, or push it again',
    'GroupPushMapping',
  ),
  'DELETE /api/v1/apps/{id}/group-push/mappings/{mapping}': done(
    'Unlink a pushed group; deleteTargetGroup deletes it on the server',
  ),
  'GET /api/v1/logs': told('Read the System Log; without until it is a poll', 'LogEvent[]'),
  'GET /api/v1/api-tokens': told('List the SSWS tokens', 'ApiToken[]'),
  'GET /api/v1/api-tokens/{id}': told('Read an SSWS token, not its secret', 'ApiToken'),
  'DELETE /api/v1/api-tokens/{id}': done('Revoke an SSWS token'),
  'DELETE /api/v1/api-tokens/current': done('Revoke the token of this request'),
  'POST /api/v1/scimulate/api-tokens': told('Make an SSWS token', 'ApiToken', 201),
  'GET /api/v1/scimulate/catalog': told('Search the app catalog', 'CatalogEntry[]'),
  'GET /api/v1/scimulate/settled': told('Wait until nothing is left to send', 'Settled'),
  'GET /api/v1/scimulate/exchanges': told('List the SCIM requests that were sent', 'Exchange[]'),
  'GET /api/v1/scimulate/tasks': told('List Dashboard > Tasks', 'Task[]'),
  'POST /api/v1/scimulate/tasks/{id}/retry': told('Try the job of a task again', 'Task'),
  'POST /api/v1/scimulate/tasks/{id}/complete': told('Mark a task as done by hand', 'Task'),
  'POST /api/v1/scimulate/tasks/retry': told('Retry Selected', 'Task[]'),
  'POST /api/v1/scimulate/apps/{id}/retry-all-groups': told(
    'Try all pushes of groups that failed again',
    'Task[]',
  ),
  'POST /api/v1/scimulate/apps/{id}/mark-all-complete': told(
    'Mark all deprovisioning tasks of an app as done by hand',
    'Task[]',
  ),
  'GET /api/v1/scimulate/apps/{id}/connection': told(
    'Read the Integration page',
    'IntegrationPage',
  ),
  'PUT /api/v1/scimulate/apps/{id}/connection': told(
    'Save the Integration page',
    'IntegrationPage',
  ),
  'POST /api/v1/scimulate/apps/{id}/connection/test': told('Test the connector', 'ConnectorTest'),
  'POST /api/v1/scimulate/apps/{id}/refresh-app-groups': told(
    'Read the app groups once more',
    'AppGroups',
  ),
  'POST /api/v1/scimulate/apps/{id}/push-now': told('Push a whole group once more', 'Nothing'),
  'GET /api/v1/scimulate/apps/{id}/out-of-sync': told(
    'List whose profile the server does not have as Okta has it, and why',
    'OutOfSync[]',
  ),
  'POST /api/v1/scimulate/apps/{id}/force-sync': told('Push every profile once more', 'Nothing'),
  'POST /api/v1/scimulate/apps/{id}/provision-user': told(
    'Provision a user assigned before',
    'Nothing',
  ),
  'POST /api/v1/scimulate/apps/{id}/import': told(
    'Import users, and groups where those are',
    'Nothing',
  ),
  'GET /api/v1/scimulate/apps/{id}/import': told(
    'Read the Import page: the last import, who waits, the settings',
    'Import',
  ),
  'PUT /api/v1/scimulate/apps/{id}/import': told(
    'Change how imports match, confirm and repeat',
    'ImportSettings',
  ),
  'POST /api/v1/scimulate/apps/{id}/import/confirm': told(
    'Confirm an imported user as somebody, as somebody new, or ignore them',
    'Nothing',
  ),
  'POST /api/v1/scimulate/apps/{id}/links': told(
    'Tell who is known to the app by what id already',
    'Nothing',
  ),
  'POST /api/v1/scimulate/apps/{id}/push-rules': told('Push groups by rule', 'PushRule'),
  'GET /api/v1/scimulate/jobs': told('List the jobs under way or still to do', 'Job[]'),
  'GET /api/v1/scimulate/seed': told('The org as a seed file; format=yaml', 'Seed'),
  'POST /api/v1/scimulate/people': told('Make people up, as many as asked for', 'Person[]', 201),
  'GET /api/v1/scimulate/faults': told('List the faults on request', 'Fault[]'),
  'POST /api/v1/scimulate/faults': told('Ask for a fault', 'Fault', 201),
  'DELETE /api/v1/scimulate/faults': done('End all faults'),
  'GET /api/v1/scimulate/openapi.json': told('This description', 'OpenApi'),
}
