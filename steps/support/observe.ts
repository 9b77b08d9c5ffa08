/** The media type under which a scenario notes what it saw where the standard leaves room. */
const OBSERVED = 'application/vnd.scimulate.observed+json'

/** One of the outcomes that the catalogue lists of a doubtful point, and what of the scenario came to it. */
export interface Seen {
  readonly requirement: string
  readonly observed: string
  readonly detail?: string
}

export function observe(
  world: { attach(data: string, mediaType: string): unknown },
  seen: Seen,
): void {
  world.attach(JSON.stringify(seen), OBSERVED)
}
