import { InvalidArgumentError } from 'commander'

export type Environment = Readonly<Record<string, string | undefined>>

export function natural(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('it must be a whole number.')
  return Number(text)
}

export function positive(text: string): number {
  if (natural(text) === 0) throw new InvalidArgumentError('it must be 1 or more.')
  return Number(text)
}

/** Such as minutes: also a part of one. */
export function amount(text: string): number {
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(text) || Number(text) === 0) {
    throw new InvalidArgumentError('it must be a number above 0.')
  }
  return Number(text)
}

export function port(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a port is a number from 0 to 65535.')
  if (Number(text) > 65535) throw new InvalidArgumentError('a port is at most 65535.')
  return Number(text)
}

/** Of an option that may be repeated. */
export function collect(value: string, before: readonly string[]): string[] {
  return [...before, value]
}
