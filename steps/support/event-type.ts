/** `scim.member.create`, rebuilt from the envelope as a consumer of Stytch's webhooks does. */
export function eventTypeOf({ payload }: { readonly payload: string }): string {
  const envelope: unknown = JSON.parse(payload)
  const { source, object_type, action } = envelope as Record<string, unknown>
  return [source, object_type, action].map((word) => String(word).toLowerCase()).join('.')
}
