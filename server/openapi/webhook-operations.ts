import { type Operation, pageOf } from './operation.ts'
import { closed, flag, given, listOf, oneOf, orNull, ref, text, time, whole } from './schema.ts'

const ENDPOINTS = '/v1/scimulate/webhook_endpoints'
const DELIVERIES = '/v1/scimulate/webhook_deliveries'
const endpointFields = { url: text, event_types: listOf(text) }
const endpoint = { webhook_endpoint: ref('WebhookEndpoint') }
const withSecret = { webhook_endpoint: ref('WebhookEndpointWithSecret') }
const delivery = { webhook_delivery: ref('WebhookDelivery') }
const NO_ENDPOINT = { 404: ['webhook_endpoint_not_found'] }
const NO_DELIVERY = { 404: ['webhook_delivery_not_found'] }
const INVALID = { 400: ['invalid_argument'] }

const ENDPOINT_OPERATIONS: readonly Operation[] = [
  {
    ...{ route: `post ${ENDPOINTS}`, id: 'scimulate.createWebhookEndpoint', tag: 'Webhooks' },
    summary: 'Make an endpoint; its secret is shown this once',
    body: given({ ...endpointFields, organization_id: text }, 'url'),
    answer: withSecret,
    errors: { ...INVALID, 404: ['organization_not_found'] },
  },
  {
    ...{ route: `get ${ENDPOINTS}`, id: 'scimulate.listWebhookEndpoints', tag: 'Webhooks' },
    summary: 'List the endpoints',
    answer: pageOf('webhook_endpoints', 'WebhookEndpoint'),
  },
  {
    ...{ route: `get ${ENDPOINTS}/{id}`, id: 'scimulate.getWebhookEndpoint', tag: 'Webhooks' },
    summary: 'Read an endpoint',
    answer: endpoint,
    errors: NO_ENDPOINT,
  },
  {
    ...{ route: `put ${ENDPOINTS}/{id}`, id: 'scimulate.updateWebhookEndpoint', tag: 'Webhooks' },
    summary: 'Change an endpoint, disable it, or switch it on again',
    body: given({ ...endpointFields, status: oneOf('active', 'disabled') }),
    answer: endpoint,
    errors: { ...INVALID, ...NO_ENDPOINT },
  },
  {
    ...{ route: `delete ${ENDPOINTS}/{id}`, id: 'scimulate.deleteWebhookEndpoint' },
    ...{ tag: 'Webhooks', summary: 'Remove an endpoint and its log' },
    answer: { webhook_endpoint_id: text },
    errors: NO_ENDPOINT,
  },
  {
    ...{ route: `post ${ENDPOINTS}/{id}/rotate`, id: 'scimulate.rotateWebhookSecret' },
    ...{ tag: 'Webhooks', summary: 'Make another secret; the one before signs too for a while' },
    body: given({ overlap_seconds: whole }),
    answer: withSecret,
    errors: { ...INVALID, ...NO_ENDPOINT },
  },
  {
    ...{ route: `post ${ENDPOINTS}/{id}/replay`, id: 'scimulate.replayWebhooks', tag: 'Webhooks' },
    summary: 'Send every event since a time again, those that the endpoint missed too',
    body: given({ since: time }, 'since'),
    answer: { queued: whole },
    errors: { 400: ['invalid_argument', 'webhook_endpoint_disabled'], ...NO_ENDPOINT },
  },
  {
    ...{ route: `post ${ENDPOINTS}/{id}/test`, id: 'scimulate.sendTestEvent', tag: 'Webhooks' },
    summary: 'Send an event that tells nothing but that webhooks arrive',
    answer: { event_id: text },
    errors: NO_ENDPOINT,
  },
]

/** Everything that is ours beside Stytch's API. */
export const WEBHOOK_OPERATIONS: readonly Operation[] = [
  ...ENDPOINT_OPERATIONS,
  {
    ...{ route: `get ${DELIVERIES}`, id: 'scimulate.listWebhookDeliveries', tag: 'Webhooks' },
    summary: 'The log of deliveries with every attempt, newest first',
    query: {
      webhook_endpoint_id: text,
      event_type: text,
      status: oneOf('pending', 'succeeded', 'failed'),
      cursor: text,
      limit: whole,
    },
    answer: { ...pageOf('webhook_deliveries', 'WebhookDelivery'), next_cursor: orNull(text) },
    errors: INVALID,
  },
  {
    ...{ route: `get ${DELIVERIES}/{id}`, id: 'scimulate.getWebhookDelivery', tag: 'Webhooks' },
    summary: 'Read a delivery',
    answer: delivery,
    errors: NO_DELIVERY,
  },
  {
    ...{ route: `post ${DELIVERIES}/{id}/resend`, id: 'scimulate.resendWebhook', tag: 'Webhooks' },
    summary: 'Send a webhook again under the same id',
    answer: delivery,
    errors: NO_DELIVERY,
  },
  {
    ...{ route: 'get /v1/scimulate/events', id: 'scimulate.readEvents', tag: 'Events' },
    summary: 'Read what has happened behind a cursor; from the oldest that is kept without one',
    query: { cursor: text, limit: whole },
    answer: { ...pageOf('events', 'Event'), next_cursor: text },
    errors: { 400: ['invalid_argument', 'event_cursor_expired'] },
  },
  {
    ...{ route: 'post /v1/scimulate/projects', id: 'scimulate.createProject', tag: 'Projects' },
    summary: 'Make another project, with nothing in it',
    answer: { project: closed({ project_id: text, secret: text }) },
  },
  {
    ...{ route: 'get /v1/scimulate/organizations/{org}/settings', id: 'scimulate.getSettings' },
    ...{ tag: 'Projects', summary: 'Read what is ours about an organization' },
    answer: { link_existing_members: flag },
    errors: { 404: ['organization_not_found'] },
  },
  {
    ...{ route: 'put /v1/scimulate/organizations/{org}/settings', id: 'scimulate.putSettings' },
    ...{ tag: 'Projects', summary: 'Change what is ours about an organization' },
    body: given({ link_existing_members: flag }, 'link_existing_members'),
    answer: { link_existing_members: flag },
    errors: { ...INVALID, 404: ['organization_not_found'] },
  },
]
