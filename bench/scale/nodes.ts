import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgres } from '../../test/server/postgres.ts'
import { type Started, started } from '../server/subject.ts'
import { type Behind, behindPostgres, behindSqlite } from './databases.ts'

const ROOT = join(__dirname, '..', '..')

/** A kind of store with the servers on it. */
export interface Setting {
  readonly name: string
  readonly nodes: readonly Started[]
  readonly behind: Behind
  stop(): Promise<void>
}

/** The server that keeps all in its memory, which nobody can look into from outside. */
export async function inMemory(): Promise<Pick<Setting, 'name' | 'nodes' | 'stop'>> {
  const node = await serve([])
  return { name: 'SQLite memory', nodes: [node], stop: () => stopped(node) }
}

/** The servers are what `npm run build` makes of them. */
export function build(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' })
}

export async function inFile(): Promise<Setting> {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-scale-'))
  const file = join(folder, 'state.sqlite')
  const node = await serve(['--data', file])
  const behind = behindSqlite(file)
  return {
    name: 'SQLite file',
    nodes: [node],
    behind,
    stop: async () => {
      await behind.close()
      await stopped(node)
      rmSync(folder, { recursive: true })
    },
  }
}

/** So many servers on one PostgreSQL, which makes durable what it has answered. */
export async function onPostgres(count: number): Promise<Setting> {
  const database = await postgres({ durable: true })
  if (database === undefined) throw new Error('this bench needs a PostgreSQL')
  const url = await database.database()
  const nodes: Started[] = []
  for (let i = 0; i < count; i += 1) nodes.push(await serve(['--database-url', url]))
  const behind = await behindPostgres(url)
  return {
    name: `PostgreSQL, ${count} ${count === 1 ? 'node' : 'nodes'}`,
    nodes,
    behind,
    stop: async () => {
      await behind.close()
      for (const node of nodes) await stopped(node)
      await database.stop()
    },
  }
}

function serve(options: readonly string[]): Promise<Started> {
  const words = ['dist/cli/main.js', 'server', '--port', '0', '--ready-json', ...options]
  return started('scimulate', words)
}

async function stopped(node: Started): Promise<void> {
  const ended = new Promise((resolve) => node.child.once('exit', resolve))
  node.stop()
  await ended
}
