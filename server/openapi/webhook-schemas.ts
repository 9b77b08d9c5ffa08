import {
  anything,
  closed,
  described,
  listOf,
  oneOf,
  type Schema,
  text,
  time,
  whole,
} from './schema.ts'

const endpoint = {
  webhook_endpoint_id: text,
  url: text,
  event_types: described('Which events are sent; all of them when it is empty.', listOf(text)),
  status: oneOf('active', 'disabled'),
  created_at: time,
}

const trouble = {
  organization_id: text,
  disabled_reason: described(
    '`gone` by a 410, `failing` after five days, or `by_hand`.',
    oneOf('gone', 'failing', 'by_hand'),
  ),
  failing_since: time,
}

/** What is ours beside Stytch's API: webhooks, the stream of events, settings. */
export const WEBHOOK_SCHEMAS: Readonly<Record<string, Schema>> = {
  WebhookEndpoint: closed(endpoint, trouble),
  WebhookEndpointWithSecret: closed(
    { ...endpoint, secret: described('Shown this once.', text) },
    trouble,
  ),
  WebhookDelivery: closed(
    {
      webhook_delivery_id: described('Sent as svix-id and webhook-id, the same each time.', text),
      event_id: text,
      event_type: text,
      webhook_endpoint_id: text,
      status: oneOf('pending', 'succeeded', 'failed'),
      attempts: listOf(
        closed(
          { at: time, duration_ms: whole },
          {
            ...{ status_code: whole, error: text, retry_after: whole },
            timestamp: described('Seconds since 1970 that were signed.', whole),
            signature: described('The header webhook-signature of this attempt.', text),
          },
        ),
      ),
    },
    {
      next_attempt_at: time,
      payload: described('What was sent; only when one delivery is read.', anything),
    },
  ),
  Event: closed({
    event_type: described('`scim.member.create`, as an endpoint asks for it.', text),
    payload: {
      ...closed({
        action: text,
        details: anything,
        event_id: text,
        id: described('Of the object that the event is about.', text),
        object_type: text,
        project_id: text,
        source: oneOf('SCIM', 'DIRECT', 'DASHBOARD', 'SCIMULATE'),
        timestamp: time,
        vertical: text,
      }),
      // The object itself stands under its own type.
      additionalProperties: anything,
    },
  }),
}
