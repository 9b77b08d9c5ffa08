/** Most values that one statement names: both databases bound their parameters. */
const SIZE = 400

export function* chunks<T>(values: readonly T[], size = SIZE): Generator<T[]> {
  for (let i = 0; i < values.length; i += size) yield values.slice(i, i + size)
}
