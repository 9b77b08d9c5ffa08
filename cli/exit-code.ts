/** What the process tells the shell; scripts and CI rely on these numbers. */
export const EXIT = {
  fit: 0,
  failures: 1,
  usage: 2,
  unreachable: 3,
  ownError: 4,
  leftovers: 5,
  /** 128 + SIGINT, as shells expect of a program that was interrupted. */
  interrupted: 130,
} as const

/** Ends the command with one clear line and no stack trace. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: number

  constructor(exitCode: number, message: string) {
    super(message)
    this.exitCode = exitCode
  }
}

export function usage(message: string): CommandError {
  return new CommandError(EXIT.usage, message)
}
