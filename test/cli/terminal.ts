import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')
const PATIENCE_MS = 40_000

const missing = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? ''
/** Tests at a terminal need util-linux's `script`, which gives a program one. */
export const atTerminal = {
  skip: missing.includes('util-linux') ? false : 'SKIPPED: no script(1) of util-linux here',
}
if (atTerminal.skip !== false) console.error(atTerminal.skip)

/** A command that believes it is used by a person. */
export class Terminal {
  /** All that was to be seen, with the codes that move the cursor. */
  shown = ''
  readonly #child: ChildProcess
  #changed: () => void = () => undefined
  readonly ended: Promise<number | null>

  constructor(words: readonly string[], env: Record<string, string> = {}) {
    const command = [process.execPath, '--require', 'ts-node/register', 'cli/main.ts', ...words]
    // A terminal without a width would break the line after every letter.
    const quoted = `stty cols 120 rows 40; exec ${command.map((word) => `'${word}'`).join(' ')}`
    const { SCIM_BASE_URL: _, SCIM_TOKEN: __, CI: ___, ...clean } = process.env
    this.#child = spawn('script', ['-qefc', quoted, '/dev/null'], {
      cwd: ROOT,
      env: { ...clean, TERM: 'xterm-256color', ...env },
    })
    this.#child.stdout?.on('data', (chunk) => {
      this.shown += String(chunk)
      this.#changed()
    })
    this.ended = new Promise((resolve) => this.#child.on('close', resolve))
  }

  /** Waits until the words are to be seen. */
  async until(words: string): Promise<void> {
    const deadline = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE_MS)
    const over = this.ended.then(() => true)
    while (!this.shown.includes(words)) {
      const changed = new Promise<boolean>((resolve) => {
        this.#changed = () => resolve(false)
      })
      if (await Promise.race([changed, over])) break
    }
    clearTimeout(deadline)
    if (!this.shown.includes(words)) throw new Error(`never shown: ${words}, but ${this.shown}`)
  }

  type(keys: string): void {
    this.#child.stdin?.write(keys)
  }
}
