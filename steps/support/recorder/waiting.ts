/** Time as those who hold requests back see it; tests bring their own. */
export interface Waiting {
  /** In milliseconds since 1970; never goes back. */
  now(): number
  wait(ms: number): Promise<void>
}

export const WALL_CLOCK: Waiting = {
  now: () => performance.timeOrigin + performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}
