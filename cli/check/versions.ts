import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a report must name so that a run can be repeated: ourselves, Node and cucumber. */
export function versions(): Readonly<Record<string, string>> {
  const root = join(__dirname, '..', '..', __filename.endsWith('.js') ? '..' : '')
  return {
    scimulate: versionIn(join(root, 'package.json')),
    node: process.versions.node,
    cucumber: versionIn(require.resolve('@cucumber/cucumber/package.json')),
  }
}

function versionIn(file: string): string {
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return version
}
