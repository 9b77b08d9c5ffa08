import assert from 'node:assert/strict'
import { program } from '../../cli/program.ts'

/** The options that a container is given are options that there are. */
export function knownOptions([name, ...rest]: readonly string[]): void {
  const command = program({}).commands.find((one) => one.name() === name)
  const sub = command?.commands.find((one) => one.name() === rest[0])
  const known = new Set((sub ?? command)?.options.map(({ long }) => long))
  for (const word of rest.filter((one) => one.startsWith('--'))) {
    assert.ok(known.has(word.split('=')[0]), `${name}: ${word}`)
  }
}
