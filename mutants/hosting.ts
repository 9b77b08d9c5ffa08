import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

export interface Hosted {
  readonly baseUrl: string
  readonly token: string
}

/** The child process in which altered servers live; one that hangs is killed, and the next gets a new one. */
export class Hosting {
  #child: ChildProcess | undefined

  /** Starts the server of that name in the place of the one before; tells how to reach it. */
  async serve<Reach = Hosted>(name: string): Promise<Reach> {
    const child = this.#alive()
    return new Promise<Reach>((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`the server ended with ${code}`))
      child.once('exit', ended)
      child.once('message', (ready) => {
        child.off('exit', ended)
        resolve(ready as Reach)
      })
      child.send(name)
    })
  }

  /** Runs what needs the server; after so long the server's process is killed, and what runs fails soon. */
  async within<T>(ms: number, run: () => Promise<T>): Promise<T> {
    const timer = setTimeout(() => this.close(), ms)
    try {
      return await run()
    } finally {
      clearTimeout(timer)
    }
  }

  close(): void {
    this.#child?.kill('SIGKILL')
    this.#child = undefined
  }

  #alive(): ChildProcess {
    if (this.#child?.connected && this.#child.exitCode === null) return this.#child
    this.#child = fork(join(__dirname, 'host.ts'), { execArgv: ['--require', 'ts-node/register'] })
    return this.#child
  }
}
