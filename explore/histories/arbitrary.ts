import { Arbitrary, type Random, Stream, Value } from 'fast-check'
import type { History } from './action.ts'
import { generateHistory, type Shape } from './generate.ts'
import { smaller } from './shrink.ts'

/**
 * Histories for fast-check. An arbitrary of our own and not `commands()`: what can happen depends on what
 * has happened, and a smaller history is one that could have happened too.
 */
export class Histories extends Arbitrary<History> {
  readonly #shape: Shape

  constructor(shape: Shape) {
    super()
    this.#shape = shape
  }

  override generate(random: Random): Value<History> {
    return new Value(generateHistory(random, this.#shape), undefined)
  }

  override canShrinkWithoutContext(value: unknown): value is History {
    return typeof value === 'object' && value !== null && 'actions' in value
  }

  override shrink(history: History): Stream<Value<History>> {
    return new Stream(smaller(history)).map((value) => new Value(value, undefined))
  }
}
