import type { Command } from 'commander'
import { program } from '../../cli/program.ts'

/** Every command with the words that call it: `scimulate okta push`. */
export const EVERY_COMMAND: readonly (readonly [words: string, command: Command])[] = below(
  program({}),
  ['scimulate'],
)

function below(command: Command, words: readonly string[]): [string, Command][] {
  return command.commands.flatMap((one): [string, Command][] => {
    const path = [...words, one.name()]
    return [[path.join(' '), one], ...below(one, path)]
  })
}
