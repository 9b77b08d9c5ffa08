const UNITS: Readonly<Record<string, number>> = { D: 86_400_000, H: 3_600_000, M: 60_000, S: 1_000 }

/** Milliseconds of an ISO 8601 duration such as P1DT2H or PT5M. */
export function durationIn(duration: string): number | undefined {
  if (!/^P(?=.)(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/.test(duration)) return undefined
  let sum = 0
  for (const [, amount, unit = ''] of duration.matchAll(/(\d+)([DHMS])/g)) {
    sum += Number(amount) * (UNITS[unit] ?? 0)
  }
  return sum
}
