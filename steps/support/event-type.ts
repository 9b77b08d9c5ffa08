import assert from 'node:assert/strict'

/** What a webhook says, as JSON; one that is no JSON is the sender's fault. */
export function eventIn({ payload }: { readonly payload: string }): Record<string, unknown> {
  let said: unknown
  try {
    said = JSON.parse(payload)
  } catch {
    // It is told below, with what is no object either.
  }
  assert.ok(typeof said === 'object' && said !== null, `a webhook is no JSON object: ${payload}`)
  return { ...said }
}

/** `scim.member.create`, rebuilt from the envelope as a consumer of Stytch's webhooks does. */
export function eventTypeOf(webhook: { readonly payload: string }): string {
  const { source, object_type, action } = eventIn(webhook)
  return [source, object_type, action].map((word) => String(word).toLowerCase()).join('.')
}
