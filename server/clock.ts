/** The clock that was passed in, which a test may move forward. */
export class Clock {
  readonly #base: () => Date
  #ahead = 0

  constructor(base: () => Date) {
    this.#base = base
  }

  readonly now = (): Date => new Date(this.#base().getTime() + this.#ahead)

  advance(milliseconds: number): void {
    this.#ahead += milliseconds
  }
}

/** Milliseconds of an ISO 8601 duration of days, hours, minutes and seconds; undefined for anything else. */
export function millisecondsOf(duration: string): number | undefined {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration)
  if (found === null || /^P?T?$/.test(duration)) return undefined
  const [days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0))
  return (((days ?? 0) * 24 + (hours ?? 0)) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1_000
}
