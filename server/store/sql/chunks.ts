/** Most values that one statement names: both databases bound their parameters. */
const SIZE = 400

export function* chunks<T>(values: readonly T[]): Generator<T[]> {
  for (let i = 0; i < values.length; i += SIZE) yield values.slice(i, i + SIZE)
}
