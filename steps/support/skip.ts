/** The media type under which a skipped scenario says why. */
const REASON = 'application/vnd.scimulate.reason+json'

/** Ends a scenario that this target gives nothing to judge for; what a step or hook returns. */
export function skip(
  world: { attach(data: string, mediaType: string): unknown },
  reason: string,
): 'skipped' {
  world.attach(JSON.stringify({ reason }), REASON)
  return 'skipped'
}
